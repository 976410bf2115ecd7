using Training.Modules;

namespace Training.Organizations;

internal sealed class Permissions : IPermissionProvider
{
    public const string ManageHospitals = "Organizations.ManageHospitals";

    public IReadOnlyList<Permission> GetPermissions() => [new(ManageHospitals, "List and edit hospitals")];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() => [new(Roles.Administrator, GetPermissions())];
}
