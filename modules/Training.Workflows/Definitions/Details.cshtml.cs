using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;
using Training.Workflows.Contracts;
using Training.Workflows.Instances;
using Training.Workflows.Running;

namespace Training.Workflows.Definitions;

/// <summary>A process: what it looks like, how it came to look so, and its instances.</summary>
[HasPermission(Permissions.ManageProcesses)]
internal sealed class DetailsModel(TrainingDbContext db, Models models, SubjectCards cards) : PageModel
{
    private const int PageSize = 20;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>The version that is shown; the newest where none is named.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    [BindProperty(SupportsGet = true)]
    public InstanceStanding State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public string Name { get; private set; } = "";

    public DateTimeOffset? DraftSavedAt { get; private set; }

    public string DraftSavedBy { get; private set; } = "";

    public IReadOnlyList<VersionRow> Versions { get; private set; } = [];

    public VersionRow? Shown { get; private set; }

    public IReadOnlyList<Step> Steps { get; private set; } = [];

    /// <summary>From the version before the shown one; null where there is none before it.</summary>
    public IReadOnlyList<Change>? Changes { get; private set; }

    public IReadOnlyList<InstanceRow> Instances { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await (
            from p in db.Set<Process>().AsNoTracking()
            where p.Key == Key
            join d in db.Set<Draft>().AsNoTracking() on p.Id equals d.ProcessId into drafts
            from d in drafts.DefaultIfEmpty()
            select new { p.Id, At = (DateTimeOffset?)d!.SavedAt, By = (string?)d.SavedBy }).SingleOrDefaultAsync(ct);
        if (found is null || !ModelState.IsValid)
        {
            return NotFound();
        }

        (DraftSavedAt, DraftSavedBy) = (found.At, found.By ?? "");
        Versions = await db.Set<ProcessVersion>().AsNoTracking()
            .Where(v => v.ProcessId == found.Id)
            .OrderByDescending(v => v.Number)
            .Select(v => new VersionRow(v.Id, v.Number, v.Name, v.PublishedAt, v.PublishedBy, v.Reason))
            .ToListAsync(ct);
        var newest = Versions is [var first, ..] ? first : null;
        Name = newest?.Name ?? Key;
        Shown = Version is { } number ? Versions.FirstOrDefault(v => v.Number == number) : newest;
        if (Version is not null && Shown is null)
        {
            return NotFound();
        }

        if (Shown is not null)
        {
            var model = await models.GetAsync(Shown.Id, ct);
            Steps = StepList.Of(model);
            Changes = Versions.FirstOrDefault(v => v.Number == Shown.Number - 1) is { } before ? Difference.Between(await models.GetAsync(before.Id, ct), model) : null;
        }

        await LoadInstancesAsync(found.Id, ct);
        return Page();
    }

    public async Task<IActionResult> OnGetDocumentAsync(int number, CancellationToken ct)
    {
        var document = await (
            from v in db.Set<ProcessVersion>().AsNoTracking()
            join p in db.Set<Process>().AsNoTracking() on v.ProcessId equals p.Id
            where p.Key == Key && v.Number == number
            select v.Document).SingleOrDefaultAsync(ct);
        return document is null ? NotFound() : File(Encoding.UTF8.GetBytes(document), "application/xml", $"{Key}-{number}.bpmn");
    }

    private async Task LoadInstancesAsync(Guid process, CancellationToken ct)
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var rows = await (
            from i in db.Set<Instance>().AsNoTracking().Where(i => i.ProcessId == process).In(State)
            join v in db.Set<ProcessVersion>() on i.VersionId equals v.Id
            orderby i.Id descending
            select new { i.Id, i.SubjectType, i.SubjectId, i.StartedAt, i.EndedAt, i.FaultedAt, i.End, v.Number }).Skip((Number - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);
        HasMore = rows.Count > PageSize;
        var known = await cards.FindAsync(rows.Select(row => new Subject(row.SubjectType, row.SubjectId)), ct);
        Instances = [.. rows.Take(PageSize).Select(row => new InstanceRow(
            row.Id, known.GetValueOrDefault(new Subject(row.SubjectType, row.SubjectId)), row.Number, row.StartedAt, row.EndedAt, row.FaultedAt, row.End))];
    }

    public sealed record VersionRow(Guid Id, int Number, string Name, DateTimeOffset PublishedAt, string PublishedBy, string Reason);

    public sealed record InstanceRow(Guid Id, SubjectCard? Card, int Version, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? FaultedAt, string? End);
}
