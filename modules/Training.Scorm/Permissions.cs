using Training.Modules;

namespace Training.Scorm;

/// <summary>Opens the pages; which items somebody may learn or write is decided by the course.</summary>
internal sealed class Permissions : IPermissionProvider
{
    public const string Learn = "Scorm.Learn";

    public const string Author = "Scorm.Author";

    private static readonly Permission LearnPermission = new(Learn, "Open packages of courses and keep one's progress in them");

    private static readonly Permission AuthorPermission = new(Author, "Upload packages into courses that one may write, and read how learners did in them");

    public IReadOnlyList<Permission> GetPermissions() => [LearnPermission, AuthorPermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
        [.. Roles.All.Select(role => new PermissionStereotype(role, role is Roles.Mentor or Roles.TrainingOffice or Roles.Administrator ? GetPermissions() : [LearnPermission]))];
}
