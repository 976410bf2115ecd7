using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Exchange.Uploads;

/// <summary>
/// Files that nobody committed hold personal data and go after two days; undo files after half a year. What was stored, by whom and when
/// stays in the history.
/// </summary>
internal sealed class PurgeUploads(TrainingDbContext db, TimeProvider clock) : IBackgroundTask
{
    public static readonly TimeSpan KeepSource = TimeSpan.FromDays(2);

    public static readonly TimeSpan KeepUndo = TimeSpan.FromDays(180);

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (source, undo) = (now - KeepSource, now - KeepUndo);
        return db.WriteAsync(
            async inner =>
            {
                await db.Set<Upload>().Where(u => u.CommittedAt == null && u.UploadedAt < source).ExecuteDeleteAsync(inner);
                await db.Set<UploadContent>()
                    .Where(c => c.Kind == ContentKind.Undo && db.Set<Upload>().Any(u => u.Id == c.UploadId && u.CommittedAt < undo))
                    .ExecuteDeleteAsync(inner);
            },
            ct);
    }
}
