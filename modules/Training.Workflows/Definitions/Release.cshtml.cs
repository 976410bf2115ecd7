using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;

namespace Training.Workflows.Definitions;

/// <summary>Publishes the draft: shows before, in words, what becomes different.</summary>
[HasPermission(Permissions.ManageProcesses)]
internal sealed class ReleaseModel(TrainingDbContext db, Models models, Publish publish, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Process Process { get; private set; } = null!;

    public Draft Draft { get; private set; } = null!;

    public ProcessModel? Model { get; private set; }

    public DocumentProblems Found { get; private set; } = DocumentProblems.None;

    public IReadOnlyList<Step> Steps { get; private set; } = [];

    /// <summary>From the newest version; null where there is none.</summary>
    public IReadOnlyList<Change>? Changes { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Set<Process>().AsNoTracking().SingleOrDefaultAsync(p => p.Key == Key, ct) is not { } process
            || await db.Set<Draft>().AsNoTracking().SingleOrDefaultAsync(d => d.ProcessId == process.Id, ct) is not { } draft)
        {
            return false;
        }

        (Process, Draft) = (process, draft);
        ModelState.Remove("Input.Version");
        Input.Version = draft.Version;
        var examination = await publish.ExamineAsync(draft.Document, ct);
        Found = DocumentProblems.Of(examination);
        Model = examination.Model;
        if (Model is not null)
        {
            Steps = StepList.Of(Model);
            Changes = await models.NewestAsync(Key, ct) is { } newest ? Difference.Between(await models.GetAsync(newest.VersionId, ct), Model) : null;
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        // The form sent twice finds no draft any more, and is answered by its key.
        return await db.Set<Process>().AnyAsync(p => p.Key == Key, ct) ? await this.RedirectAfterAsync(db, PublishAsync, ct) : NotFound();
    }

    private async Task<string> PublishAsync(CancellationToken ct)
    {
        var process = await db.Set<Process>().SingleAsync(p => p.Key == Key, ct);
        var draft = await db.Set<Draft>().SingleOrDefaultAsync(d => d.ProcessId == process.Id, ct) ?? throw new RuleViolation("Draft.Gone");
        if (draft.Version != Input.Version)
        {
            throw new RuleViolation("Draft.Changed", draft.SavedBy);
        }

        var before = process.Newest;
        var examination = await publish.ExamineAsync(draft.Document, ct);
        if (examination.Model is { } model && model.Id != Key)
        {
            throw new RuleViolation("Draft.OtherProcess", model.Id, Key);
        }

        if ((await publish.PublishAsync(draft.Document, Input.Reason.Trim(), ct)).Count > 0)
        {
            throw new RuleViolation("Draft.HasProblems");
        }

        if (process.Newest == before)
        {
            throw new RuleViolation("Draft.SameAsNewest");
        }

        db.Remove(draft);
        TempData["Message"] = texts["Process.Published", process.Newest].Value;
        return ProcessAddress.Of(Key);
    }

    public sealed class InputModel
    {
        [Required, StringLength(500), Display(Name = "Publish.Reason")]
        public string Reason { get; set; } = "";

        /// <summary>Of the draft that was shown.</summary>
        public int Version { get; set; }
    }
}
