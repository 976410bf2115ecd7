using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Identity.Grants;
using Training.Modules;

namespace Training.Identity.Accounts;

/// <summary>Which role may do what, as the running site has it; for everybody who is signed in, since rights are no secret.</summary>
[SignedIn]
internal sealed class RoleTableModel(PermissionCatalog catalog, IStringLocalizerFactory texts) : PageModel
{
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public void OnGet() => Rows =
    [
        .. Roles.All.Select(role => new Row(
            role,
            GrantRules.KindsOf(role),
            GrantRules.GrantableBy(role),
            [.. catalog.Permissions.Where(p => catalog.Has(role, p.Name)).Select(WordsOf)])),
    ];

    // A permission's words stand in the texts of its module, under its name.
    private string WordsOf(Permission permission)
    {
        var words = texts.Create("Texts", $"Training.{permission.Name.Split('.')[0]}")[permission.Name];
        return words.ResourceNotFound ? permission.Description : words.Value;
    }

    public sealed record Row(string Role, IReadOnlyList<ScopeKind> Kinds, IReadOnlyList<string> Grants, IReadOnlyList<string> Permissions);
}
