using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Certification.Issuing;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Requests;

/// <summary>A request for a certificate: the evidence, what was decided, and what whoever looks may do about it now.</summary>
[HasPermission(Permissions.ViewOwn)]
[Door(Doors.Signing)]
internal sealed class DetailsModel(
    TrainingDbContext db,
    ICurrentUser user,
    IProcesses processes,
    Dossiers dossiers,
    ISignatureFaults faults,
    Decide decide,
    RequestStatus status,
    IReauthentication reauthentication,
    ITechniques techniques,
    TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ParticipantId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CertificateRequest Asked { get; private set; } = null!;

    public IReadOnlyList<RequestDecision> Decisions { get; private set; } = [];

    public (Guid Id, string Number, DateTimeOffset IssuedAt)? Certificate { get; private set; }

    public Dossier Dossier { get; private set; } = null!;

    /// <summary>Codes of cases whose signature does not hold.</summary>
    public IReadOnlyList<string> Doubtful { get; private set; } = [];

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    /// <summary>What it waits for; null where nobody has to do anything.</summary>
    public WaitingTask? Task { get; private set; }

    /// <summary>The form that whoever looks may fill in; null where they may not do anything.</summary>
    public string? Form => Task is { MayDo: true, Form: { } form } && Decide.Forms.ContainsKey(form) && (form == "Certification.Complete" || !IsOwn) ? form : null;

    public bool IsOwn => user.PersonId == Asked.PersonId;

    /// <summary>Whether they may open the process itself.</summary>
    public bool MayFollow => user.Can("Workflows.ViewProcesses");

    public bool IsLate => Task?.DueAt < clock.GetUtcNow();

    /// <summary>Why it was last given back, where that is what it waits for.</summary>
    public RequestDecision? GivenBack => Decisions is [.., { Step: RequestStep.Returned or RequestStep.Declined } last] ? last : null;

    public string Status => Certificate is { } issued ? texts["Status.Issued", Show.Date(issued.IssuedAt)] : status.Of(Task);

    /// <summary>The signed cases behind a target, for whoever may list them.</summary>
    public string CasesOf(StageProgress target) => $"/logbook/members/{ParticipantId}?technique={Catalogue.Technique(target.TechniqueId).Key}&stage={target.Stage}";

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = await db.CertificateRequests
            .Where(r => r.ParticipantId == ParticipantId)
            .OrderByDescending(r => r.Id)
            .Select(r => new
            {
                Request = r,
                Decisions = db.Set<RequestDecision>().Where(d => d.RequestId == r.Id).OrderBy(d => d.At).ThenBy(d => d.Id).ToList(),
                Certificate = db.Set<Certificate>().Where(c => c.ParticipantId == r.ParticipantId).Select(c => new { c.Id, c.Number, c.IssuedAt }).ToList(),
            })
            .AsNoTracking()
            .FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        (Asked, Decisions) = (found.Request, found.Decisions);
        Certificate = found.Certificate.SingleOrDefault() is { } issued ? (issued.Id, issued.Number, issued.IssuedAt) : null;
        Task = (await processes.WaitingAsync(CertificateRequest.SubjectType, [ParticipantId], null, ct)).OrderByDescending(t => t.MayDo).FirstOrDefault();
        Dossier = await dossiers.ReadAsync(ParticipantId, ct);
        Doubtful = (await faults.OfAsync([ParticipantId], ct)).GetValueOrDefault(ParticipantId) ?? [];
        Catalogue = await techniques.GetAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Input.TaskId, Input.ShownHash) = (Task?.Id ?? Guid.Empty, Dossier.Hash);
        return Page();
    }

    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => TakeAsync(RequestStep.Approved, ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => TakeAsync(RequestStep.Returned, ct);

    public Task<IActionResult> OnPostCompleteAsync(CancellationToken ct) => TakeAsync(RequestStep.Completed, ct);

    public Task<IActionResult> OnPostSignAsync(CancellationToken ct) => TakeAsync(RequestStep.Signed, ct);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken ct) => TakeAsync(RequestStep.Declined, ct);

    /// <summary>What the passkey has to sign for the values that were posted.</summary>
    /// <param name="with">Handler of the button that was pressed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IActionResult> OnPostChallengeAsync(string? with, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Form != "Certification.Sign")
        {
            return Forbid();
        }

        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var prepared = await decide.PrepareAsync(StepOf(with == "Decline" ? RequestStep.Declined : RequestStep.Signed), ct);
        return Content(await reauthentication.ChallengeAsync(prepared.Signing, ct), "application/json");
    }

    private async Task<IActionResult> TakeAsync(RequestStep step, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        // Whoever sees the request, but has nothing to decide there; where it was decided meanwhile, the rule says so.
        if (Form is null && Decisions.All(d => d.TaskId != Input.TaskId))
        {
            return Forbid();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        // Before the write begins: comparing a password is slow on purpose and must not hold up other writers.
        var input = StepOf(step);
        SigningProof? proof = null;
        if (step is RequestStep.Signed or RequestStep.Declined)
        {
            var prepared = await decide.PrepareAsync(input, ct);
            proof = await reauthentication.ConfirmAsync(prepared.Signing, Input, ct);
            if (proof.Refusal is not null)
            {
                return await this.ReplayedAsync(db, ct) ?? this.Refuse(proof, nameof(Input));
            }
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await decide.TakeAsync(input, proof, inner);
                TempData["Message"] = texts[$"Done.{step}", Dossier.HolderName].Value;
                return RequestForm.Address(ParticipantId);
            },
            ct);
    }

    private StepInput StepOf(RequestStep step) => new(ParticipantId, Input.TaskId, step, Input.Reason, Input.ShownHash);

    public sealed class InputModel : SigningInput
    {
        [StringLength(500), Display(Name = "Field.Reason")]
        public string? Reason { get; set; }

        public Guid TaskId { get; set; }

        [StringLength(64)]
        public string ShownHash { get; set; } = "";
    }
}
