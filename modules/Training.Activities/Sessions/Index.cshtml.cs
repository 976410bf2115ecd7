using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Sessions;

/// <summary>The dates to choose from, and one's own.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class IndexModel(TrainingDbContext db, ICourseItems items, SessionItems sessions, SignUps signUps, IStringLocalizer<Texts> texts, TimeProvider clock)
    : LearnerPage(items, SessionKind.KindKey)
{
    [BindProperty]
    public Guid DateId { get; set; }

    public LiveSession Session { get; private set; } = null!;

    /// <summary>Those to come, the next first, and the past or cancelled ones that are mine.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>The seat to come, or the newest one.</summary>
    public Row? Mine => Rows.FirstOrDefault(row => row.SignUp is not null && !row.IsOver && row.Date.CancelledAt is null) ?? Rows.LastOrDefault(row => row.SignUp is not null);

    public bool Attended => Rows.Any(row => row.SignUp?.AttendedAt is not null);

    public bool MayHold { get; private set; }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => DoAsync("SignUp.Done", (item, me, inner) => signUps.SignUpAsync(item, me, DateId, inner), ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => DoAsync("SignUp.Withdrawn", (_, me, inner) => signUps.WithdrawAsync(me, DateId, inner), ct);

    protected override async Task FillAsync(CancellationToken ct)
    {
        Session = await db.Set<LiveSession>().AsNoTracking().SingleAsync(s => s.Id == Item.ContentId, ct);
        MayHold = sessions.MayHoldIn(Session);
        var (now, me) = (clock.GetUtcNow(), Item.PersonId ?? Guid.Empty);
        var found = await (from date in db.Set<SessionDate>().AsNoTracking()
                           where date.SeriesId == Session.SeriesId
                           join signUp in db.Set<SignUp>().AsNoTracking().Where(s => s.PersonId == me && s.CancelledAt == null) on date.Id equals signUp.DateId into mine
                           from own in mine.DefaultIfEmpty()
                           where own != null || (date.CancelledAt == null && date.EndsAt > now)
                           orderby date.StartsAt, date.Id
                           select new { Date = date, SignUp = own }).Take(100).ToListAsync(ct);
        Rows = [.. found.Select(row => new Row(row.Date, row.SignUp, row.Date.StartsAt <= now, row.Date.EndsAt <= now))];
    }

    private async Task<IActionResult> DoAsync(string done, Func<OpenItem, Guid, CancellationToken, Task> work, CancellationToken ct)
    {
        if (await ActAsync(ct) is not var (item, me))
        {
            return NotFound();
        }

        try
        {
            return await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    await work(item, me, inner);
                    TempData[Posting.MessageKey] = texts[done].Value;
                    return $"/courses/{Code}/sessions/{ItemKey}";
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("SignUp.Meanwhile") { Status = 409 };
        }
    }

    public sealed record Row(SessionDate Date, SignUp? SignUp, bool HasBegun, bool IsOver);
}
