using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Sessions;

/// <summary>Takes and gives back seats. Call inside a write; the row of the date says who comes first to its last seat.</summary>
internal sealed class SignUps(TrainingDbContext db, ICourseItems items, IAuditTrail audit, TimeProvider clock)
{
    private const string SignedUp = "Activities.SignedUp";
    private const string Withdrawn = "Activities.SignUpWithdrawn";

    /// <summary>Signs up for a date; the seat at another one that has not begun is given back.</summary>
    /// <exception cref="RuleViolation">The date is full, over or cancelled.</exception>
    public async Task SignUpAsync(OpenItem item, Guid personId, Guid dateId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var seriesId = await db.Set<LiveSession>().Where(s => s.Id == item.ContentId).Select(s => s.SeriesId).SingleAsync(ct);
        var mine = await MineAsync(personId, seriesId, now, ct);
        if (mine.Any(s => s.DateId == dateId))
        {
            return;
        }

        // Always in the same order, so that two people who change places do not wait for each other.
        foreach (var id in mine.Select(s => s.DateId).Append(dateId).Order())
        {
            if (id == dateId)
            {
                await TakeAsync(dateId, seriesId, now, ct);
            }
            else
            {
                await GiveBackAsync(id, ct);
            }
        }

        foreach (var other in mine)
        {
            other.CancelledAt = now;
            audit.Add(EventOf(Withdrawn, other));
        }

        var hospitalId = await db.Set<SessionDate>().Where(d => d.Id == dateId).Select(d => d.HospitalId).SingleAsync(ct);
        var signUp = new SignUp { DateId = dateId, PersonId = personId, HospitalId = hospitalId, ContentId = item.ContentId, At = now };
        db.Add(signUp);
        audit.Add(EventOf(SignedUp, signUp));

        // Notes the version of the course that they begin, so that being there counts whatever is published meanwhile.
        await items.RecordAsync(personId, item.CourseId, item.ItemKey, new ItemEvidence(item.ContentId, now), ct);
    }

    /// <summary>Gives a seat back; does nothing where there is none.</summary>
    /// <exception cref="RuleViolation">The date has begun.</exception>
    public async Task WithdrawAsync(Guid personId, Guid dateId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Set<SignUp>().AsTracking().SingleOrDefaultAsync(s => s.PersonId == personId && s.DateId == dateId && s.CancelledAt == null, ct) is not { } signUp)
        {
            return;
        }

        if (await db.Set<SessionDate>().AnyAsync(d => d.Id == dateId && d.StartsAt <= now, ct))
        {
            throw new RuleViolation("SignUp.Begun");
        }

        await GiveBackAsync(dateId, ct);
        signUp.CancelledAt = now;
        audit.Add(EventOf(Withdrawn, signUp));
    }

    private Task<List<SignUp>> MineAsync(Guid personId, Guid seriesId, DateTimeOffset now, CancellationToken ct) => db.Set<SignUp>().AsTracking()
        .Where(s => s.PersonId == personId && s.CancelledAt == null && db.Set<SessionDate>().Any(d => d.Id == s.DateId && d.SeriesId == seriesId && d.StartsAt > now && d.CancelledAt == null))
        .ToListAsync(ct);

    private async Task TakeAsync(Guid dateId, Guid seriesId, DateTimeOffset now, CancellationToken ct)
    {
        var taken = await db.Set<SessionDate>()
            .Where(d => d.Id == dateId && d.SeriesId == seriesId && d.CancelledAt == null && d.EndsAt > now && (d.Seats == null || d.Taken < d.Seats))
            .ExecuteUpdateAsync(row => row.SetProperty(d => d.Taken, d => d.Taken + 1), ct);
        if (taken == 0)
        {
            var date = await db.Set<SessionDate>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == dateId && d.SeriesId == seriesId, ct);
            throw new RuleViolation(date is null or { CancelledAt: not null } ? "SignUp.DateCancelled" : date.EndsAt <= now ? "SignUp.Over" : "SignUp.Full") { Status = 409 };
        }
    }

    private Task<int> GiveBackAsync(Guid dateId, CancellationToken ct)
        => db.Set<SessionDate>().Where(d => d.Id == dateId && d.Taken > 0).ExecuteUpdateAsync(row => row.SetProperty(d => d.Taken, d => d.Taken - 1), ct);

    private static AuditEvent EventOf(string action, SignUp signUp) => new(action, nameof(SessionDate), signUp.DateId)
    {
        HospitalIds = signUp.HospitalId is { } hospital ? [hospital] : [],
        Facts = new Dictionary<string, string?> { ["person"] = $"{signUp.PersonId}" },
    };
}
