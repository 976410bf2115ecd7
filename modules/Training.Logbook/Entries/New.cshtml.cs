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
        var last = await (from entry in db.LogbookEntries
                          where entry.PersonId == user.PersonId
                          orderby entry.Id descending
                          join version in db.EntryVersions on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                          select new { entry.ParticipantId, version.TechniqueId, version.Stage, version.Role, version.PlaceHospitalId, version.Setting })
            .FirstOrDefaultAsync(ct);
        await LoadAsync(ct);
        if (last is not null && _choices.FirstOrDefault(c => c.Key == CaseInput.KeyOf(last.ParticipantId, last.TechniqueId)) is { } choice)
        {
            Input.Choice = choice.Key;
            Input.Stage = last.Stage;
            Input.Role = last.Role;
            Input.Place = last.PlaceHospitalId == choice.Participation.Transfer.GivingHospitalId ? CasePlace.Giving : CasePlace.Receiving;
        }
        else if (_choices.Count == 1)
        {
            Input.Choice = _choices[0].Key;
        }
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
        var (entry, version) = await submit.AddAsync(choice.Participation, Input.ToContent(choice, clock.Today()), null, clock.GetUtcNow(), ct);
        submit.Record(entry, version, choice.Participation);
        await submit.RequestSignOffAsync(entry, version, choice.Participation.Transfer, ct);
        TempData["Message"] = texts["Case.Sent", entry.CaseCode].Value;
        return "/logbook";
    }
}
