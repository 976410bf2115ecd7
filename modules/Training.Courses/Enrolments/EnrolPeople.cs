using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Cohorts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Enrolments;

/// <summary>What an office says about people it puts on a course.</summary>
internal sealed record EnrolmentTerms(string Reason, DateOnly? DueOn);

/// <summary>Puts chosen people or a whole group of a hospital on a course, with a report. Call inside a write.</summary>
internal sealed class EnrolPeople(TrainingDbContext db, Enrol enrol, ICurrentUser user, IAuditTrail audit, TimeProvider clock)
{
    public const int MostAtOnce = 500;

    /// <summary>Those who are chosen.</summary>
    /// <returns>Id of the report.</returns>
    /// <exception cref="RuleViolation">Nobody or too many were chosen, or somebody does not work there.</exception>
    public async Task<Guid> ChosenAsync(Course course, Guid hospitalId, IReadOnlyCollection<Guid> people, EnrolmentTerms terms, CancellationToken ct)
    {
        Guid[] chosen = [.. people.Distinct()];
        if (chosen.Length is 0 or > MostAtOnce)
        {
            throw new RuleViolation(chosen.Length == 0 ? "Enrol.Nobody" : "Enrol.TooMany", MostAtOnce);
        }

        var there = await db.PractitionersAt([hospitalId], clock.Today()).Where(p => chosen.Contains(p.PersonId)).CountAsync(ct);
        return there == chosen.Length
            ? await StoreAsync(course, hospitalId, null, chosen, terms, ct)
            : throw new RuleViolation("Enrol.NotThere") { Status = 409 };
    }

    /// <summary>Everybody who is in the group now; whoever joins it later follows by themselves.</summary>
    /// <returns>Id of the report.</returns>
    /// <exception cref="RuleViolation">The group has ended, or nobody is in it.</exception>
    public async Task<Guid> CohortAsync(Course course, Guid cohortId, EnrolmentTerms terms, CancellationToken ct)
    {
        await KeepCohort.HoldAsync(db, cohortId, ct);
        var cohort = await db.Cohorts.SingleOrDefaultAsync(c => c.Id == cohortId, ct) ?? throw new RuleViolation("Cohort.Gone") { Status = 409 };
        if (cohort.HasEndedBy(clock.Today()))
        {
            throw new RuleViolation("Cohort.Over", cohort.Name);
        }

        if (await db.CohortCourses.AsTracking().SingleOrDefaultAsync(c => c.CohortId == cohortId && c.CourseId == course.Id, ct) is { } there)
        {
            (there.Reason, there.DueOn) = (terms.Reason, terms.DueOn);
        }
        else
        {
            db.Add(new CohortCourse { CohortId = cohortId, CourseId = course.Id, Reason = terms.Reason, DueOn = terms.DueOn, AddedAt = clock.GetUtcNow() });
        }

        var members = await db.CohortMembers.Where(m => m.CohortId == cohortId).Select(m => m.PersonId).ToArrayAsync(ct);
        return await StoreAsync(course, cohort.HospitalId, cohortId, members, terms, ct);
    }

    private async Task<Guid> StoreAsync(Course course, Guid hospitalId, Guid? cohortId, IReadOnlyCollection<Guid> people, EnrolmentTerms terms, CancellationToken ct)
    {
        var enrolled = await enrol.AllAsync(people, course.Id, terms.Reason, terms.DueOn, ct);
        var batch = new EnrolmentBatch
        {
            CourseId = course.Id,
            HospitalId = hospitalId,
            CohortId = cohortId,
            Reason = terms.Reason,
            DueOn = terms.DueOn,
            At = clock.GetUtcNow(),
            By = user.Name,
        };
        db.Add(batch);
        db.AddRange(enrolled.Select(line => new EnrolmentLine { BatchId = batch.Id, PersonId = line.PersonId, WasThere = line.WasThere }));
        audit.Add(new AuditEvent(EnrolmentBatch.EnrolledAction, nameof(EnrolmentBatch), batch.Id)
        {
            HospitalIds = [hospitalId],
            Reason = terms.Reason,
            Facts = new Dictionary<string, string?>
            {
                ["course"] = course.Code,
                ["enrolled"] = $"{enrolled.Count(line => !line.WasThere)}",
                ["there"] = $"{enrolled.Count(line => line.WasThere)}",
                ["cohort"] = cohortId?.ToString(),
                ["due"] = terms.DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            },
        });
        return batch.Id;
    }
}
