using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Directory;
using Training.Identity.Grants;
using Training.Identity.Merging;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Duplicates;

[HasPermission(PeoplePermissions.Merge)]
internal sealed class IndexModel(
    TrainingDbContext db, DuplicateFinder finder, IOrganizations organizations, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel
{
    private const int PageSize = 25;
    private const int LastMerges = 10;
    private const int LastJudged = 50;

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<DuplicatePair> Pairs { get; private set; } = [];

    public IReadOnlyDictionary<Guid, PersonRow> Rows { get; private set; } = new Dictionary<Guid, PersonRow>();

    public IReadOnlyList<MergeRow> Merges { get; private set; } = [];

    public IReadOnlyList<JudgedRow> Judged { get; private set; } = [];

    public OrganizationDirectory Organizations { get; private set; } = null!;

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Organizations = await organizations.GetAsync(ct);
        var all = await finder.FindAsync(ct);
        Total = all.Count;
        Number = Math.Clamp(Number, 1, Pages);
        Pairs = [.. all.Skip((Number - 1) * PageSize).Take(PageSize)];
        Guid[] ids = [.. Pairs.SelectMany(pair => new[] { pair.First.Id, pair.Second.Id }).Distinct()];
        Rows = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToRows(db, clock.Today()).ToDictionaryAsync(row => row.Id, ct);
        Merges = await (from merge in db.Set<Merge>()
                        join kept in db.People on merge.KeptId equals kept.Id
                        orderby merge.MergedAt descending
                        select new MergeRow(merge.Id, kept.FullName, merge.MergedAt, merge.MergedBy)).Take(LastMerges).ToListAsync(ct);
        Judged = await (from pair in db.Set<DistinctPeople>()
                        join first in db.People on pair.FirstId equals first.Id
                        join second in db.People on pair.SecondId equals second.Id
                        orderby pair.JudgedAt descending
                        select new JudgedRow(pair.Id, first.FullName, second.FullName, pair.Reason, pair.JudgedAt, pair.JudgedBy)).Take(LastJudged).ToListAsync(ct);
    }

    /// <summary>Takes a judgement back: the pair is offered again if it still looks like one person.</summary>
    public Task<IActionResult> OnPostReopenAsync(Guid id, CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            if (await db.Set<DistinctPeople>().SingleOrDefaultAsync(pair => pair.Id == id, inner) is { } pair)
            {
                db.Remove(pair);
                audit.Add(new AuditEvent("Identity.PeopleDistinctTakenBack", nameof(Person), pair.FirstId) { Facts = new Dictionary<string, string?> { ["other"] = $"{pair.SecondId}" } });
            }

            TempData[Posting.MessageKey] = texts["Distinct.Reopened"].Value;
            return "/admin/people/duplicates";
        },
        ct);

    public sealed record JudgedRow(Guid Id, string First, string Second, string Reason, DateTimeOffset At, string By);

    public sealed record MergeRow(Guid Id, string Name, DateTimeOffset At, string By);
}
