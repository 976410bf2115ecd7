using Microsoft.EntityFrameworkCore;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Cohorts;

/// <summary>Who is in a group; new members follow its courses. Call inside a write.</summary>
internal sealed class KeepCohort(TrainingDbContext db, Enrol enrol, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Of a course for the group and a member for the group at the same moment the second waits here, and sees the first. First thing in a write.</summary>
    public static Task HoldAsync(TrainingDbContext db, Guid cohortId, CancellationToken ct)
        => db.Cohorts.Where(c => c.Id == cohortId).ExecuteUpdateAsync(row => row.SetProperty(c => c.HospitalId, c => c.HospitalId), ct);

    /// <summary>Puts people into the group and on its courses; who is in it already stays as they are.</summary>
    /// <returns>How many came in.</returns>
    /// <exception cref="RuleViolation">The group has ended, nobody was chosen, or somebody does not work at its hospital.</exception>
    public async Task<int> AddAsync(Cohort cohort, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow());
        Guid[] chosen = [.. people.Distinct()];
        if (chosen.Length is 0 or > EnrolPeople.MostAtOnce)
        {
            throw new RuleViolation(chosen.Length == 0 ? "Enrol.Nobody" : "Enrol.TooMany", EnrolPeople.MostAtOnce);
        }

        if (cohort.HasEndedBy(today))
        {
            throw new RuleViolation("Cohort.Over", cohort.Name);
        }

        if (await db.PractitionersAt([cohort.HospitalId], today).CountAsync(p => chosen.Contains(p.PersonId), ct) != chosen.Length)
        {
            throw new RuleViolation("Enrol.NotThere") { Status = 409 };
        }

        await HoldAsync(db, cohort.Id, ct);
        var there = await db.CohortMembers.Where(m => m.CohortId == cohort.Id && chosen.Contains(m.PersonId)).Select(m => m.PersonId).ToListAsync(ct);
        Guid[] coming = [.. chosen.Except(there)];
        db.AddRange(coming.Select(person => new CohortMember { CohortId = cohort.Id, PersonId = person, JoinedAt = now }));
        foreach (var course in await db.CohortCourses.AsNoTracking().Where(c => c.CohortId == cohort.Id).OrderBy(c => c.Id).ToListAsync(ct))
        {
            // A day that is over before they came is none to be reminded of.
            await enrol.AllAsync(coming, course.CourseId, course.Reason, course.DueOn >= today ? course.DueOn : null, ct);
        }

        if (coming.Length > 0)
        {
            audit.Add(new AuditEvent(CohortMember.JoinedAction, nameof(Cohort), cohort.Id)
            {
                HospitalIds = [cohort.HospitalId],
                Facts = new Dictionary<string, string?> { ["cohort"] = cohort.Name, ["people"] = string.Join(' ', coming) },
            });
        }

        return coming.Length;
    }

    /// <summary>Takes somebody out; their courses stay on their list.</summary>
    /// <exception cref="RuleViolation">They are not in it any more.</exception>
    public async Task RemoveAsync(Cohort cohort, Guid personId, CancellationToken ct)
    {
        var member = await db.CohortMembers.AsTracking().SingleOrDefaultAsync(m => m.CohortId == cohort.Id && m.PersonId == personId, ct) ?? throw new RuleViolation("Cohort.MemberGone") { Status = 409 };
        member.LeftAt = clock.GetUtcNow();
        audit.Add(new AuditEvent(CohortMember.LeftAction, nameof(Cohort), cohort.Id)
        {
            HospitalIds = [cohort.HospitalId],
            Facts = new Dictionary<string, string?> { ["cohort"] = cohort.Name, ["person"] = $"{personId}" },
        });
    }

    /// <summary>New members do not follow to the course any more; who is on it stays.</summary>
    /// <exception cref="RuleViolation">The group is not on it any more.</exception>
    public async Task EndCourseAsync(Cohort cohort, Guid courseId, CancellationToken ct)
    {
        var course = await db.CohortCourses.AsTracking().SingleOrDefaultAsync(c => c.CohortId == cohort.Id && c.CourseId == courseId, ct) ?? throw new RuleViolation("Cohort.CourseGone") { Status = 409 };
        course.EndedAt = clock.GetUtcNow();
        audit.Add(new AuditEvent(CohortCourse.EndedAction, nameof(Cohort), cohort.Id)
        {
            HospitalIds = [cohort.HospitalId],
            Facts = new Dictionary<string, string?> { ["cohort"] = cohort.Name, ["course"] = $"{courseId}" },
        });
    }
}
