using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Activities.Sessions;

/// <summary>All dates of a live session for those who hold them, and the form that announces another.</summary>
[HasPermission(Permissions.Hold)]
internal sealed class DatesModel(TrainingDbContext db, SessionItems sessions, HoldDates hold, IOrganizations organizations, ICurrentUser user, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ItemKey { get; set; }

    [BindProperty]
    public DateInput Input { get; set; } = new();

    [BindProperty, Display(Name = "Field.Hospital")]
    public Guid? HospitalId { get; set; }

    public SessionItem Session { get; private set; } = null!;

    public IReadOnlyList<SessionDate> Dates { get; private set; } = [];

    /// <summary>To choose from; empty where there is no choice.</summary>
    public IReadOnlyList<SelectListItem> Hospitals { get; private set; } = [];

    public bool MayHold(SessionDate date) => sessions.MayHold(date.HospitalId);

    public bool IsOver(SessionDate date) => date.EndsAt <= clock.GetUtcNow();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await sessions.FindAsync(Code, ItemKey, ct) is not { } session)
        {
            return false;
        }

        Session = session;
        Dates = await db.Set<SessionDate>().AsNoTracking().Where(d => d.SeriesId == session.Content.SeriesId).OrderByDescending(d => d.StartsAt).Take(100).ToListAsync(ct);
        var directory = await organizations.GetAsync(ct);
        Hospitals = [.. sessions.Choices(session.Content).Select(id => new SelectListItem(directory.Hospital(id).Display, $"{id}"))];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input.HeldBy = user.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        Input.Check(clock.GetUtcNow());
        var choices = sessions.Choices(Session.Content);
        var hospitalId = choices.Count == 0 ? Session.Content.HospitalId : choices.Count == 1 ? choices.Single() : HospitalId;
        if (choices.Count > 0 && (hospitalId is not { } chosen || !choices.Contains(chosen)))
        {
            throw new RuleViolation("Date.WhichHospital") { Field = "HospitalId" };
        }

        return await this.RedirectAfterAsync(
            db,
            inner =>
            {
                var date = hold.Announce(Session, hospitalId, Input);
                TempData[Posting.MessageKey] = texts["Date.Announced", date.When].Value;
                return Task.FromResult($"{Session.Address}/dates");
            },
            ct);
    }
}
