using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Entries;

[HasPermission(Permissions.Log)]
internal sealed class IndexModel(TrainingDbContext db, ICurrentUser user, ITechniques techniques) : PageModel
{
    /// <summary>Set where a case was stored just now: its draft on the device is over.</summary>
    public const string LoggedKey = "Logbook.Logged";

    private const int PageSize = 30;

    [BindProperty(SupportsGet = true)]
    public EntryState? State { get; set; }

    /// <summary>The last entry of the page before; the list goes on behind it, however long it is.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<EntryRow> Rows { get; private set; } = [];

    public bool More { get; private set; }

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    /// <summary>Whose draft on this device is over; null where none is.</summary>
    public Guid? DraftOver { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        DraftOver = TempData[LoggedKey] is true && user.ViewerId is null ? user.UserId : null;
        Catalogue = await techniques.GetAsync(ct);
        var mine = db.LogbookEntries.Where(e => e.PersonId == user.PersonId).In(State);
        if (After is { } after)
        {
            mine = mine.Where(e => e.Id.CompareTo(after) < 0);
        }

        var rows = await mine.OrderByDescending(e => e.Id).Take(PageSize + 1).ToRows(db).ToListAsync(ct);
        More = rows.Count > PageSize;
        Rows = [.. rows.OrderByDescending(r => r.Id).Take(PageSize)];
    }
}
