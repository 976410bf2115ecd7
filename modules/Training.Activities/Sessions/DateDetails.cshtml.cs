using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Activities.Sessions;

/// <summary>One date for those who hold it: who comes, who was there, and the forms that change or cancel it.</summary>
[HasPermission(Permissions.Hold)]
internal sealed class DateDetailsModel(
    TrainingDbContext db, SessionItems sessions, HoldDates hold, IPeople people, ICurrentUser user, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ItemKey { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public DateInput Input { get; set; } = new();

    /// <summary>Of the date as it was shown.</summary>
    [BindProperty]
    public int Shown { get; set; }

    [BindProperty, StringLength(SessionDate.ReasonLength), Display(Name = "Field.CancelReason")]
    public string? Reason { get; set; }

    /// <summary>Sign-ups of those who were there.</summary>
    [BindProperty]
    public List<Guid> Present { get; set; } = [];

    public SessionItem Session { get; private set; } = null!;

    public SessionDate Date { get; private set; } = null!;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool HasBegun { get; private set; }

    public bool MayChange => Date.CancelledAt is null && !HasBegun;

    public bool MayMark => Date.CancelledAt is null && HasBegun;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await sessions.FindAsync(Code, ItemKey, ct) is not { } session
            || await db.Set<SessionDate>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == Id && d.SeriesId == session.Content.SeriesId, ct) is not { } date
            || !sessions.MayHold(date.HospitalId))
        {
            return false;
        }

        (Session, Date, HasBegun) = (session, date, date.StartsAt <= clock.GetUtcNow());
        var signUps = await db.Set<SignUp>().AsNoTracking().Where(s => s.DateId == Id && s.CancelledAt == null).ToListAsync(ct);
        var names = await people.FindAsync(signUps.Select(s => s.PersonId), ct);
        Rows = [.. signUps.Select(s => new Row(s, names.GetValueOrDefault(s.PersonId)?.Display ?? "–", s.PersonId == user.PersonId)).OrderBy(r => VietnameseText.SortKey(r.Name), StringComparer.Ordinal)];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Input, Shown) = (DateInput.Of(Date), Date.Version);
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
        return await AfterAsync("Date.Changed", inner => hold.ChangeAsync(Session, Id, Shown, Input, inner), ct);
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        // The other form's fields are not in this one.
        ModelState.Clear();
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (ActivityText.Clean(Reason) is not { Length: <= SessionDate.ReasonLength } reason)
        {
            Input = DateInput.Of(Date);
            ModelState.AddModelError("Reason", texts["Date.NoReason"]);
            return Page();
        }

        ActivityText.Screen(reason, "Reason");
        return await AfterAsync("Date.Cancelled.Now", inner => hold.CancelAsync(Session, Id, Shown, reason, inner), ct);
    }

    public async Task<IActionResult> OnPostAttendanceAsync(CancellationToken ct)
    {
        ModelState.Clear();
        return await LoadAsync(ct) ? await AfterAsync("Attendance.Stored", inner => hold.AttendAsync(Id, Present, inner), ct) : NotFound();
    }

    private Task<IActionResult> AfterAsync(string done, Func<CancellationToken, Task> work, CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            await work(inner);
            TempData[Posting.MessageKey] = texts[done].Value;
            return $"{Session.Address}/dates/{Id}";
        },
        ct);

    /// <param name="SignUp">The seat.</param>
    /// <param name="Name">Whose.</param>
    /// <param name="IsMe">Whoever looks; they can not say it of themselves.</param>
    public sealed record Row(SignUp SignUp, string Name, bool IsMe);
}
