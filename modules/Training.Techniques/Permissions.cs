using Training.Modules;

namespace Training.Techniques;

internal sealed class Permissions : IPermissionProvider
{
    public const string View = "Techniques.View";

    public const string Manage = "Techniques.Manage";

    private static readonly Permission ViewPermission = new(View, "See the catalogue of techniques and the packages");

    private static readonly Permission ManagePermission = new(Manage, "Edit techniques");

    public IReadOnlyList<Permission> GetPermissions() => [ViewPermission, ManagePermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        .. Roles.All.Select(role => new PermissionStereotype(role, [ViewPermission])),
        new(Roles.Administrator, [ManagePermission]),
    ];
}
