using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Batch;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.SignOff;

[HasPermission(Permissions.Sign)]
internal sealed class IndexModel(TrainingDbContext db, Queue queue, ICurrentUser user, IPeople people, ITechniques techniques) : PageModel
{
    private const int PageSize = 40;

    /// <summary>Of the page, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<EntryRow> Rows { get; private set; } = [];

    /// <summary>All that wait.</summary>
    public int Total { get; private set; }

    public bool More => Number * PageSize < Total;

    /// <summary>Versions that are filled in and wait for the one proof.</summary>
    public IReadOnlySet<Guid> Prepared { get; private set; } = new HashSet<Guid>();

    /// <summary>Somebody else to whom the case is addressed.</summary>
    public PersonInfo? Other(EntryRow row) => row.AddressedTo is { } addressee && addressee != user.PersonId ? People.GetValueOrDefault(addressee) : null;

    public IReadOnlyDictionary<Guid, PersonInfo> People { get; private set; } = new Dictionary<Guid, PersonInfo>();

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Catalogue = await techniques.GetAsync(ct);
        var page = await queue.ReadAsync(Math.Max(0, (Number - 1) * PageSize), PageSize, ct);
        (Rows, Total) = (page.Rows, page.Total);
        People = await people.FindAsync(Rows.SelectMany(r => new[] { r.PersonId, r.AddressedTo ?? r.PersonId }), ct);
        Prepared = user.PersonId is { } me ? await db.Set<PreparedRating>().Where(p => p.MentorPersonId == me).Select(p => p.EntryVersionId).ToHashSetAsync(ct) : [];
    }
}
