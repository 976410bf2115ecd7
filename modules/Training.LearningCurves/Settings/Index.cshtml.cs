using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.LearningCurves.Settings;

/// <summary>What the curves of each package are measured by.</summary>
[HasPermission(Permissions.Configure)]
internal sealed class IndexModel(SettingScope scope, SettingsReader settings, ITechniques techniques, TimeProvider clock) : PageModel
{
    private const int PageSize = 12;

    /// <summary>Page, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public SettingsBook Book { get; private set; } = null!;

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public IReadOnlyList<PackageInfo> Packages { get; private set; } = [];

    public int Pages { get; private set; }

    public bool Everything => scope.Everything;

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Catalogue = await techniques.GetAsync(ct);
        Book = await settings.GetAsync(ct);
        var all = await scope.PackagesAsync(ct);
        Pages = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        if (!ModelState.IsValid || Number < 1 || Number > Pages)
        {
            return NotFound();
        }

        Packages = [.. all.Skip((Number - 1) * PageSize).Take(PageSize)];
        return Page();
    }
}
