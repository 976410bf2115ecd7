using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Directory;
using Training.Organizations.History;

namespace Training.Organizations.Provinces;

[HasPermission(Permissions.ManageProvinces)]
internal sealed class DetailsModel(DirectoryReader reader, HistoryWords words, TimeProvider clock) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "asOf")]
    public DateOnly? AsOf { get; set; }

    public DateOnly Day => AsOf ?? clock.Today();

    public Province Stored { get; private set; } = null!;

    public ProvinceInfo Province { get; private set; } = null!;

    public ProvinceInfo? Successor { get; private set; }

    public IReadOnlyList<HistoryLine> Lines { get; private set; } = [];

    public IReadOnlyList<Province> Merged { get; private set; } = [];

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public bool IsOpen => Stored.ClosedOn is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var history = await reader.HistoryAsync(ct);
        if (history.Provinces.FirstOrDefault(p => p.Code == Code) is not { } stored)
        {
            return NotFound();
        }

        var directory = history.On(Day);
        Stored = stored;
        Province = directory.Province(stored.Id);
        Successor = stored.SuccessorId is { } successor ? directory.Province(successor) : null;
        Lines = words.OfProvince(history, stored.Id);
        Merged = [.. history.MergedIntoProvince(stored.Id)];
        Hospitals = [.. directory.Hospitals.Where(h => h.ProvinceId == stored.Id)];
        return Page();
    }
}
