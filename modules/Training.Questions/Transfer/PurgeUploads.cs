using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Questions.Transfer;

/// <summary>Files go after two days, taken in or not.</summary>
internal sealed class PurgeUploads(TrainingDbContext db, TimeProvider clock) : IBackgroundTask
{
    public static readonly TimeSpan Keep = TimeSpan.FromDays(2);

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Keep;
        return db.WriteAsync(inner => db.Set<QuestionUpload>().Where(u => u.UploadedAt < before).ExecuteDeleteAsync(inner), ct);
    }
}
