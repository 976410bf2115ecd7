using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Redaction;

/// <summary>What is asked to be removed, what stays, and the second person's decision. Whoever asked sees it too, and cannot decide.</summary>
[HasPermission(Permissions.ViewEntry)]
[Door(Doors.Signing)]
internal sealed class DecideModel(TrainingDbContext db, DecideRedaction decide, RedactionReader reader, Redactions redactions, IReauthentication reauthentication, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ShownRedaction Shown { get; private set; } = null!;

    /// <summary>Why whoever looks cannot decide, as the key of a text; null where they can.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>One of the two: who asked, or who may decide.</summary>
    public bool MayRead { get; private set; }

    /// <summary>What stays of the texts; null where another request hides it from whoever looks.</summary>
    public string? Read(CaseField field) => MayRead && (Shown.All.Of(field.RecordId, field.Field) == Visibility.Shown || redactions.MayConfirm(Shown.Transfer))
        ? field.Text ?? texts["Redact.FileNamed", field.FileHash![..8]].Value
        : null;

    /// <summary>Whether what the device signed holds; null where no device signed.</summary>
    public bool? DeviceHolds { get; private set; }

    public string AddressOf(CaseField field)
    {
        if (field.Field == CaseField.Voice)
        {
            return $"/logbook/{Shown.Case.Entry.Id}/{field.Number}/voice";
        }

        var files = Shown.Case.Versions.Single(v => v.Id == field.RecordId).Content.Attachments;
        return $"/logbook/{Shown.Case.Entry.Id}/{field.Number}/files/{files.Index().First(file => file.Item == field.FileHash).Index + 1}";
    }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await reader.FindAsync(Id, ct) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        Obstacle = await reader.ObstacleAsync(shown, ct);
        MayRead = redactions.SeesHidden(shown.State.Request, shown.Transfer);
        if (shown.State.Decision is { } decision && (await reauthentication.VerifyAsync(db, [decision], ct)).TryGetValue(decision.Id, out var holds))
        {
            DeviceHolds = holds;
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostConfirmAsync(CancellationToken ct) => StoreAsync(RedactionOutcome.Confirmed, ct);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken ct) => StoreAsync(RedactionOutcome.Declined, ct);

    /// <summary>What the passkey has to sign for the values that were posted.</summary>
    /// <param name="with">Handler of the button that was pressed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IActionResult> OnPostChallengeAsync(string? with, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!redactions.MayConfirm(Shown.Transfer))
        {
            return Forbid();
        }

        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var (_, _, request) = await decide.PrepareAsync(Id, with == "Decline" ? RedactionOutcome.Declined : RedactionOutcome.Confirmed, Input.Because, ct);
        return Content(await reauthentication.ChallengeAsync(request, ct), "application/json");
    }

    private async Task<IActionResult> StoreAsync(RedactionOutcome outcome, CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!redactions.MayConfirm(Shown.Transfer))
        {
            return Forbid();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        // Before the write begins: comparing a password is slow on purpose and must not hold up other writers.
        var (_, _, request) = await decide.PrepareAsync(Id, outcome, Input.Because, ct);
        var proof = await reauthentication.ConfirmAsync(request, Input, ct);
        if (proof.Refusal is not null)
        {
            return await this.ReplayedAsync(db, ct) ?? this.Refuse(proof, nameof(Input));
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await decide.DecideAsync(Id, outcome, Input.Because, proof, inner);
                TempData["Message"] = texts[outcome == RedactionOutcome.Confirmed ? "Redact.Confirmed" : "Redact.Declined"].Value;
                return $"/redactions/{Id}";
            },
            ct);
    }

    public sealed class InputModel : SigningInput
    {
        [StringLength(300), Display(Name = "Redact.Because")]
        public string? Because { get; set; }
    }
}
