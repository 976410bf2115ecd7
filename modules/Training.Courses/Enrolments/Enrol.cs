using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Enrolments;

/// <summary>Whether somebody was on a course before they were put there.</summary>
internal sealed record Enrolled(Guid PersonId, bool WasThere);

/// <summary>Puts courses on people's lists: for the other modules, for offices and cohorts, and for whoever begins to learn.</summary>
internal sealed class Enrol(TrainingDbContext db, TimeProvider clock)
{
    /// <summary>
    /// Puts the course on the list unless it is there. One that was taken off stays off for the reason it was there for, so that nothing that
    /// repeats itself undoes what an office decided; another reason brings it back.
    /// </summary>
    public async Task EnsureAsync(Guid personId, Guid courseId, string reason, CancellationToken ct, DateTimeOffset? at = null)
    {
        if (await IsSettledAsync(personId, courseId, reason, ct))
        {
            return;
        }

        var joined = db.Database.CurrentTransaction is not null;
        try
        {
            await db.WriteAsync(
                async inner =>
                {
                    if (joined || !await IsSettledAsync(personId, courseId, reason, inner))
                    {
                        await PutAsync(personId, courseId, reason, at, inner);
                    }
                },
                ct);
        }
        catch (DbUpdateException exception) when (!joined && exception.IsUniqueViolation())
        {
            // Another request put it there in the same moment, which is as good.
        }
    }

    /// <summary>For somebody who learns: on the list already, or the course is open to whoever likes.</summary>
    /// <exception cref="RuleViolation">They are not on the list, and the course does not take people by themselves.</exception>
    public async Task BeginByThemselvesAsync(Guid personId, Guid courseId, CancellationToken ct)
    {
        if (await db.Unscoped<Enrolment>().AnyAsync(e => e.PersonId == personId && e.CourseId == courseId && e.EndedAt == null, ct))
        {
            return;
        }

        if (await db.Courses.Where(c => c.Id == courseId).Select(c => c.Joining).SingleAsync(ct) is not Joining.Open and var joining)
        {
            throw new RuleViolation($"Join.Locked.{joining}");
        }

        await EnsureAsync(personId, courseId, "", ct);
    }

    /// <summary>
    /// Whether something that a person did counts on their list when it arrives by others: marked work, attendance, an attempt whose time ran out. Nobody who
    /// was taken off comes back by it.
    /// </summary>
    /// <returns>False where they were taken off; null where they never were on the course and do not come onto it by themselves.</returns>
    public async Task<bool?> IsOnAsync(Guid personId, Guid courseId, CancellationToken ct)
    {
        if (await db.Unscoped<Enrolment>().Where(e => e.PersonId == personId && e.CourseId == courseId).Select(e => new { e.EndedAt }).SingleOrDefaultAsync(ct) is { } row)
        {
            return row.EndedAt is null;
        }

        if (!await db.Courses.AnyAsync(c => c.Id == courseId && c.Joining == Joining.Open, ct))
        {
            return null;
        }

        await EnsureAsync(personId, courseId, "", ct);
        return true;
    }

    /// <summary>Puts many people on a course at once, inside the running write; two statements, whatever their number.</summary>
    /// <param name="people">Who, each once.</param>
    /// <param name="courseId">The course.</param>
    /// <param name="reason">Shown to them.</param>
    /// <param name="dueOn">When they should have finished; holds for those who were there too, where it is given.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Enrolled>> AllAsync(IReadOnlyCollection<Guid> people, Guid courseId, string reason, DateOnly? dueOn, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var there = await db.Unscoped<Enrolment>().AsTracking().Where(e => e.CourseId == courseId && people.Contains(e.PersonId)).ToDictionaryAsync(e => e.PersonId, ct);
        var now = clock.GetUtcNow();
        var result = new List<Enrolled>(people.Count);
        foreach (var person in people)
        {
            var row = there.GetValueOrDefault(person);
            result.Add(new Enrolled(person, row is { EndedAt: null }));
            if (row is null)
            {
                db.Add(new Enrolment { PersonId = person, CourseId = courseId, Reason = reason, EnrolledAt = now, DueOn = dueOn });
            }
            else if (row.EndedAt is not null)
            {
                row.Again(reason, dueOn, now);
            }
            else
            {
                row.DueOn = dueOn ?? row.DueOn;
            }
        }

        await db.SaveChangesAsync(ct);
        return result;
    }

    /// <summary>Takes a course off somebody's list, inside the running write; false where it is not on it.</summary>
    public async Task<bool> EndAsync(Guid personId, Guid courseId, string? reason, string by, CancellationToken ct)
    {
        if (await db.Unscoped<Enrolment>().AsTracking().SingleOrDefaultAsync(e => e.PersonId == personId && e.CourseId == courseId && e.EndedAt == null, ct) is not { } row)
        {
            return false;
        }

        row.End(reason, by, clock.GetUtcNow());
        return true;
    }

    /// <summary>
    /// First thing in a transaction that stores progress. Besides noting the time and the version it locks the person's row of this course, so that a last
    /// lesson and a quiz sent at the same moment see each other and one of them completes the course.
    /// </summary>
    /// <returns>Number of the version that they began, now or earlier.</returns>
    /// <param name="personId">Whose.</param>
    /// <param name="courseId">The course.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="at">When they learned, UTC; null for now.</param>
    /// <param name="isActive">False where the site does it and not they.</param>
    public async Task<int> BeginAsync(Guid personId, Guid courseId, CancellationToken ct, DateTimeOffset? at = null, bool isActive = true)
    {
        var now = at ?? clock.GetUtcNow();
        await db.Unscoped<Enrolment>()
            .Where(e => e.PersonId == personId && e.CourseId == courseId)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(e => e.LastActiveAt, e => isActive ? now : e.LastActiveAt)
                    .SetProperty(e => e.BegunVersion, e => e.BegunVersion ?? db.Set<CourseVersion>().Where(v => v.CourseId == courseId && v.PublishedAt != null).Max(v => (int?)v.Number)),
                ct);
        return await db.Unscoped<Enrolment>().Where(e => e.PersonId == personId && e.CourseId == courseId).Select(e => e.BegunVersion!.Value).SingleAsync(ct);
    }

    /// <summary>Whoever has the course on their list; the caller has asked whether whoever is signed in may know.</summary>
    public async Task<IReadOnlyList<Guid>> LearnersAsync(Guid courseId, CancellationToken ct)
        => await db.Unscoped<Enrolment>().Where(e => e.CourseId == courseId && e.EndedAt == null).Select(e => e.PersonId).ToListAsync(ct);

    private async Task PutAsync(Guid personId, Guid courseId, string reason, DateTimeOffset? at, CancellationToken ct)
    {
        var now = at ?? clock.GetUtcNow();
        if (await db.Unscoped<Enrolment>().AsTracking().SingleOrDefaultAsync(e => e.PersonId == personId && e.CourseId == courseId, ct) is { } row)
        {
            row.Again(reason, null, now);
        }
        else
        {
            db.Add(new Enrolment { PersonId = personId, CourseId = courseId, Reason = reason, EnrolledAt = now });
        }
    }

    private Task<bool> IsSettledAsync(Guid personId, Guid courseId, string reason, CancellationToken ct)
        => db.Unscoped<Enrolment>().AnyAsync(e => e.PersonId == personId && e.CourseId == courseId && (e.EndedAt == null || (reason != "" && e.Reason == reason)), ct);
}
