using Training.Modules;

namespace Training.Exchange;

/// <summary>Opens the pages; which tables somebody may import or export is the permission of each table.</summary>
internal sealed class Permissions : IPermissionProvider
{
    public const string Use = "Exchange.Use";

    private static readonly Permission UsePermission = new(Use, "Open the pages for import and export of tables");

    public IReadOnlyList<Permission> GetPermissions() => [UsePermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
        [.. new[] { Roles.Administrator, Roles.Coordinator, Roles.TrainingOffice }.Select(role => new PermissionStereotype(role, [UsePermission]))];
}
