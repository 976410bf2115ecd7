using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Accounts;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Reauthentication;

/// <summary>How often in a row an account failed to prove itself when signing.</summary>
[NotAudited("counts wrong proofs; each one is an event of its own")]
internal sealed class SigningLock
{
    public required Guid UserId { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }
}

internal sealed class SigningLockConfiguration : IEntityTypeConfiguration<SigningLock>
{
    public void Configure(EntityTypeBuilder<SigningLock> builder)
    {
        builder.ToTable("Identity_SigningLocks").HasKey(l => l.UserId);
        builder.HasOne<User>().WithOne().HasForeignKey<SigningLock>(l => l.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>
/// Six attempts in a row, then signing is locked for half an hour. An attempt is counted before it is compared, so that a hundred guesses
/// at the same instant are six as well; a success clears the count. Signing in is not touched: whoever stole a session must not be able to
/// shut the person out.
/// </summary>
internal sealed class SigningAttempts(TrainingDbContext db, AccountHospitals hospitals, IAuditTrail audit, AccountMails mails, TimeProvider clock)
{
    public const int Most = 6;
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(30);

    /// <summary>Counts one attempt.</summary>
    /// <returns>Its number, or null where signing is locked; then nothing may be compared.</returns>
    public async Task<int?> BeginAsync(Guid userId, CancellationToken ct)
    {
        int? number = null;
        async Task CountAsync(CancellationToken inner) => number = await CountOneAsync(userId, inner);
        try
        {
            await db.WriteAsync(CountAsync, ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // The account's first attempt, twice at the same instant: now the row is there.
            await db.WriteAsync(CountAsync, ct);
        }

        return number;
    }

    /// <summary>Notes that the attempt failed. With the sixth the person is told.</summary>
    public Task FailAsync(User user, string action, int attempt, CancellationToken ct) => db.WriteAsync(
        async inner =>
        {
            audit.Add(new AuditEvent(attempt >= Most ? "Identity.SigningLocked" : "Identity.SigningRefused", "User", user.Id)
            {
                HospitalIds = await hospitals.OfAsync(user.Id, inner),
                Facts = new Dictionary<string, string?> { ["action"] = action },
            });
            if (attempt >= Most)
            {
                mails.Send(user, "SigningLocked", Show.Time(clock.GetUtcNow() + Duration));
            }
        },
        ct);

    /// <summary>Clears the count.</summary>
    public Task ClearAsync(Guid userId, CancellationToken ct) => db.WriteAsync(
        inner => db.Set<SigningLock>().Where(l => l.UserId == userId)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Attempts, 0).SetProperty(l => l.LockedUntil, (DateTimeOffset?)null), inner),
        ct);

    private async Task<int?> CountOneAsync(Guid userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? until = now + Duration;
        var own = db.Set<SigningLock>().Where(l => l.UserId == userId);

        // A lock that is over starts a new count.
        await own.Where(l => l.LockedUntil <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.LockedUntil, (DateTimeOffset?)null).SetProperty(l => l.Attempts, 0), ct);
        var counted = await own.Where(l => l.LockedUntil == null).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Attempts, l => l.Attempts + 1).SetProperty(l => l.LockedUntil, l => l.Attempts + 1 >= Most ? until : null), ct);
        if (counted == 1)
        {
            return await own.Select(l => l.Attempts).SingleAsync(ct);
        }

        var there = await own.AsNoTracking().SingleOrDefaultAsync(ct);
        if (there is not null)
        {
            // Locked; or the account's first attempt, of another request, was stored between the two statements.
            return there.LockedUntil is null ? await CountOneAsync(userId, ct) : null;
        }

        db.Add(new SigningLock { UserId = userId, Attempts = 1 });
        return 1;
    }
}
