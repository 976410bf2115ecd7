using Training.Modules;

namespace Training.Certification;

internal sealed class Permissions : IPermissionProvider
{
    public const string ViewOwn = "Certification.ViewOwn";
    public const string View = "Certification.View";

    private static readonly Permission ViewOwnPermission = new(ViewOwn, "See one's own certificates");
    private static readonly Permission ViewPermission = new(View, "See the certificates of the hospitals in scope, issued or held");

    public IReadOnlyList<Permission> GetPermissions() => [ViewOwnPermission, ViewPermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Trainee, [ViewOwnPermission]),
        new(Roles.Mentor, [ViewOwnPermission]),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.Director, Roles.HealthDepartment, Roles.Ministry }
            .Select(role => new PermissionStereotype(role, [ViewOwnPermission, ViewPermission])),
    ];
}
