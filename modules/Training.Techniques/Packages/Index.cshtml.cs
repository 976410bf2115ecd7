using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Techniques.Packages;

[HasPermission(Permissions.View)]
internal sealed class IndexModel(ITechniques techniques) : PageModel
{
    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    /// <summary>The newest version of each.</summary>
    public IReadOnlyList<PackageInfo> Packages { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Catalogue = await techniques.GetAsync(ct);
        Packages = [.. Catalogue.Packages.GroupBy(p => p.Code).Select(versions => versions.Last())];
    }
}
