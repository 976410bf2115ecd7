using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Media.Intake;
using Training.Modules;

namespace Training.Media.Uploads;

/// <summary>Goes on with uploads that have arrived and have no item: whose scanner did not answer, or whose process died.</summary>
internal sealed class FinishUploads(TrainingDbContext db, TakeUpload take, TimeProvider clock, ILogger<FinishUploads> log) : IBackgroundTask
{
    private const int Batch = 50;

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var waiting = await db.MediaUploads
            .Where(u => u.Received == u.Size && u.FinishedAt == null && u.RefusedAt == null && (u.ClaimedUntil == null || u.ClaimedUntil < now))
            .OrderBy(u => u.BegunAt).Take(Batch).Select(u => u.Id).ToListAsync(ct);
        foreach (var id in waiting)
        {
            try
            {
                if (await take.RunAsync(id, ct) is { WaitsForScannerSince: not null, FinishedAt: null })
                {
                    return; // it would not answer for the next one either
                }
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or DbUpdateException)
            {
                log.LogError(exception, "The upload {Id} can not be stored; this is tried again.", id);
            }
        }
    }
}

/// <summary>Gives up what nobody went on with, forgets what is over, and deletes bytes that belong to neither.</summary>
internal sealed class SweepUploads(TrainingDbContext db, UploadFolder folder, IOptions<MediaOptions> options, TimeProvider clock) : IBackgroundTask
{
    private static readonly TimeSpan KeepOver = TimeSpan.FromDays(2);

    // The bytes are written before the row is committed, and deleted after it.
    private static readonly TimeSpan KeepBytes = TimeSpan.FromHours(1);

    public TimeSpan Interval => TimeSpan.FromHours(2);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (given, over) = (now.AddDays(-options.Value.UploadDays), now - KeepOver);
        await db.WriteAsync(
            inner => db.MediaUploads.Where(u => (u.FinishedAt == null && u.RefusedAt == null && u.Received < u.Size && u.TouchedAt < given) || u.FinishedAt < over || u.RefusedAt < over)
                .ExecuteDeleteAsync(inner),
            ct);
        foreach (var ids in folder.WrittenBefore(now - KeepBytes).Chunk(500))
        {
            var needed = await db.MediaUploads.Where(u => ids.Contains(u.Id) && u.FinishedAt == null && u.RefusedAt == null).Select(u => u.Id).ToListAsync(ct);
            foreach (var id in ids.Except(needed))
            {
                folder.Delete(id);
            }
        }
    }
}
