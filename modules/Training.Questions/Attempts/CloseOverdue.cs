using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Data;
using Training.Modules;
using Training.Questions.Quizzes;

namespace Training.Questions.Attempts;

/// <summary>
/// Marks attempts whose time is over and that nobody handed in, so that their score reaches the course. That they are over does not depend on it.
/// </summary>
internal sealed partial class CloseOverdue(TrainingDbContext db, CloseAttempt close, TimeProvider clock, ILogger<CloseOverdue> log) : IBackgroundTask
{
    private const int AtOnce = 500;

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var latest = clock.GetUtcNow() - Timing.Grace;
        foreach (var id in await db.Unscoped<QuizAttempt>().Where(a => a.HandedInAt == null && a.DueAt < latest).OrderBy(a => a.DueAt).Select(a => a.Id).Take(AtOnce).ToListAsync(ct))
        {
            try
            {
                await db.WriteAsync(inner => close.RunAsync(id, inner), ct);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                NotClosed(id, exception); // tried again in a minute; the others do not wait for it
            }

            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Those of one person at one item, before they begin another.</summary>
    public async Task RunAsync(Guid personId, Guid itemKey, CancellationToken ct)
    {
        var latest = clock.GetUtcNow() - Timing.Grace;
        foreach (var id in await db.QuizAttempts.Where(a => a.PersonId == personId && a.ItemKey == itemKey && a.HandedInAt == null && a.DueAt < latest).Select(a => a.Id).ToListAsync(ct))
        {
            await db.WriteAsync(inner => close.RunAsync(id, inner), ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The attempt {Attempt}, whose time is over, could not be closed; it is tried again.")]
    private partial void NotClosed(Guid attempt, Exception exception);
}
