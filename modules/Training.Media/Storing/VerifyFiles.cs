using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Data;
using Training.Modules;

namespace Training.Media.Storing;

/// <summary>Compares every file with its hash once a day. What it finds stands in the log, in /health/ready and in the row.</summary>
internal sealed class VerifyFiles(TrainingDbContext db, FileStore store, TimeProvider clock, ILogger<VerifyFiles> log) : IBackgroundTask
{
    private const int Batch = 100;

    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    // Not all at once: what is left is due at the next turn too.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public TimeSpan Interval => TimeSpan.FromMinutes(30);

    public async Task RunAsync(CancellationToken ct)
    {
        var start = clock.GetUtcNow();
        while (clock.GetUtcNow() < start + Patience)
        {
            var due = await db.StoredFiles.Where(f => f.RemovedAt == null && f.CheckedAt < start - Every)
                .OrderBy(f => f.CheckedAt).Take(Batch).Select(f => f.Hash).ToListAsync(ct);
            if (due.Count == 0)
            {
                return;
            }

            foreach (var hash in due)
            {
                await CheckAsync(hash, start, ct);
            }
        }
    }

    private async Task CheckAsync(string hash, DateTimeOffset start, CancellationToken ct)
    {
        var intact = await store.IsIntactAsync(hash, ct);
        var now = clock.GetUtcNow();
        var changed = 0;

        // Taken in again or deleted meanwhile: then it is no longer due.
        await db.WriteAsync(
            async inner => changed = await db.StoredFiles.Where(f => f.Hash == hash && f.RemovedAt == null && f.CheckedAt < start - Every).ExecuteUpdateAsync(
                row => row.SetProperty(f => f.CheckedAt, now).SetProperty(f => f.DamagedAt, f => intact ? null : f.DamagedAt ?? now), inner),
            ct);
        if (!intact && changed == 1)
        {
            log.LogCritical("The stored file {Hash} was changed or is gone.", hash);
        }
    }
}
