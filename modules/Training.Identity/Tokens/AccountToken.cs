using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Tokens;

/// <summary>What the holder of a token may do.</summary>
internal enum TokenPurpose
{
    /// <summary>Set a new password.</summary>
    PasswordReset,

    /// <summary>Show that letters to a new address arrive.</summary>
    EmailChange,

    /// <summary>Make the first administrator of an empty site.</summary>
    FirstRun,
}

/// <summary>
/// A link that works once and not for long. Bound to the account's stamp: whatever changes the account's secrets also ends its links.
/// A letter that was asked for at an unknown address leaves a row without an account, so that both take as long.
/// </summary>
[NotAudited("what its link does has an event")]
internal sealed class AccountToken : Entity
{
    public required TokenPurpose Purpose { get; init; }

    public Guid? UserId { get; init; }

    public required string TokenHash { get; init; }

    public string? Stamp { get; init; }

    /// <summary>The new address, for a change of it.</summary>
    public string? Email { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class AccountTokenConfiguration : IEntityTypeConfiguration<AccountToken>
{
    public void Configure(EntityTypeBuilder<AccountToken> builder)
    {
        builder.ToTable("Identity_AccountTokens");
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => t.TokenHash).IsUnique();
        builder.HasIndex(t => t.ExpiresAt);
        builder.Property(t => t.TokenHash).HasMaxLength(SecretToken.HashLength);
        builder.Property(t => t.Stamp).HasMaxLength(64);
        builder.Property(t => t.Email).HasMaxLength(256);
    }
}
