using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Workflows.Tasks;

/// <summary>Does one task that has no form of its own, or several at once that all end the same way.</summary>
[HasPermission(Permissions.DoTasks)]
internal sealed class CompleteModel(TrainingDbContext db, Inbox inbox, IProcesses processes, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int Most = 50;

    [BindProperty(SupportsGet = true, Name = "id")]
    public IReadOnlyList<Guid> Ids { get; set; } = [];

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<InboxTask> Rows { get; private set; } = [];

    /// <summary>How all of them can end.</summary>
    public IReadOnlyList<string> Outcomes { get; private set; } = [];

    /// <summary>Some just end, others do not: they can not be done together.</summary>
    public bool Differ { get; private set; }

    /// <summary>Chosen ones that are over, or that cannot be done from here.</summary>
    public int LeftOut { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var chosen = Ids.Distinct().Take(Most).ToArray();
        var found = (await inbox.FindAsync(chosen, ct)).Where(task => !task.IsTaken && (chosen.Length == 1 ? task.IsPlain : task.AllowsBatch)).ToList();
        if (found.Count == 0)
        {
            return false;
        }

        Rows = found;
        LeftOut = chosen.Length - found.Count;
        var ways = (await inbox.OutcomesAsync([.. found.Select(task => task.Row)], ct)).Values.ToArray();
        Outcomes = [.. ways[0].Where(outcome => ways.All(way => way.Contains(outcome)))];
        Differ = Outcomes.Count == 0 && ways.Any(way => way.Count > 0);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        if (await LoadAsync(ct))
        {
            return Page();
        }

        TempData["Message"] = texts["Tasks.NoneChosen"].Value;
        return LocalRedirect("/tasks");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        return await this.RedirectAfterAsync(db, DoAsync, ct);
    }

    private async Task<string> DoAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            throw new RuleViolation("Task.IsOver");
        }

        // What is confirmed is what was shown: where one is gone meanwhile, the page shows the rest and asks again.
        if (LeftOut > 0)
        {
            throw new RuleViolation("Tasks.SomeGone");
        }

        if (Differ || (Outcomes.Count > 0 && !Outcomes.Contains(Input.Outcome ?? "")))
        {
            throw new RuleViolation("Tasks.ChooseOutcome") { Field = "Input.Outcome" };
        }

        foreach (var task in Rows)
        {
            await processes.CompleteAsync(task.Row.Id, Outcomes.Count == 0 ? null : Input.Outcome, new Dictionary<string, object>(), ct);
        }

        TempData["Message"] = texts["Tasks.Done", Rows.Count].Value;
        return "/tasks";
    }

    public sealed class InputModel
    {
        [StringLength(100), Display(Name = "Tasks.Outcome")]
        public string? Outcome { get; set; }
    }
}
