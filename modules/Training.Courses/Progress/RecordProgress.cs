using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Completion;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Progress;

/// <summary>
/// Stores what a learner did with an item, in the running write: whichever comes last finishes the course, and exactly one does, since all of
/// it waits for the row of the enrolment.
/// </summary>
internal sealed class RecordProgress(TrainingDbContext db, Enrol enrol, LearnerCourses courses, ICurrentUser user, IAuditTrail audit, TimeProvider clock)
{
    /// <returns>True where it finished the course.</returns>
    public async Task<bool> AddAsync(Guid personId, Guid courseId, Guid itemKey, ItemEvidence evidence, CancellationToken ct, bool isHistory = false)
    {
        var isOn = true;
        if (isHistory)
        {
            await enrol.EnsureAsync(personId, courseId, "", ct, evidence.At);
        }
        else if (user.PersonId == personId)
        {
            await enrol.BeginByThemselvesAsync(personId, courseId, ct);
        }
        else if (await enrol.IsOnAsync(personId, courseId, ct) is { } answer)
        {
            isOn = answer;
        }
        else
        {
            return false;
        }

        if (isOn)
        {
            await enrol.BeginAsync(personId, courseId, ct, isHistory ? evidence.At : null);
        }

        var before = await ReadAsync(personId, courseId, ct);
        if (before.Standing.Outline.Find(itemKey) is not { } item || item.ContentId != evidence.ContentId)
        {
            return false; // an earlier content, on a page that was open when something else was asked for
        }

        await db.SaveChangesAsync(ct);
        var progress = await db.Unscoped<ItemProgress>().AsTracking().SingleOrDefaultAsync(p => p.PersonId == personId && p.ItemKey == itemKey, ct);
        if (progress is null)
        {
            db.Add(progress = new ItemProgress { PersonId = personId, ItemKey = itemKey, CourseId = courseId, ContentId = item.ContentId });
        }

        progress.Turn(item.ContentId);
        progress.OpenedAt ??= evidence.At;
        progress.SeenAt ??= evidence.Seen ? evidence.At : null;
        progress.SubmittedAt ??= evidence.Submitted ? evidence.At : null;
        progress.AttendedAt ??= evidence.Attended ? evidence.At : null;
        if (evidence.Score is { } score)
        {
            (progress.Score, progress.ScoredAt) = (Math.Clamp(score, 0, 100), evidence.At);
        }

        if (progress.Meets(item.Finish, item.LeastScore) && progress.FinishedContentId != item.ContentId)
        {
            progress.FinishedAt ??= evidence.At;
            progress.FinishedContentId = item.ContentId;
        }

        await db.SaveChangesAsync(ct);

        // What somebody did who is not on the course any more is kept, and counts once they are on it again.
        return isOn && before.Completion is null && await CompleteAsync(personId, courseId, evidence.At, isHistory, ct);
    }

    /// <summary>Finishes the course of somebody who is on it, where nothing is asked of them any more; inside the running write.</summary>
    public async Task FinishAsync(Guid personId, Guid courseId, CancellationToken ct)
    {
        await enrol.BeginAsync(personId, courseId, ct, isActive: false);
        if (!await db.Unscoped<CourseCompletion>().AnyAsync(c => c.PersonId == personId && c.CourseId == courseId, ct))
        {
            await CompleteAsync(personId, courseId, clock.GetUtcNow(), false, ct);
        }
    }

    private async Task<bool> CompleteAsync(Guid personId, Guid courseId, DateTimeOffset at, bool isHistory, CancellationToken ct)
    {
        var now = await ReadAsync(personId, courseId, ct);
        if (!now.Standing.IsComplete)
        {
            return false;
        }

        var completion = CourseCompletion.Of(personId, courseId, now.Standing.Outline.Number, now.Standing.Score, at, isHistory);
        db.Add(completion);
        if (!isHistory)
        {
            audit.Add(new AuditEvent("Courses.CourseCompleted", "CourseCompletion", completion.Id)
            {
                Facts = new Dictionary<string, string?> { ["course"] = $"{courseId}", ["person"] = $"{personId}", ["score"] = completion.Score is { } score ? FormattableString.Invariant($"{score}") : null },
            });
        }

        return true;
    }

    private async Task<LearnerCourse> ReadAsync(Guid personId, Guid courseId, CancellationToken ct)
        => (await courses.ReadAsync(db.PublishedCourses.Where(c => c.Id == courseId), personId, ct)).Single();
}
