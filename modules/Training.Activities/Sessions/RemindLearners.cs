using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Sessions;

/// <summary>
/// Writes to whoever signed up, once, on the day before. Each person is a write of its own, and whichever node notes the letter first sends it. Who
/// signed up on that last day knows, and gets none.
/// </summary>
internal sealed class RemindLearners(TrainingDbContext db, DateLetters letters, TimeProvider clock) : IBackgroundTask
{
    private const int Most = 200;

    public static readonly TimeSpan Before = TimeSpan.FromHours(24);

    public TimeSpan Interval => TimeSpan.FromMinutes(15);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var soon = now + Before;
        var due = await (from signUp in db.Set<SignUp>().AsNoTracking()
                         where signUp.CancelledAt == null && signUp.RemindedAt == null
                         join date in db.Set<SessionDate>().AsNoTracking() on signUp.DateId equals date.Id
                         where date.CancelledAt == null && date.StartsAt > now && date.StartsAt <= soon
                         join content in db.Set<LiveSession>().AsNoTracking() on signUp.ContentId equals content.Id
                         orderby date.StartsAt, signUp.Id
                         select new { SignUp = signUp, Date = date, content.Title }).Take(Most).ToListAsync(ct);
        foreach (var row in due)
        {
            await db.WriteAsync(
                async inner =>
                {
                    var noted = await db.Set<SignUp>().Where(s => s.Id == row.SignUp.Id && s.RemindedAt == null && s.CancelledAt == null)
                        .ExecuteUpdateAsync(s => s.SetProperty(x => x.RemindedAt, now), inner);
                    if (noted == 1 && row.SignUp.At < row.Date.StartsAt - Before)
                    {
                        await letters.RemindAsync(row.Title, row.Date, row.SignUp.PersonId, inner);
                    }
                },
                ct);
        }
    }
}
