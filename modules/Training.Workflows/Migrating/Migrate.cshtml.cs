using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;
using Training.Workflows.Running;

namespace Training.Workflows.Migrating;

/// <summary>Lets running instances follow a newer version: first a look at what would become of each, then the move.</summary>
[HasPermission(Permissions.ManageProcesses)]
internal sealed class MigrateModel(TrainingDbContext db, MoveInstances move, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>Number of the version that is left.</summary>
    [BindProperty(SupportsGet = true)]
    public int? From { get; set; }

    /// <summary>Number of the version that is followed from then on.</summary>
    [BindProperty(SupportsGet = true)]
    public int? To { get; set; }

    /// <summary>Element of the old version → element of the new one, as <c>old=new</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<string> Map { get; set; } = [];

    /// <summary>Which hundred of the instances is looked at.</summary>
    [BindProperty(SupportsGet = true, Name = "p"), Range(1, 10_000)]
    public int Number { get; set; } = 1;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public IReadOnlyList<VersionRow> Versions { get; private set; } = [];

    public MigrationPlan? Plan { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Versions = await (
            from v in db.Set<ProcessVersion>().AsNoTracking()
            join p in db.Set<Process>().AsNoTracking() on v.ProcessId equals p.Id
            where p.Key == Key
            orderby v.Number descending
            select new VersionRow(v.Id, v.Number, v.Name, db.Set<ScopeRow>().Count(s => s.Role == ScopeRole.Process && s.VersionId == v.Id))).ToListAsync(ct);
        if (Versions.Count == 0)
        {
            return false;
        }

        Name = Versions[0].Name;
        if (From is { } left && To is { } followed)
        {
            if (left == followed || Find(left) is not { } old || Find(followed) is not { } other)
            {
                return false;
            }

            Plan = await move.PlanAsync(old, other, Elements(), Number, ct);
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => ModelState.IsValid && await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        var id = await (
            from v in db.Set<ProcessVersion>().AsNoTracking()
            join p in db.Set<Process>().AsNoTracking() on v.ProcessId equals p.Id
            where p.Key == Key && v.Number == To
            select (Guid?)v.Id).SingleOrDefaultAsync(ct);
        return id is { } to && From is not null ? await this.RedirectAfterAsync(db, inner => ApplyAsync(to, inner), ct) : NotFound();
    }

    /// <summary>The same look at another hundred.</summary>
    public string At(int number) => QueryString.Create([
        new("from", $"{From}"), new("to", $"{To}"), .. Map.Select(pair => new KeyValuePair<string, string?>("map", pair)), new("p", $"{number}")]) + "#verdicts";

    private async Task<string> ApplyAsync(Guid to, CancellationToken ct)
    {
        // Only instances that follow the version the form was about; one that somebody moved meanwhile is left alone.
        var chosen = (Input.Instances ?? []).Distinct().Take(MoveInstances.Most).ToArray();
        var ids = await (
            from s in db.Set<ScopeRow>().AsNoTracking()
            join v in db.Set<ProcessVersion>() on s.VersionId equals v.Id
            join p in db.Set<Process>() on v.ProcessId equals p.Id
            where s.Role == ScopeRole.Process && p.Key == Key && v.Number == From && chosen.Contains(s.InstanceId)
            select s.InstanceId).ToListAsync(ct);
        var moved = await move.ApplyAsync(ids, to, Elements(), Input.Reason.Trim(), ct);
        if (moved == 0)
        {
            throw new RuleViolation("Migrate.NoneMoved");
        }

        TempData["Message"] = texts["Migrate.Done", moved, To!.Value].Value;
        return ProcessAddress.Migrate(Key);
    }

    private Dictionary<string, string> Elements() => Map
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair is [_, { Length: > 0 }] && pair[0] != pair[1])
        .DistinctBy(pair => pair[0])
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private Guid? Find(int number) => Versions.FirstOrDefault(v => v.Number == number)?.Id;

    public sealed record VersionRow(Guid Id, int Number, string Name, int Instances);

    public sealed class InputModel
    {
        // Not empty from the start: what is inside of an input is filled in place, and an empty list stays one.
        public IReadOnlyList<Guid>? Instances { get; set; }

        [Required, StringLength(500), Display(Name = "Migrate.Reason")]
        public string Reason { get; set; } = "";
    }
}
