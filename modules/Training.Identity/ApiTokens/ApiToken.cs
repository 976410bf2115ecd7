using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.ApiTokens;

/// <summary>
/// Lets a program read for a person, with a part of that person's permissions. The token itself is shown once; here is its hash, so that
/// reading the database lets nobody in.
/// </summary>
internal sealed class ApiToken : Entity
{
    public required Guid UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the whole token, lower-case hex. It has 190 random bits, so nothing slower is needed.</summary>
    public required string Hash { get; init; }

    /// <summary>Names of permissions, divided by blanks. The token has those of them that its owner still has.</summary>
    public required string Permissions { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Written at most once a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("Identity_ApiTokens");
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => t.UserId);
        builder.Property(t => t.Name).HasMaxLength(60);
        builder.Property(t => t.Hash).HasMaxLength(64);
        builder.Property(t => t.Permissions).HasMaxLength(1000);
    }
}
