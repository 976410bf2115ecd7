using Training.Modules;

namespace Training.Questions;

internal sealed class Permissions : IPermissionProvider
{
    public const string Author = "Questions.Author";

    public const string Take = "Questions.Take";

    private static readonly Permission AuthorPermission = new(Author, "Write, import and export the questions of the hospitals in scope");

    private static readonly Permission TakePermission = new(Take, "Take the quizzes of courses; which ones is decided by the course");

    private static readonly string[] Authors = [Roles.Mentor, Roles.DepartmentHead, Roles.TrainingOffice, Roles.Coordinator, Roles.TechnicalHead, Roles.Administrator];

    public IReadOnlyList<Permission> GetPermissions() => [AuthorPermission, TakePermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
        [.. Roles.All.Select(role => new PermissionStereotype(role, Authors.Contains(role) ? GetPermissions() : [TakePermission]))];
}
