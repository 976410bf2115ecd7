using Training.Modules;

namespace Training.Organizations;

internal sealed class Permissions : IPermissionProvider
{
    public const string ManageHospitals = "Organizations.ManageHospitals";
    public const string ManageProvinces = "Organizations.ManageProvinces";
    public const string ManageDepartments = "Organizations.ManageDepartments";

    private static readonly Permission Departments = new(ManageDepartments, "Add, rename and close departments of the hospitals in scope");

    public IReadOnlyList<Permission> GetPermissions() =>
    [
        new(ManageHospitals, "Add, edit, merge and close hospitals"),
        new(ManageProvinces, "Rename and merge provinces"),
        Departments,
    ];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Administrator, GetPermissions()),
        new(Roles.Coordinator, [Departments]),
        new(Roles.TrainingOffice, [Departments]),
    ];
}
