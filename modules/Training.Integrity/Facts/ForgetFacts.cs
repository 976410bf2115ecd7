using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Integrity.Facts;

/// <summary>Forgets facts once nothing of their day can be added to them any more. What was asked keeps the cases it is about.</summary>
internal sealed class ForgetFacts(TrainingDbContext db, TimeProvider clock) : IBackgroundTask
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await db.WriteAsync(
            async inner =>
            {
                await db.Set<LoggedFact>().Where(f => f.LoggedAt < before && f.LookedAt != null).ExecuteDeleteAsync(inner);
                await db.Set<DecidedFact>().Where(f => f.DecidedAt < before && f.LookedAt != null).ExecuteDeleteAsync(inner);
            },
            ct);
    }
}
