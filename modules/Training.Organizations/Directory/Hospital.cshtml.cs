using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.History;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Directory;

[SignedIn]
internal sealed class HospitalModel(DirectoryReader reader, HistoryWords words, ICurrentUser user, TimeProvider clock) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>Names as of this day instead of today.</summary>
    [BindProperty(SupportsGet = true, Name = "asOf")]
    public DateOnly? AsOf { get; set; }

    public DateOnly Day => AsOf ?? clock.Today();

    public HospitalInfo Hospital { get; private set; } = null!;

    public ProvinceInfo Province { get; private set; } = null!;

    public HospitalInfo? Successor { get; private set; }

    public string? GoverningBody { get; private set; }

    /// <summary>Label and value of what is classified, as of the day.</summary>
    public IReadOnlyList<(FactKind Kind, string Value)> Facts { get; private set; } = [];

    public IReadOnlyList<HistoryLine> Lines { get; private set; } = [];

    public IReadOnlyList<DepartmentInfo> Departments { get; private set; } = [];

    public bool MayEdit { get; private set; }

    public bool MayManageDepartments { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var history = await reader.HistoryAsync(ct);
        if (history.FindHospital(Key) is not { Id: var id } stored)
        {
            return NotFound();
        }

        var directory = history.On(Day);
        Hospital = directory.Hospital(id);
        Province = directory.Province(Hospital.ProvinceId);
        Successor = Hospital.SuccessorId is { } successor ? directory.Hospital(successor) : null;
        GoverningBody = AsOf is null ? stored.GoverningBody : null;
        Facts = [.. history.FactsOf(id).Where(f => f.Kind > FactKind.Province && f.HoldsOn(Day)).OrderBy(f => f.Kind).Select(f => (f.Kind, words.ValueOf(history, f)))];
        Lines = words.OfHospital(history, id);
        Departments = await reader.DepartmentsAsync(id, Day, ct);
        MayEdit = user.Can(Permissions.ManageHospitals);
        MayManageDepartments = user.Can(Permissions.ManageDepartments)
            && history.On(clock.Today()).Within(user.ScopeOf(Permissions.ManageDepartments)).Any(h => h.Id == id);
        return Page();
    }
}
