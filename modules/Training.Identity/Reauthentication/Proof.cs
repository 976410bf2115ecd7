using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Reauthentication;

/// <summary>
/// A challenge that one person, in one session, may answer once, for one action and one content. Consumed by a conditional update; never
/// read again after that.
/// </summary>
[NotAudited("a step on the way to a signature, which has its event")]
internal sealed class Proof : Entity
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public required Guid UserId { get; init; }

    /// <summary>The session that asked; a proof is worth nothing in another one.</summary>
    public required Guid SessionId { get; init; }

    public required string Action { get; init; }

    public required string ContentHash { get; init; }

    public required byte[] Nonce { get; init; }

    /// <summary>Whole seconds: it is part of the challenge as text.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    public string? Method { get; init; }

    /// <summary>The text that begins the challenge. Lines, so that no part can be taken for another.</summary>
    public string Context => string.Create(
        CultureInfo.InvariantCulture,
        $"training.sign/1\n{Action}\n{UserId:D}\n{Id:D}\n{CreatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");

    /// <summary>SHA-256(context ‖ content hash ‖ nonce): the device that signs it signs this content and no other.</summary>
    public byte[] Challenge => SHA256.HashData([.. Encoding.UTF8.GetBytes(Context), .. Convert.FromHexString(ContentHash), .. Nonce]);

    public static Proof Of(Guid userId, Guid sessionId, SigningRequest request, DateTimeOffset now)
    {
        var at = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return new Proof
        {
            UserId = userId,
            SessionId = sessionId,
            Action = request.Action,
            ContentHash = request.ContentHash,
            Nonce = RandomNumberGenerator.GetBytes(32),
            CreatedAt = at,
            ExpiresAt = at + Lifetime,
        };
    }
}

/// <summary>What a passkey signed, with the public key it had then: whoever has this needs neither the site nor its database to verify it.</summary>
internal sealed class SigningAssertion : Entity, IAppendOnly
{
    public required Guid ProofId { get; init; }

    public required Guid UserId { get; init; }

    public required byte[] CredentialId { get; init; }

    public required byte[] PublicKey { get; init; }

    public required byte[] AuthenticatorData { get; init; }

    public required byte[] ClientDataJson { get; init; }

    public required byte[] Signature { get; init; }

    public required string Context { get; init; }

    public required byte[] Nonce { get; init; }

    public required string ContentHash { get; init; }

    public required DateTimeOffset SignedAt { get; init; }
}

internal sealed class ProofConfiguration : IEntityTypeConfiguration<Proof>, IEntityTypeConfiguration<SigningAssertion>
{
    public void Configure(EntityTypeBuilder<Proof> builder)
    {
        builder.ToTable("Identity_Proofs");
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.ExpiresAt);
        builder.Property(p => p.Action).HasMaxLength(64);
        builder.Property(p => p.ContentHash).HasMaxLength(64);
        builder.Property(p => p.Nonce).HasMaxLength(32);
        builder.Property(p => p.Method).HasMaxLength(40);
        builder.Ignore(p => p.Context);
        builder.Ignore(p => p.Challenge);
    }

    public void Configure(EntityTypeBuilder<SigningAssertion> builder)
    {
        builder.ToTable("Identity_SigningAssertions");
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => a.ProofId).IsUnique();
        builder.Property(a => a.CredentialId).HasMaxLength(1024);
        builder.Property(a => a.PublicKey).HasMaxLength(4096);
        builder.Property(a => a.Context).HasMaxLength(256);
        builder.Property(a => a.Nonce).HasMaxLength(32);
        builder.Property(a => a.ContentHash).HasMaxLength(64);
    }
}

/// <summary>A proof is worth nothing after five minutes; what it proved stands with what was signed.</summary>
internal sealed class PurgeProofs(TrainingDbContext db, TimeProvider clock) : IBackgroundTask
{
    public TimeSpan Interval => TimeSpan.FromHours(1);

    public Task RunAsync(CancellationToken ct)
    {
        var limit = clock.GetUtcNow().AddDays(-1);
        return db.WriteAsync(inner => db.Set<Proof>().Where(p => p.ExpiresAt < limit).ExecuteDeleteAsync(inner), ct);
    }
}
