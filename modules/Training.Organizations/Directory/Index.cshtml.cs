using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Directory;

[SignedIn]
internal sealed class IndexModel(DirectoryReader reader, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary>Names as of this day instead of today.</summary>
    [BindProperty(SupportsGet = true, Name = "asOf")]
    public DateOnly? AsOf { get; set; }

    public DateOnly Day => AsOf ?? clock.Today();

    public HospitalList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => List = HospitalList.Of(await reader.HistoryAsync(ct), Day, Search, Number);
}
