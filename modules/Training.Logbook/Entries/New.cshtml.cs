using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Logbook.Entries;

[HasPermission(Permissions.Log)]
internal sealed class NewModel(
    TrainingDbContext db, ICurrentUser user, CaseChoices choices, SubmitCase submit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    private IReadOnlyList<CaseChoice> _choices = [];

    [BindProperty]
    public CaseInput Input { get; set; } = new();

    /// <summary>A case of one's own to fill the form from.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Repeat { get; set; }

    /// <summary>The case that was logged last, to be repeated.</summary>
    public Guid? Last { get; private set; }

    public CaseFormView View { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        _choices = await choices.ReadAsync(ct);
        View = await choices.ViewAsync(Input, _choices, ct);
        return true;
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        // What was the same last time is most likely the same today; what describes the patient is never filled in beforehand.
        var mine = db.LogbookEntries.Where(e => e.PersonId == user.PersonId);
        var last = await (from entry in Repeat is { } repeat ? mine.Where(e => e.Id == repeat) : mine
                          orderby entry.Id descending
                          join version in db.EntryVersions.AsNoTracking() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                          select new { entry.Id, entry.ParticipantId, version })
            .FirstOrDefaultAsync(ct);
        _choices = await choices.ReadAsync(ct);
        if (last is not null && _choices.FirstOrDefault(c => c.Key == CaseInput.KeyOf(last.ParticipantId, last.version.TechniqueId)) is { } choice)
        {
            var likely = CaseInput.Repeat(last.version.Content, choice.Participation, clock.Today());
            Input = Repeat is not null ? likely : new CaseInput { Choice = likely.Choice, Stage = likely.Stage, Place = likely.Place, Supervision = likely.Supervision, Mentor = likely.Mentor };
            Last = last.Id;
        }
        else if (_choices.Count == 1)
        {
            Input.Choice = _choices[0].Key;
        }

        View = await choices.ViewAsync(Input, _choices, ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var choice = choices.Chosen(_choices, Input, ModelState);
        return !ModelState.IsValid || choice is null
            ? Page()
            : await this.RedirectAfterAsync(db, inner => StoreAsync(choice, inner), ct);
    }

    private async Task<string> StoreAsync(CaseChoice choice, CancellationToken ct)
    {
        var (entry, _) = await submit.LogAsync(choice.Participation, Input.ToContent(choice, clock.Today()), Input.OwnRating, null, ct);
        TempData["Message"] = texts["Case.Sent", entry.CaseCode].Value;
        return "/logbook";
    }
}
