using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Workflows.Running;

namespace Training.Workflows.Definitions;

/// <summary>Which processes there are, and how many instances of each are on their way.</summary>
[HasPermission(Permissions.ManageProcesses)]
internal sealed class IndexModel(TrainingDbContext db) : PageModel
{
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var processes = await (
            from p in db.Set<Process>().AsNoTracking()
            join v in db.Set<ProcessVersion>().AsNoTracking() on new { p.Id, Number = p.Newest } equals new { Id = v.ProcessId, v.Number } into versions
            from v in versions.DefaultIfEmpty()
            join d in db.Set<Draft>().AsNoTracking() on p.Id equals d.ProcessId into drafts
            from d in drafts.DefaultIfEmpty()
            select new { p.Id, p.Key, p.Newest, Name = (string?)v!.Name, At = (DateTimeOffset?)v.PublishedAt, By = (string?)v.PublishedBy, DraftAt = (DateTimeOffset?)d!.SavedAt }).ToListAsync(ct);
        var under = await db.Set<Instance>().AsNoTracking()
            .Where(i => i.EndedAt == null)
            .GroupBy(i => i.ProcessId)
            .Select(group => new { group.Key, All = group.Count(), Stopped = group.Count(i => i.FaultedAt != null) })
            .ToDictionaryAsync(group => group.Key, ct);
        Rows = [.. processes
            .Select(p => new Row(p.Key, p.Name ?? p.Key, p.Newest, p.At, p.By ?? "", p.DraftAt is not null, (under.GetValueOrDefault(p.Id)?.All ?? 0) - Stopped(p.Id), Stopped(p.Id)))
            .OrderByDescending(row => row.Stopped > 0)
            .ThenBy(row => VietnameseText.SortKey(row.Name), StringComparer.Ordinal)];

        int Stopped(Guid process) => under.GetValueOrDefault(process)?.Stopped ?? 0;
    }

    public sealed record Row(string Key, string Name, int Newest, DateTimeOffset? PublishedAt, string PublishedBy, bool HasDraft, int Running, int Stopped);
}
