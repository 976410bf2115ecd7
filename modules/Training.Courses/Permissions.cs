using Training.Modules;

namespace Training.Courses;

internal sealed class Permissions : IPermissionProvider
{
    public const string Learn = "Courses.Learn";

    public const string Author = "Courses.Author";

    public const string Enrol = "Courses.Enrol";

    public const string Manage = "Courses.Manage";

    private static readonly Permission[] Learner = [new(Learn, "Read courses and take their quizzes")];

    private static readonly Permission AuthorPermission = new(Author, "Write and publish courses of one's hospital");

    private static readonly Permission EnrolPermission = new(Enrol, "Put people of the hospitals in scope on courses, keep their cohorts, make codes and decide who may join");

    private static readonly Permission ManagePermission = new(Manage, "Look after courses: grades, questions and how people join; of the courses one writes, and for the hospitals one enrols for");

    public IReadOnlyList<Permission> GetPermissions() => [.. Learner, AuthorPermission, EnrolPermission, ManagePermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        .. Roles.All.Select(role => new PermissionStereotype(role, Learner)),
        new(Roles.Mentor, [AuthorPermission, ManagePermission]),
        new(Roles.TrainingOffice, [AuthorPermission, EnrolPermission, ManagePermission]),
        new(Roles.Coordinator, [EnrolPermission, ManagePermission]),
        new(Roles.Administrator, [AuthorPermission, EnrolPermission, ManagePermission]),
    ];
}
