using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Sessions;

/// <summary>A date as a file for calendars. The address of a meeting on the web is told to those who signed up.</summary>
internal static class CalendarEndpoint
{
    public static async Task<IResult> GetAsync(
        Guid id, TrainingDbContext db, ICurrentUser user, DateLetters letters, IConfiguration configuration, IStringLocalizer<Texts> texts, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        var me = user.PersonId ?? Guid.Empty;
        var found = await (from date in db.Set<SessionDate>().AsNoTracking()
                           where date.Id == id
                           select new
                           {
                               Date = date,
                               Title = db.Set<LiveSession>().Where(s => s.SeriesId == date.SeriesId).OrderByDescending(s => s.Id).Select(s => s.Title).First(),
                               IsMine = db.Set<SignUp>().Any(s => s.DateId == id && s.PersonId == me && s.CancelledAt == null),
                           }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return Results.NotFound();
        }

        var (one, page) = (found.Date, $"/courses/{found.Date.CourseCode}/sessions/{found.Date.ItemKey}");
        var calendar = new CalendarEvent(one.Id, one.Sequence, one.StartsAt, one.EndsAt, found.Title)
        {
            AnnouncedAt = one.AnnouncedAt,
            ChangedAt = one.ChangedAt,
            IsCancelled = one.CancelledAt is not null,
            Location = one.Place ?? (found.IsMine ? one.Address : texts["Date.Online"].Value),
            Description = string.Join('\n', new[] { texts["Calendar.HeldBy", one.HeldBy].Value, found.IsMine ? one.Address : null, one.CancelReason }.Where(line => !string.IsNullOrEmpty(line))),
            Url = letters.Root.Length > 0 ? letters.Root + page : null,
            Organizer = (one.HeldBy, configuration["Mail:From"] is { Length: > 0 } from && from.Contains('@', StringComparison.Ordinal) && !from.Contains('<', StringComparison.Ordinal) ? from : null),
        };
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(Encoding.UTF8.GetBytes(calendar.ToText(clock.GetUtcNow())), $"text/calendar; charset=utf-8; method={calendar.Method}", "buoi-hoc.ics");
    }
}
