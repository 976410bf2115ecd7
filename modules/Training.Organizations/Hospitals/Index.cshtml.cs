using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Organizations.Directory;

namespace Training.Organizations.Hospitals;

[HasPermission(Permissions.ManageHospitals)]
internal sealed class IndexModel(DirectoryReader reader, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public HospitalList List { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct) => List = HospitalList.Of(await reader.HistoryAsync(ct), Today, Search, Number);
}
