using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Directory;

namespace Training.Organizations.Provinces;

[HasPermission(Permissions.ManageProvinces)]
internal sealed class IndexModel(DirectoryReader reader, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <summary>The provinces of this day instead of today.</summary>
    [BindProperty(SupportsGet = true, Name = "asOf")]
    public DateOnly? AsOf { get; set; }

    public DateOnly Day => AsOf ?? clock.Today();

    /// <summary>Each with the provinces that were merged into it up to the day.</summary>
    public IReadOnlyList<(ProvinceInfo Province, string Merged)> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var history = await reader.HistoryAsync(ct);
        var words = VietnameseText.Words(Search).Take(6).ToArray();
        Rows = [.. history.On(Day).Provinces
            .Where(p => history.Matches(p, words))
            .Select(p => (p, string.Join(", ", history.MergedIntoProvince(p.Id).Where(m => m.ClosedOn <= Day).Select(m => m.ShortName))))];
    }
}
