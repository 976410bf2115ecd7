using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Identity.Sessions;

/// <summary>Forgets sessions that nobody has used for a month; what is worth keeping of them is in the trail.</summary>
internal sealed class PurgeSessions(TrainingDbContext db, TimeProvider clock) : IBackgroundTask
{
    private const int Days = 30;

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken ct)
    {
        var limit = clock.GetUtcNow().AddDays(-Days);
        return db.WriteAsync(inner => db.Set<Session>().Where(s => s.LastSeenAt < limit).ExecuteDeleteAsync(inner), ct);
    }
}
