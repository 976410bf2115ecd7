using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.SelfEnrolment;

/// <summary>How somebody comes onto a course by themselves. Call inside a write.</summary>
internal sealed class JoinCourse(TrainingDbContext db, Enrol enrol, IPeople people, CourseLetters letters, ICurrentUser user, LookupHash hashes, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>The course is open: on it they are.</summary>
    /// <exception cref="RuleViolation">It is not, any more.</exception>
    public Task OpenAsync(Course course, Guid personId, CancellationToken ct)
        => course.Joining == Joining.Open ? enrol.AllAsync([personId], course.Id, "", null, ct) : throw new RuleViolation($"Join.Locked.{course.Joining}") { Status = 409 };

    /// <summary>Asks the office, which gets a letter.</summary>
    /// <exception cref="RuleViolation">The course does not take people so, any more; or a request of theirs waits.</exception>
    public async Task AskAsync(Course course, Guid personId, string? words, CancellationToken ct)
    {
        if (course.Joining != Joining.Approval)
        {
            throw new RuleViolation($"Join.Locked.{course.Joining}") { Status = 409 };
        }

        if (await db.Set<EnrolmentRequest>().AnyAsync(r => r.PersonId == personId && r.CourseId == course.Id && r.DecidedAt == null && r.WithdrawnAt == null, ct))
        {
            throw new RuleViolation("Join.Waits") { Status = 409 };
        }

        ScreenedInput.Check(words, "Input.Words");
        var hospital = course.HospitalId ?? (await people.AppointmentsOnAsync(personId, clock.Today(), ct)).Select(a => (Guid?)a.HospitalId).FirstOrDefault();
        var request = new EnrolmentRequest { PersonId = personId, CourseId = course.Id, HospitalId = hospital, Words = words, AskedAt = clock.GetUtcNow() };
        db.Add(request);
        audit.Add(new AuditEvent(EnrolmentRequest.AskedAction, nameof(EnrolmentRequest), request.Id)
        {
            HospitalIds = hospital is { } id ? [id] : [],
            Reason = words,
            Facts = new Dictionary<string, string?> { ["course"] = course.Code, ["person"] = $"{personId}" },
        });
        await letters.WaitsAsync(request, user.Name, course, ct);
    }

    /// <summary>Takes a request back that waits.</summary>
    /// <exception cref="RuleViolation">None waits any more.</exception>
    public async Task WithdrawAsync(Course course, Guid personId, CancellationToken ct)
    {
        var request = await db.Set<EnrolmentRequest>().AsTracking().SingleOrDefaultAsync(r => r.PersonId == personId && r.CourseId == course.Id && r.DecidedAt == null && r.WithdrawnAt == null, ct)
            ?? throw new RuleViolation("Join.NoneWaits") { Status = 409 };
        request.Withdraw(clock.GetUtcNow());
        audit.Add(new AuditEvent(EnrolmentRequest.WithdrawnAction, nameof(EnrolmentRequest), request.Id)
        {
            HospitalIds = request.HospitalId is { } id ? [id] : [],
            Facts = new Dictionary<string, string?> { ["course"] = course.Code, ["person"] = $"{personId}" },
        });
    }

    /// <summary>
    /// Uses a code. Whoever is on the course uses nothing up; of several who send the last use at the same moment, one comes in, since each waits
    /// for the row.
    /// </summary>
    /// <returns>Code of the course.</returns>
    /// <exception cref="RuleViolation">It is used up, over, or not for this person.</exception>
    public async Task<string> UseAsync(EnrolmentCode code, Guid personId, CancellationToken ct)
    {
        var today = clock.Today();
        var course = await db.PublishedCourses.AsNoTracking().SingleAsync(c => c.Id == code.CourseId, ct);
        if (await db.Set<Enrolment>().AnyAsync(e => e.PersonId == personId && e.CourseId == course.Id && e.EndedAt == null, ct))
        {
            return course.Code;
        }

        if (course.Joining == Joining.Closed)
        {
            throw new RuleViolation("Join.Locked.Closed");
        }

        if (course.HospitalId != code.HospitalId && !(await people.AppointmentsOnAsync(personId, today, ct)).Any(a => a.HospitalId == code.HospitalId))
        {
            throw new RuleViolation("Code.OtherHospital");
        }

        var used = await db.Unscoped<EnrolmentCode>()
            .Where(c => c.Id == code.Id && c.EndedAt == null && c.LastDay >= today && c.Uses < c.MostUses)
            .ExecuteUpdateAsync(row => row.SetProperty(c => c.Uses, c => c.Uses + 1), ct);
        if (used == 0)
        {
            throw new RuleViolation("Code.Over") { Status = 409 };
        }

        await enrol.AllAsync([personId], course.Id, "", null, ct);
        audit.Add(new AuditEvent(EnrolmentCode.UsedAction, nameof(EnrolmentCode), code.Id)
        {
            HospitalIds = [code.HospitalId],
            Facts = new Dictionary<string, string?> { ["course"] = course.Code, ["person"] = $"{personId}" },
        });
        return course.Code;
    }

    /// <summary>The code that was typed, whoever typed it; null where there is none.</summary>
    public async Task<EnrolmentCode?> FindAsync(string? typed, CancellationToken ct)
    {
        if (EnrolmentCode.Read(typed) is not { } letters)
        {
            return null;
        }

        var hash = EnrolmentCode.HashOf(hashes, letters);
        return await db.Unscoped<EnrolmentCode>().AsNoTracking().SingleOrDefaultAsync(c => c.Hash == hash, ct);
    }
}
