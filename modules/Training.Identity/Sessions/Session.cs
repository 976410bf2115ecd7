using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Sessions;

/// <summary>What somebody proved to be who they are.</summary>
internal enum SignInFactor
{
    /// <summary>The password alone.</summary>
    Password,

    /// <summary>The password and the code of an authenticator app.</summary>
    Authenticator,

    /// <summary>The password and a recovery code.</summary>
    RecoveryCode,

    /// <summary>A passkey, which is two factors in one.</summary>
    Passkey,
}

/// <summary>One signed-in browser. The cookie holds a token; here is its hash, so every node knows the session and can end it.</summary>
[NotAudited("signing in and out are events of their own")]
internal sealed class Session : Entity
{
    public required Guid UserId { get; init; }

    public required string TokenHash { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Written at most once a minute.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When the person last proved who they are: at sign-in or at a step-up.</summary>
    public required DateTimeOffset AuthenticatedAt { get; set; }

    public required SignInFactor Factor { get; set; }

    /// <summary>Used at a computer that others use too.</summary>
    public required bool SharedPc { get; init; }

    public required string Address { get; init; }

    /// <summary>Browser and system: <c>Chrome, Windows</c>.</summary>
    public required string Device { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndReason { get; set; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Identity_Sessions");
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => s.TokenHash).IsUnique();
        builder.HasIndex(s => new { s.UserId, s.EndedAt });
        builder.HasIndex(s => s.LastSeenAt);
        builder.Property(s => s.TokenHash).HasMaxLength(SecretToken.HashLength);
        builder.Property(s => s.Address).HasMaxLength(45);
        builder.Property(s => s.Device).HasMaxLength(60);
        builder.Property(s => s.EndReason).HasMaxLength(40);
    }
}
