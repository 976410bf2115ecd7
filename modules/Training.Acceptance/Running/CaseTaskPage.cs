using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Training.Acceptance.Council;
using Training.Acceptance.Story;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Acceptance.Running;

/// <summary>What the page of a task is given.</summary>
internal sealed class CaseTasks(TrainingDbContext db, IProcesses processes, ITransferLadder ladder, CaseReader cases, ITechniques techniques, ICurrentUser user, IAuditTrail audit, TimeProvider clock,
    IStringLocalizer<Texts> texts)
{
    public TrainingDbContext Db => db;

    public ICurrentUser User => user;

    public DateTimeOffset Now => clock.GetUtcNow();

    public string IsOver => texts["Task.IsOver"];

    public async Task<WaitingTask?> OwnAsync(Guid transferId, string form, CancellationToken ct)
        => (await processes.WaitingAsync(AcceptanceProcess.SubjectType, [transferId], form, ct)).FirstOrDefault(task => task.MayDo);

    public async Task<(TransferStanding Standing, CaseStory Story, PackageInfo Package)?> ReadAsync(Guid transferId, CancellationToken ct)
        => await cases.NewestAsync(transferId, ct) is { } story && await ladder.FindAsync(transferId, ct) is { } standing
            ? (standing, story, (await techniques.GetAsync(ct)).Package(standing.Transfer.PackageVersionId))
            : null;

    /// <summary>
    /// Stores what was done, ends the task with it and tells the trail. The row is only written once the process is locked and has moved, so
    /// that of two who do the same thing at once the second finds the task over.
    /// </summary>
    /// <exception cref="RuleViolation">The task is over, or no longer theirs.</exception>
    public async Task EndAsync(WaitingTask task, string? outcome, CaseRow row, AuditEvent audited, CancellationToken ct)
    {
        db.Add(row);
        audit.Add(audited);
        await processes.CompleteAsync(task.Id, outcome, new Dictionary<string, object>(), ct);
    }
}

/// <summary>
/// A page on which one task of a case is done, at <c>/acceptance/{id of the transfer}/…</c>. It is there for whoever has such a task open, and
/// for nobody else.
/// </summary>
internal abstract class CaseTaskPage(CaseTasks tasks) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public TransferStanding Standing { get; private set; } = null!;

    public CaseStory Story { get; private set; } = null!;

    public PackageInfo Package { get; private set; } = null!;

    public WaitingTask Task { get; private set; } = null!;

    public TransferInfo Transfer => Standing.Transfer;

    public string Back => $"/transfers/{Transfer.Code}/acceptance";

    /// <summary>Name of the form, as the drawing has it.</summary>
    protected abstract string Form { get; }

    protected CaseTasks Tasks => tasks;

    public virtual async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await tasks.OwnAsync(Id, Form, ct) is not { } task || await tasks.ReadAsync(Id, ct) is not { } found)
        {
            return false;
        }

        (Task, Standing, Story, Package) = (task, found.Standing, found.Story, found.Package);
        return true;
    }

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>Whoever sees the case is told that somebody else was faster, and gets back what they typed.</summary>
    private async Task<IActionResult> LateAsync(CancellationToken ct) => await tasks.ReadAsync(Id, ct) is null ? NotFound() : this.IsTooLate(tasks.IsOver);

    /// <summary>What a post is answered with before anything is done; null where it may go on. The same form again gets its first answer.</summary>
    protected async Task<IActionResult?> BeforeAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(tasks.Db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return await this.ReplayedAsync(tasks.Db, ct) ?? await LateAsync(ct);
        }

        return ModelState.IsValid ? null : Page();
    }
}
