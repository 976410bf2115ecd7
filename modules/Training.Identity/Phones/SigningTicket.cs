using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Phones;

/// <summary>
/// One signature without network, given to a phone while it had network. It stands in for the challenge that the site gives otherwise: random, known
/// to nobody else, used up by a conditional update. What is signed with it is said by the signature itself.
/// </summary>
[NotAudited("a step on the way to a signature, which has its event")]
internal sealed class SigningTicket : Entity
{
    public required Guid UserId { get; init; }

    /// <summary>The session that fetched it; it ends with that session.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>SHA-256 of the nonce, lower-case hex.</summary>
    public required string NonceHash { get; init; }

    public required string Name { get; init; }

    public required string Position { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public static string HashOf(byte[] nonce) => Convert.ToHexStringLower(SHA256.HashData(nonce));

    /// <summary>
    /// The text that begins the challenge. It has another first line than that of a proof that the site asked for (<see cref="Reauthentication.Proof"/>),
    /// so that neither can be taken for the other; its time is the phone's.
    /// </summary>
    public static string ContextOf(string action, Guid userId, Guid ticketId, DateTimeOffset claimedAt) => string.Create(
        CultureInfo.InvariantCulture,
        $"training.room/1\n{action}\n{userId:D}\n{ticketId:D}\n{claimedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");

    public static byte[] ChallengeOf(string context, string contentHash, byte[] nonce)
        => SHA256.HashData([.. Encoding.UTF8.GetBytes(context), .. Convert.FromHexString(contentHash), .. nonce]);
}

internal sealed class SigningTicketConfiguration : IEntityTypeConfiguration<SigningTicket>
{
    public void Configure(EntityTypeBuilder<SigningTicket> builder)
    {
        builder.ToTable("Identity_SigningTickets");
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => new { t.UserId, t.ExpiresAt });
        builder.HasIndex(t => t.SessionId);
        builder.Property(t => t.NonceHash).HasMaxLength(64);
        builder.Property(t => t.Name).HasMaxLength(250);
        builder.Property(t => t.Position).HasMaxLength(500);
    }
}

internal static class TicketDb
{
    /// <summary>Tickets that can still be used: their session has not been ended, though it may have run out, since a phone without network can not use it.</summary>
    public static IQueryable<SigningTicket> UsableTickets(this TrainingDbContext db, DateTimeOffset now) => db.Set<SigningTicket>()
        .Where(t => t.UsedAt == null && t.RevokedAt == null && t.ExpiresAt > now && db.Set<Session>().Any(s => s.Id == t.SessionId && s.EndedAt == null));

    /// <summary>Takes back what the account has not used.</summary>
    public static Task<int> RevokeTicketsAsync(this TrainingDbContext db, Guid userId, DateTimeOffset now, CancellationToken ct)
        => db.Set<SigningTicket>().Where(t => t.UserId == userId && t.UsedAt == null && t.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, (DateTimeOffset?)now), ct);
}

/// <summary>A ticket is worth nothing once it is over; what it signed stands with what was signed.</summary>
internal sealed class PurgeTickets(TrainingDbContext db, TimeProvider clock) : IBackgroundTask
{
    // Long enough to say "over" instead of "unknown" to a phone that was in a drawer.
    private const int Days = 400;

    public TimeSpan Interval => TimeSpan.FromHours(12);

    public Task RunAsync(CancellationToken ct)
    {
        var limit = clock.GetUtcNow().AddDays(-Days);
        return db.WriteAsync(inner => db.Set<SigningTicket>().Where(t => t.ExpiresAt < limit).ExecuteDeleteAsync(inner), ct);
    }
}
