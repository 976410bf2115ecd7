using Training.Modules;

namespace Training.Reporting;

internal sealed class Permissions : IPermissionProvider
{
    public const string View = "Reporting.View";

    public const string Administer = "Reporting.Administer";

    private static readonly Permission ViewPermission = new(View, "See the reports of one's scope");

    private static readonly Permission AdministerPermission = new(Administer, "Open the administration page");

    private static readonly string[] Readers = [Roles.TrainingOffice, Roles.Coordinator, Roles.Director, Roles.HealthDepartment, Roles.Ministry];

    public IReadOnlyList<Permission> GetPermissions() => [ViewPermission, AdministerPermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        .. Readers.Select(role => new PermissionStereotype(role, [ViewPermission])),
        new(Roles.Administrator, [AdministerPermission]),
    ];
}
