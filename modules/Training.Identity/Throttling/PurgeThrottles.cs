using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Identity.Throttling;

/// <summary>Forgets who tried what after a day, but for rows of failures: those last until a success.</summary>
internal sealed class PurgeThrottles(TrainingDbContext db, TimeProvider clock) : IBackgroundTask
{
    private const int WorthKeeping = 20;

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken ct)
    {
        var (day, year) = (clock.GetUtcNow().AddDays(-1).ToUnixTimeSeconds(), clock.GetUtcNow().AddDays(-400).ToUnixTimeSeconds());
        return db.WriteAsync(
            inner => db.Set<ThrottleCount>().Where(t => t.Since < year || (t.Since < day && t.InARow < WorthKeeping)).ExecuteDeleteAsync(inner), ct);
    }
}
