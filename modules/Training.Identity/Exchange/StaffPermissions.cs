using Training.Modules;

namespace Training.Identity.Exchange;

internal sealed class StaffPermissions : IPermissionProvider
{
    public const string Import = "Identity.ImportStaff";
    public const string Export = "Identity.ExportStaff";

    private static readonly Permission ImportPermission = new(Import, "Import people and appointments of the hospitals in scope from a file");
    private static readonly Permission ExportPermission = new(Export, "Export people and appointments of the hospitals in scope, with date of birth and contact");

    private static readonly string[] Offices = [Roles.Administrator, Roles.TrainingOffice, Roles.Coordinator];

    public IReadOnlyList<Permission> GetPermissions() => [ImportPermission, ExportPermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() => [.. Offices.Select(role => new PermissionStereotype(role, GetPermissions()))];
}
