using Training.Modules;

namespace Training.Notifications;

internal sealed class Permissions : IPermissionProvider
{
    public const string ViewMail = "Notifications.ViewMail";

    public IReadOnlyList<Permission> GetPermissions() => [new(ViewMail, "See which mail left the site and send again what did not; never its text")];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() => [new(Roles.Administrator, GetPermissions())];
}
