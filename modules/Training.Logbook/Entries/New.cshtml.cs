using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Logbook.Entries;

[HasPermission(Permissions.Log)]
internal sealed class NewModel(
    TrainingDbContext db, ICurrentUser user, CaseChoices choices, LastCase lastCase, SubmitCase submit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
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

    /// <summary>Whose draft is kept on this device as it is typed; null where support staff looks on.</summary>
    public Guid? DraftOf => user.ViewerId is null ? user.UserId : null;

    /// <summary>Nothing was typed or chosen to be repeated yet, so what was typed before may come back.</summary>
    public bool IsFresh { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        _choices = await choices.ReadAsync(ct);
        View = await choices.ViewAsync(Input, _choices, ct);
        return true;
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        _choices = await choices.ReadAsync(ct);
        if (await lastCase.ReadAsync(_choices, Repeat, ct) is var (last, likely))
        {
            Input = Repeat is not null ? likely : new CaseInput { Choice = likely.Choice, Stage = likely.Stage, Place = likely.Place, Supervision = likely.Supervision, Mentor = likely.Mentor };
            Last = last;
        }
        else if (_choices.Count == 1)
        {
            Input.Choice = _choices[0].Key;
        }

        IsFresh = Repeat is null;
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
        TempData[IndexModel.LoggedKey] = true;
        return "/logbook";
    }
}
