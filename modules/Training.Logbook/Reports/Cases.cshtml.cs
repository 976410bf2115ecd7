using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;

namespace Training.Logbook.Reports;

/// <summary>The list behind a count of the report: signed cases of one hospital and technique.</summary>
[HasPermission(Permissions.ViewCases)]
internal sealed class CasesModel(TrainingDbContext db, ICurrentUser user, IOrganizations organizations, ITechniques techniques, IPeople people) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "hospital")]
    public string HospitalKey { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "technique")]
    public string TechniqueKey { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public HospitalInfo Hospital { get; private set; } = null!;

    public TechniqueInfo Technique { get; private set; } = null!;

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public IReadOnlyList<EntryRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public int Total { get; private set; }

    public bool More { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Catalogue = await techniques.GetAsync(ct);
        var hospital = (await organizations.GetAsync(ct)).Within(user.ScopeOf(Permissions.ViewCases)).FirstOrDefault(h => h.Key == HospitalKey);
        if (hospital is null || Catalogue.FindTechnique(TechniqueKey) is not { } technique)
        {
            return NotFound();
        }

        (Hospital, Technique) = (hospital, technique);
        Total = await db.Tallies.Where(t => t.HospitalId == hospital.Id && t.TechniqueId == technique.Id).SumAsync(t => t.Signed, ct);
        var signed = db.LogbookEntries.Where(e => e.HospitalId == hospital.Id && e.TechniqueId == technique.Id && e.SignedAt != null);
        if (After is { } after)
        {
            signed = signed.Where(e => e.Id.CompareTo(after) < 0);
        }

        var rows = await signed.OrderByDescending(e => e.Id).Take(PageSize + 1).ToRows(db).ToListAsync(ct);
        More = rows.Count > PageSize;
        Rows = [.. rows.OrderByDescending(r => r.Id).Take(PageSize)];
        Names = (await people.FindAsync(Rows.Select(r => r.PersonId), ct)).ToDictionary(p => p.Key, p => p.Value.Display);
        return Page();
    }
}
