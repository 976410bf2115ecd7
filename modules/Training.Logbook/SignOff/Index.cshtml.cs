using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.SignOff;

[HasPermission(Permissions.Sign)]
internal sealed class IndexModel(Queue queue, IPeople people, ITechniques techniques) : PageModel
{
    public IReadOnlyList<EntryRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<Guid, PersonInfo> People { get; private set; } = new Dictionary<Guid, PersonInfo>();

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Catalogue = await techniques.GetAsync(ct);
        Rows = await queue.ReadAsync(ct);
        People = await people.FindAsync(Rows.Select(r => r.PersonId), ct);
    }
}
