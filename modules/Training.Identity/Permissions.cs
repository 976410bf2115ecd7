using Training.Modules;

namespace Training.Identity;

internal sealed class Permissions : IPermissionProvider
{
    public const string ManageAccounts = "Identity.ManageAccounts";
    public const string ControlAccounts = "Identity.ControlAccounts";
    public const string ViewAs = "Identity.ViewAs";

    private static readonly Permission ManagePermission = new(ManageAccounts, "See the accounts of one's scope, grant and end the roles below one's own");
    private static readonly Permission ControlPermission = new(ControlAccounts, "Disable accounts and end their sessions");
    private static readonly Permission ViewAsPermission = new(ViewAs, "Look at the site as somebody who allowed it, without changing anything");

    public IReadOnlyList<Permission> GetPermissions() => [ManagePermission, ControlPermission, ViewAsPermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.TrainingOffice, [ManagePermission]),
        new(Roles.Coordinator, [ManagePermission]),
        new(Roles.Director, [ManagePermission]),
        new(Roles.Administrator, GetPermissions()),
    ];
}
