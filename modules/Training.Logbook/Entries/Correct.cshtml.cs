using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Logbook.Content;
using Training.Logbook.Redaction;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Entries;

[HasPermission(Permissions.Log)]
internal sealed class CorrectModel(
    TrainingDbContext db, ICurrentUser user, CaseChoices choices, SubmitCase submit, Redactions redactions, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    private IReadOnlyList<CaseChoice> _choices = [];
    private LogbookEntry? _entry;
    private EntryVersion? _version;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that the form was filled from.</summary>
    [BindProperty]
    public int Number { get; set; }

    /// <summary>How often something had been removed from the case when the form was shown: it may still hold what was removed since.</summary>
    [BindProperty]
    public int Removals { get; set; }

    public int RemovalsNow { get; private set; }

    [BindProperty]
    public CaseInput Input { get; set; } = new();

    [BindProperty, StringLength(300), Display(Name = "Field.Reason")]
    public string? Reason { get; set; }

    public CaseFormView View { get; private set; } = null!;

    /// <summary>Somebody has asked to remove patient data from the case.</summary>
    public bool IsHeld { get; private set; }

    public string? ReturnedBecause { get; private set; }

    /// <summary>The case is signed: what is sent supersedes it.</summary>
    public bool IsSigned => _entry!.SignedAt is not null;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = await (from entry in db.LogbookEntries.AsNoTracking()
                           where entry.Id == Id && entry.PersonId == user.PersonId && entry.WithdrawnAt == null && (entry.WaitingSince == null || entry.DecidedNumber != entry.CurrentNumber)
                           join version in db.EntryVersions.AsNoTracking() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                           let byMentor = db.Set<Decision>().Where(d => d.EntryVersionId == version.Id && d.Kind == DecisionKind.Returned).Select(d => d.Comment).FirstOrDefault()
                           let byOther = db.Set<Approval>().Where(a => a.EntryVersionId == version.Id && a.Kind == DecisionKind.Returned).Select(a => a.Comment).FirstOrDefault()
                           select new { entry, version, Because = byMentor ?? byOther })
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        var removals = await redactions.OfAsync([Id], ct);
        (IsHeld, RemovalsNow) = (removals.IsOpen(Id), removals.Confirmed);
        (_entry, _version, ReturnedBecause) = (found.entry, found.version, IsHeld ? null : found.Because);
        _choices = [.. (await choices.ReadAsync(ct)).Where(c => c.Participation.Participant.Id == _entry.ParticipantId)];
        View = await choices.ViewAsync(Input, _choices, ct) with { AsksOwnRating = false };
        return _choices.Count > 0;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (IsHeld)
        {
            // What it was filled with may be what is to go.
            return RedirectToPage("/Entries/Details", new { area = "Logbook", Id });
        }

        Number = _entry!.CurrentNumber;
        Input = CaseInput.Of(_version!.Content, _choices[0].Participation, clock.Today());
        View = View with { Input = Input };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var choice = choices.Chosen(_choices, Input, ModelState);
        return !ModelState.IsValid || choice is null
            ? Page()
            : await this.RedirectAfterAsync(db, inner => StoreAsync(choice, inner), ct);
    }

    private async Task<string> StoreAsync(CaseChoice choice, CancellationToken ct)
    {
        if (_entry!.CurrentNumber != Number)
        {
            throw new RuleViolation("Case.ChangedMeanwhile") { Status = 409 };
        }

        var message = IsSigned ? "Case.Superseded" : "Case.Corrected";
        var content = Input.ToContent(choice, clock.Today()) with { Attachments = _version!.Content.Attachments };
        await submit.CorrectAsync(_entry, _version, choice.Participation, content, CaseText.Of(Reason), ct);
        if ((await redactions.OfAsync([Id], ct)).Confirmed != Removals)
        {
            throw new RuleViolation("Case.RemovedMeanwhile") { Status = 409 }; // asked for under the lock that the correction took
        }

        TempData["Message"] = texts[message, _entry.CaseCode].Value;
        return $"/logbook/{Id}";
    }
}
