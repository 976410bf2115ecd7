using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Acceptance.Council;
using Training.Acceptance.Readiness;
using Training.Acceptance.Running;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Acceptance.Papers;

/// <summary>A director signs the minutes for their hospital, under a fresh proof of who they are, or returns them with a reason.</summary>
[HasPermission(Permissions.Sign)]
[Door(Doors.Signing)]
internal sealed class SignModel(CaseTasks tasks, IRoleHolders holders, Checklist checklist, IReauthentication reauthentication, IStringLocalizer<Texts> texts) : CaseTaskPage(tasks)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Minutes Minutes => Story.Current!;

    /// <summary>For which hospital they sign: one whose director they are and that has not signed this version.</summary>
    public Side Side { get; private set; }

    protected override string Form => AcceptanceProcess.SignForm;

    public override async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await base.LoadAsync(ct) || Story.Current is null)
        {
            return false;
        }

        var sides = new[] { (Side.Giver, Transfer.DirectorOfGiver()), (Side.Receiver, Transfer.DirectorOfReceiver()) }
            .Where(side => holders.Holds(side.Item2) && Story.CurrentSignatures.All(s => s.Side != side.Item1))
            .Select(side => side.Item1)
            .ToArray();
        Side = sides.FirstOrDefault();
        return sides.Length > 0;
    }

    public override async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input.ShownHash = Minutes.ContentHash;
        return Page();
    }

    public Task<IActionResult> OnPostSignAsync(CancellationToken ct) => DecideAsync(SignatureKind.Signed, ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => DecideAsync(SignatureKind.Returned, ct);

    /// <summary>What the passkey has to sign for the values that were posted.</summary>
    /// <param name="with">Handler of the button that was pressed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IActionResult> OnPostChallengeAsync(string? with, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return ModelState.IsValid
            ? Content(await reauthentication.ChallengeAsync(Prepare(with == "Return" ? SignatureKind.Returned : SignatureKind.Signed).Request, ct), "application/json")
            : BadRequest();
    }

    private async Task<IActionResult> DecideAsync(SignatureKind kind, CancellationToken ct)
    {
        if (await BeforeAsync(ct) is { } answer)
        {
            return answer;
        }

        // Before the write begins: comparing a password is slow on purpose and must not hold up other writers.
        var proof = await reauthentication.ConfirmAsync(Prepare(kind).Request, Input, ct);
        if (proof.Refusal is not null)
        {
            return await this.ReplayedAsync(Tasks.Db, ct) ?? this.Refuse(proof, nameof(Input));
        }

        return await this.RedirectAfterAsync(Tasks.Db, inner => StoreAsync(kind, proof, inner), ct);
    }

    private (SigningRequest Request, string? Reason) Prepare(SignatureKind kind)
    {
        if (Input.ShownHash != Minutes.ContentHash || CanonicalJson.HashOf(Minutes.Content) != Minutes.ContentHash)
        {
            throw new RuleViolation("Sign.Changed");
        }

        var reason = CaseText.Checked(Input.Reason, "Input.Reason");
        if (kind == SignatureKind.Returned && reason is null)
        {
            throw new RuleViolation("Sign.ReasonMissing") { Field = "Input.Reason" };
        }

        var hash = SignedMinutes.HashOf(Minutes, Side, kind, reason, Tasks.User.UserId, Tasks.User.Name);
        return (new SigningRequest(SignedMinutes.ActionOf(kind), hash), reason);
    }

    private async Task<string> StoreAsync(SignatureKind kind, SigningProof proof, CancellationToken ct)
    {
        // Meanwhile the other side may have returned the minutes.
        if (!await LoadAsync(ct))
        {
            throw new RuleViolation("Sign.Changed");
        }

        if (kind == SignatureKind.Signed)
        {
            await checklist.HoldsStillAsync(Standing, ct);
        }

        var (request, reason) = Prepare(kind);
        await reauthentication.ConsumeAsync(proof, request, ct);
        var signature = new MinutesSignature
        {
            CaseId = Story.Case.Id,
            MinutesId = Minutes.Id,
            Side = Side,
            Kind = kind,
            Reason = reason,
            Method = proof.Method,
            ProofId = proof.Id,
            ContentHash = Minutes.ContentHash,
            SignedHash = request.ContentHash,
            At = Tasks.Now,
            ByUserId = Tasks.User.UserId,
            By = Tasks.User.Name,
        };
        var audited = CaseEvents.Of(kind == SignatureKind.Signed ? MinutesSignature.SignedAction : MinutesSignature.ReturnedAction, signature.Id, Transfer, new Dictionary<string, string?>
        {
            ["case"] = $"{Story.Case.Id}",
            ["side"] = $"{Side}",
            ["contentHash"] = signature.ContentHash,
            ["method"] = signature.Method,
            ["signedHash"] = signature.SignedHash,
        }, kind == SignatureKind.Returned ? reason : null);
        await Tasks.EndAsync(Task, kind == SignatureKind.Signed ? "signed" : "returned", signature, audited, ct);
        TempData["Message"] = texts[$"Sign.Done.{kind}"].Value;
        return Back;
    }

    public sealed class InputModel : SigningInput
    {
        [StringLength(CaseText.Longest), Display(Name = "Sign.Reason")]
        public string? Reason { get; set; }

        [Required, StringLength(64)]
        public string ShownHash { get; set; } = "";
    }
}
