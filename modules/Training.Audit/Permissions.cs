using Training.Modules;

namespace Training.Audit;

internal sealed class Permissions : IPermissionProvider
{
    public const string View = "Audit.View";

    public IReadOnlyList<Permission> GetPermissions() => [new(View, "Search and export the audit trail of the hospitals in scope; with a grant for the country, all of it")];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
        [.. new[] { Roles.Administrator, Roles.Auditor, Roles.Ministry }.Select(role => new PermissionStereotype(role, GetPermissions()))];
}
