using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Factors;

/// <summary>An authenticator app that an account has proved to have.</summary>
internal sealed class Authenticator : Entity
{
    /// <summary>What the seed is sealed for.</summary>
    public const string Purpose = "Identity.AuthenticatorSeed";

    public required Guid UserId { get; init; }

    /// <summary>The seed, sealed by <see cref="SecretBox"/>.</summary>
    public required string SealedSeed { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>The last step whose code was accepted: no code of it or of an earlier one counts again.</summary>
    public required long LastStep { get; set; }
}

/// <summary>A code on paper for the day the phone is lost: 80 random bits, of which only a hash is kept; it works once.</summary>
internal sealed class RecoveryCode : Entity
{
    public required Guid UserId { get; init; }

    public required string CodeHash { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class AuthenticatorConfiguration : IEntityTypeConfiguration<Authenticator>, IEntityTypeConfiguration<RecoveryCode>
{
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<Authenticator> builder)
    {
        builder.ToTable("Identity_Authenticators");
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => a.UserId).IsUnique();
        builder.Property(a => a.SealedSeed).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("Identity_RecoveryCodes");
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.UserId, c.CodeHash }).IsUnique();
        builder.Property(c => c.CodeHash).HasMaxLength(HashLength);
    }
}
