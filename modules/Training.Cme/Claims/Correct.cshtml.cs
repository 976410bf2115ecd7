using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Cme.Rules;
using Training.Cme.Running;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Cme.Claims;

/// <summary>Corrects an activity of one's own that was returned, or takes it back. There while that task is open, and for nobody else.</summary>
[HasPermission(Permissions.Own)]
[RequestSizeLimit(FileIntakeExtensions.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FileIntakeExtensions.RequestBytes)]
internal sealed class CorrectModel(
    TrainingDbContext db, ICurrentUser user, CreditRules rules, SubmitClaim submit, IProcesses processes, IFileIntake intake, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    private WaitingTask _task = null!;
    private ClaimVersion _version = null!;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ClaimInput Input { get; set; } = new();

    public ClaimForm Form { get; private set; } = null!;

    public ClaimDecision Decision { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = await (from claim in db.Claims.AsNoTracking()
                           where claim.Id == Id && claim.PersonId == user.PersonId
                           join version in db.Set<ClaimVersion>() on new { ClaimId = claim.Id, Number = claim.CurrentNumber } equals new { version.ClaimId, version.Number }
                           join decision in db.Set<ClaimDecision>() on new { ClaimId = claim.Id, Number = claim.CurrentNumber } equals new { decision.ClaimId, decision.Number }
                           select new { version, decision }).SingleOrDefaultAsync(ct);
        if (found is null || (await processes.WaitingAsync(ClaimProcess.SubjectType, [Id], ClaimProcess.CorrectForm, ct)).FirstOrDefault(task => task.MayDo) is not { } own)
        {
            return false;
        }

        (_task, _version, Decision) = (own, found.version, found.decision);
        Form = new ClaimForm(Input, await rules.AllOnAsync(clock.Today(), ct), [], true);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input.Activity = await db.Set<CreditRule>().Where(r => r.Id == _version.RuleId).Select(r => r.Activity).SingleAsync(ct);
        (Input.Title, Input.Organizer, Input.Units) = (_version.Title, _version.Organizer, _version.Units);
        (Input.From, Input.To) = (_version.From == _version.To ? null : _version.From, _version.To);
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return this.IsTooLate(texts["Task.IsOver"]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var facts = Input.ToFacts();
        facts.Check(await rules.FindAsync(facts.Activity, facts.To, ct), clock.Today());
        var evidence = Input.Evidence is null ? null : await intake.TakeAsync(Input.Evidence, FileKinds.Image | FileKinds.Pdf, ct);
        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await submit.CorrectAsync(Id, _task.Id, facts, evidence, inner);
                TempData[Posting.MessageKey] = texts["Claim.Sent"].Value;
                return $"/cme/{Id}";
            },
            ct);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return this.IsTooLate(texts["Task.IsOver"]);
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await submit.WithdrawAsync(Id, _task.Id, inner);
                TempData[Posting.MessageKey] = texts["Claim.IsWithdrawn"].Value;
                return $"/cme/{Id}";
            },
            ct);
    }
}
