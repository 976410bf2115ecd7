using Training.Modules;

namespace Training.Media;

internal sealed class Permissions : IPermissionProvider
{
    public const string Manage = "Media.Manage";

    private static readonly Permission ManagePermission = new(Manage, "See the media library of the hospital, put something into it, change and retire it");

    public IReadOnlyList<Permission> GetPermissions() => [ManagePermission];

    // Whoever may be asked to write a course.
    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
        [.. new[] { Roles.Mentor, Roles.DepartmentHead, Roles.TrainingOffice, Roles.Coordinator, Roles.Administrator }
            .Select(role => new PermissionStereotype(role, [ManagePermission]))];
}
