using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Entries;

/// <summary>The cases of one member of a team, as far as whoever asks may see them: what stands behind a number of the evidence.</summary>
[HasPermission(Permissions.ViewEntry)]
internal sealed class OfMemberModel(TrainingDbContext db, ITechniques techniques, IPeople people) : PageModel
{
    private const int PageSize = 50;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ParticipantId { get; set; }

    /// <summary>Key of one technique.</summary>
    [BindProperty(SupportsGet = true, Name = "technique")]
    public string? TechniqueKey { get; set; }

    [BindProperty(SupportsGet = true)]
    public Stage? Stage { get; set; }

    [BindProperty(SupportsGet = true)]
    public EntryState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public TechniqueInfo? Technique { get; private set; }

    public string Learner { get; private set; } = "";

    public IReadOnlyList<EntryRow> Rows { get; private set; } = [];

    public bool More { get; private set; }

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Catalogue = await techniques.GetAsync(ct);
        Technique = TechniqueKey is { Length: > 0 } key ? Catalogue.FindTechnique(key) : null;
        var all = db.LogbookEntries.Where(e => e.ParticipantId == ParticipantId);
        if (!ModelState.IsValid || (Technique is null && TechniqueKey is { Length: > 0 }) || await all.Select(e => (Guid?)e.PersonId).FirstOrDefaultAsync(ct) is not { } person)
        {
            return NotFound();
        }

        var chosen = all.In(State);
        if (Technique is { Id: var technique })
        {
            chosen = chosen.Where(e => e.TechniqueId == technique);
        }

        if (Stage is { } stage)
        {
            chosen = chosen.Where(e => db.Set<EntryVersion>().Any(v => v.EntryId == e.Id && v.Number == e.CurrentNumber && v.Stage == stage));
        }

        if (After is { } after)
        {
            chosen = chosen.Where(e => e.Id.CompareTo(after) < 0);
        }

        var rows = await chosen.OrderByDescending(e => e.Id).Take(PageSize + 1).ToRows(db).ToListAsync(ct);
        More = rows.Count > PageSize;
        Rows = [.. rows.OrderByDescending(r => r.Id).Take(PageSize)];
        Learner = (await people.FindAsync([person], ct))[person].Display;
        return Page();
    }

    public string AddressOf(EntryState? state, Guid? after = null) => $"/logbook/members/{ParticipantId}?technique={TechniqueKey}&stage={Stage}&state={state}&after={after}";
}
