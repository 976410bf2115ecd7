using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.LearningCurves.Relapse;

/// <summary>The signals of one's hospital: what waits, what is paused, and what was decided.</summary>
[HasPermission(Permissions.Decide)]
internal sealed class IndexModel(TrainingDbContext db, ITechniques techniques, IPeople people, ICurrentUser user) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<SignalStory> Stories { get; private set; } = [];

    public bool More { get; private set; }

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, PersonInfo> Names { get; private set; } = new Dictionary<Guid, PersonInfo>();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        var hospitals = user.HospitalsOf(Permissions.Decide);
        var signals = db.Set<RelapseSignal>().Where(s => hospitals.Contains(s.HospitalId));
        if (After is { } after)
        {
            signals = signals.Where(s => s.Id.CompareTo(after) < 0);
        }

        var found = await signals.OrderByDescending(s => s.Id).Take(PageSize + 1).ToStoriesAsync(db, ct);
        More = found.Count > PageSize;
        Stories = [.. found.OrderByDescending(story => story.Signal.Id).Take(PageSize)];
        Names = await people.FindAsync(Stories.Select(story => story.Signal.PersonId), ct);
        Catalogue = await techniques.GetAsync(ct);
        return Page();
    }
}
