using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Data;

namespace Training.Courses.Enrolments;

/// <summary>Puts courses on people's lists, for the other modules and for whoever begins to learn.</summary>
internal sealed class Enrol(TrainingDbContext db, TimeProvider clock)
{
    /// <summary>Puts the course on the list unless it is there.</summary>
    public async Task EnsureAsync(Guid personId, Guid courseId, string reason, CancellationToken ct, DateTimeOffset? at = null)
    {
        if (await IsEnrolledAsync(personId, courseId, ct))
        {
            return;
        }

        var joined = db.Database.CurrentTransaction is not null;
        try
        {
            await db.WriteAsync(
                async inner =>
                {
                    if (joined || !await IsEnrolledAsync(personId, courseId, inner))
                    {
                        db.Add(new Enrolment { PersonId = personId, CourseId = courseId, Reason = reason, EnrolledAt = at ?? clock.GetUtcNow() });
                    }
                },
                ct);
        }
        catch (DbUpdateException exception) when (!joined && exception.IsUniqueViolation())
        {
            // Another request put it there in the same moment, which is as good.
        }
    }

    /// <summary>
    /// First thing in a transaction that stores progress. Besides noting the time it locks the person's row of this course, so that a last
    /// lesson and a quiz sent at the same moment see each other and one of them completes the course.
    /// </summary>
    public Task BeginAsync(Guid personId, Guid courseId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Enrolments
            .Where(e => e.PersonId == personId && e.CourseId == courseId)
            .ExecuteUpdateAsync(row => row.SetProperty(e => e.LastActiveAt, now), ct);
    }

    private Task<bool> IsEnrolledAsync(Guid personId, Guid courseId, CancellationToken ct)
        => db.Unscoped<Enrolment>().AnyAsync(e => e.PersonId == personId && e.CourseId == courseId, ct);
}
