using Microsoft.EntityFrameworkCore;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Sessions;

/// <summary>Announces, changes and cancels dates, and stores who was there. Call inside a write.</summary>
internal sealed class HoldDates(TrainingDbContext db, ICourseItems items, DateLetters letters, ICurrentUser user, IAuditTrail audit, TimeProvider clock)
{
    public SessionDate Announce(SessionItem session, Guid? hospitalId, DateInput input)
    {
        var now = clock.GetUtcNow();
        var date = new SessionDate
        {
            SeriesId = session.Content.SeriesId,
            CourseId = session.CourseId,
            CourseCode = session.CourseCode,
            ItemKey = session.ItemKey,
            HospitalId = hospitalId,
            StartsAt = input.StartsAt(),
            EndsAt = input.EndsAt(),
            Place = ActivityText.Clean(input.Place),
            Address = ActivityText.Clean(input.Address),
            Seats = input.Seats,
            HeldBy = ActivityText.Clean(input.HeldBy)!,
            AnnouncedAt = now,
            ChangedAt = now,
        };
        db.Add(date);
        audit.Add(EventOf(SessionDate.AnnouncedAction, date));
        return date;
    }

    /// <summary>Whoever signed up gets a letter where time or place changed.</summary>
    /// <exception cref="RuleViolation">It has begun, is cancelled, or more seats are taken than there would be.</exception>
    public async Task ChangeAsync(SessionItem session, Guid dateId, int version, DateInput input, CancellationToken ct)
    {
        var date = await OpenAsync(dateId, version, ct);
        if (input.Seats < date.Taken)
        {
            throw new RuleViolation("Date.SeatsTaken", date.Taken) { Field = "Input.Seats" };
        }

        var (place, address, before) = (ActivityText.Clean(input.Place), ActivityText.Clean(input.Address), date.When);
        var moves = date.StartsAt != input.StartsAt() || date.EndsAt != input.EndsAt() || date.Place != place || date.Address != address;
        (date.StartsAt, date.EndsAt, date.Place, date.Address) = (input.StartsAt(), input.EndsAt(), place, address);
        (date.Seats, date.HeldBy, date.ChangedAt) = (input.Seats, ActivityText.Clean(input.HeldBy)!, clock.GetUtcNow());
        date.Sequence++;
        audit.Add(EventOf(SessionDate.ChangedAction, date));
        if (moves)
        {
            await letters.ChangedAsync(session.Title, date, before, ct);
        }
    }

    /// <exception cref="RuleViolation">It has begun or is cancelled already.</exception>
    public async Task CancelAsync(SessionItem session, Guid dateId, int version, string reason, CancellationToken ct)
    {
        var date = await OpenAsync(dateId, version, ct);
        (date.CancelledAt, date.CancelReason, date.ChangedAt) = (clock.GetUtcNow(), reason, clock.GetUtcNow());
        date.Sequence++;
        audit.Add(EventOf(SessionDate.CancelledAction, date) with { Reason = reason });
        await letters.CancelledAsync(session.Title, date, ct);
    }

    /// <summary>Says of those that they were there; who was said to be there before stays so.</summary>
    /// <exception cref="RuleViolation">The date has not begun or is cancelled, or somebody says it of themselves.</exception>
    public async Task<int> AttendAsync(Guid dateId, IReadOnlyCollection<Guid> signUpIds, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var date = await db.Set<SessionDate>().AsNoTracking().SingleAsync(d => d.Id == dateId, ct);
        if (date.CancelledAt is not null || date.StartsAt > now)
        {
            throw new RuleViolation("Attendance.TooEarly", date.When);
        }

        var present = await db.Set<SignUp>().AsTracking().Where(s => s.DateId == dateId && signUpIds.Contains(s.Id) && s.CancelledAt == null && s.AttendedAt == null).ToListAsync(ct);
        if (present.Any(s => s.PersonId == user.PersonId))
        {
            throw new RuleViolation("Attendance.Own");
        }

        foreach (var signUp in present)
        {
            (signUp.AttendedAt, signUp.AttendanceBy) = (now, user.Name);
            audit.Add(EventOf(SessionDate.AttendanceAction, date) with { Facts = new Dictionary<string, string?> { ["person"] = $"{signUp.PersonId}" } });
        }

        await db.SaveChangesAsync(ct);
        foreach (var signUp in present)
        {
            await items.RecordAsync(signUp.PersonId, date.CourseId, date.ItemKey, new ItemEvidence(signUp.ContentId, now) { Attended = true }, ct);
        }

        return present.Count;
    }

    private async Task<SessionDate> OpenAsync(Guid dateId, int version, CancellationToken ct)
    {
        var date = await db.Set<SessionDate>().AsTracking().SingleAsync(d => d.Id == dateId, ct);
        if (date.Version != version)
        {
            throw new RuleViolation("Date.ChangedMeanwhile") { Status = 409 };
        }

        return date.CancelledAt is null && date.StartsAt > clock.GetUtcNow() ? date : throw new RuleViolation("Date.NotOpen") { Status = 409 };
    }

    private static AuditEvent EventOf(string action, SessionDate date) => new(action, nameof(SessionDate), date.Id)
    {
        HospitalIds = date.HospitalId is { } hospital ? [hospital] : [],
        Facts = new Dictionary<string, string?> { ["course"] = date.CourseCode, ["item"] = $"{date.ItemKey}", ["starts"] = FormattableString.Invariant($"{date.StartsAt:u}") },
    };
}
