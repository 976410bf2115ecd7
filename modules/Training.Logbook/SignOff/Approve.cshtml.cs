using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Rating;
using Training.Logbook.Redaction;
using Training.Logbook.Verification;
using Training.Logbook.Workflow;
using Training.Modules;

namespace Training.Logbook.SignOff;

[HasPermission(Permissions.Approve)]
[Door(Doors.Signing)]
internal sealed class ApproveModel(
    TrainingDbContext db, ApproveCase approve, IReauthentication reauthentication, CaseFacts facts, Redactions redactions, Ratings ratings, IPeople people, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid TaskId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public NewestVersion Shown { get; private set; } = null!;

    public Decision Signature => Shown.Decision!;

    /// <summary>What the mentor said, or what stands in its place.</summary>
    public (string? Text, Visibility Visibility) Said { get; private set; }

    /// <summary>Whether the mentor's signature holds.</summary>
    public SignatureVerdict Verdict { get; private set; }

    public string Learner { get; private set; } = "";

    public IReadOnlyList<Fact> Facts { get; private set; } = [];

    public RatingForm Form { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await approve.FindAsync(Id, TaskId, ct) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        var known = await redactions.OfAsync([Id], ct);
        Facts = (await facts.OfAllAsync([shown.Version], known, ct))[shown.Version.Id];
        Verdict = Signatures.Of(shown.Version, Signature, known);
        Said = (Signature.Comment, Signature.Sealed.IsRemoved(CaseField.Comment) ? Visibility.Removed : known.Of(Signature.Id, CaseField.Comment));
        Form = (await ratings.GetAsync(ct)).Of(shown.Decision!.RatingFormId);
        Learner = (await people.FindAsync([shown.Entry.PersonId], ct))[shown.Entry.PersonId].Display;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Input.ShownHash, Input.Salt) = (ApproveCase.HashOf(Shown), SealedTexts.NewSalt());
        return Page();
    }

    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => DecideAsync(DecisionKind.Signed, ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => DecideAsync(DecisionKind.Returned, ct);

    /// <summary>What the passkey has to sign for the values that were posted.</summary>
    /// <param name="with">Handler of the button that was pressed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IActionResult> OnPostChallengeAsync(string? with, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var (_, _, _, _, request) = await approve.PrepareAsync(InputOf(with == "Return" ? DecisionKind.Returned : DecisionKind.Signed), ct);
        return Content(await reauthentication.ChallengeAsync(request, ct), "application/json");
    }

    private async Task<IActionResult> DecideAsync(DecisionKind kind, CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        // Before the write begins: comparing a password is slow on purpose and must not hold up other writers.
        var input = InputOf(kind);
        var (_, _, _, _, request) = await approve.PrepareAsync(input, ct);
        var proof = await reauthentication.ConfirmAsync(request, Input, ct);
        if (proof.Refusal is not null)
        {
            return await this.ReplayedAsync(db, ct) ?? this.Refuse(proof, nameof(Input));
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await approve.ApproveAsync(input, proof, inner);
                TempData["Message"] = texts[kind == DecisionKind.Signed ? "Approve.Done" : "Return.Done", Learner].Value;
                return "/tasks";
            },
            ct);
    }

    private ApprovalInput InputOf(DecisionKind kind) => new(Id, TaskId, kind, Input.Comment, Input.ShownHash, Input.Salt);

    public sealed class InputModel : SigningInput
    {
        [StringLength(500), Display(Name = "Field.Comment")]
        public string? Comment { get; set; }

        [Required, StringLength(64)]
        public string ShownHash { get; set; } = "";

        [StringLength(32)]
        public string? Salt { get; set; }
    }
}
