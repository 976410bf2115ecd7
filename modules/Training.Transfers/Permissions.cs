using Training.Modules;

namespace Training.Transfers;

internal sealed class Permissions : IPermissionProvider
{
    public const string View = "Transfers.View";
    public const string ViewOwn = "Transfers.ViewOwn";

    private static readonly Permission ViewPermission = new(View, "See the transfers of the hospitals in scope, both sides of each");
    private static readonly Permission ViewOwnPermission = new(ViewOwn, "See the transfers one takes part in or mentors in");

    public IReadOnlyList<Permission> GetPermissions() => [ViewPermission, ViewOwnPermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Trainee, [ViewOwnPermission]),
        new(Roles.Mentor, [ViewOwnPermission]),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.Director, Roles.HealthDepartment, Roles.Ministry }
            .Select(role => new PermissionStereotype(role, [ViewPermission, ViewOwnPermission])),
    ];
}
