using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Courses.Authoring;
using Training.Courses.Completion;
using Training.Courses.Enrolments;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Progress;

/// <summary>
/// Finishes courses of which nothing is asked any more because the time of an item is over: nobody does anything then that would finish them. Each person is a
/// write of its own; who has finished is not looked at again.
/// </summary>
internal sealed partial class FinishByDate(TrainingDbContext db, RecordProgress progress, TimeProvider clock, ILogger<FinishByDate> log) : IBackgroundTask
{
    // A site that stood still for a week catches up.
    private const int DaysBack = 7;

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken ct)
    {
        var (today, since) = (clock.Today(), clock.Today().AddDays(-DaysBack));
        var versions = db.Set<CourseVersion>().Where(v => v.PublishedAt != null && db.Set<Item>().Any(i => i.VersionId == v.Id && i.ValidTo < today && i.ValidTo >= since));
        var learners = await db.Set<Enrolment>()
            .Where(e => e.EndedAt == null && e.BegunVersion != null && versions.Any(v => v.CourseId == e.CourseId))
            .Where(e => !db.Set<CourseCompletion>().Any(c => c.PersonId == e.PersonId && c.CourseId == e.CourseId))
            .OrderBy(e => e.Id).Select(e => new { e.PersonId, e.CourseId }).ToListAsync(ct);
        foreach (var learner in learners)
        {
            try
            {
                await db.WriteAsync(inner => progress.FinishAsync(learner.PersonId, learner.CourseId, inner), ct);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                NotFinished(learner.PersonId, learner.CourseId, exception); // tried again at the next turn
            }

            db.ChangeTracker.Clear();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether {Person} has finished the course {Course} could not be said; it is looked at again.")]
    private partial void NotFinished(Guid person, Guid course, Exception exception);
}
