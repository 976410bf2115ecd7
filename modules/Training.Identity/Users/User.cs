using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.People;
using Training.Modules;

namespace Training.Identity.Users;

/// <summary>An account. An office account (a department of health, an administrator) has no person behind it.</summary>
internal sealed class User : IdentityUser<Guid>
{
    public required string DisplayName
    {
        get;
        set
        {
            field = value;
            SearchText = VietnameseText.Fold(value);
            SortKey = VietnameseText.SortKey(value);
        }
    }

    public string SearchText { get; private set; } = "";

    public string SortKey { get; private set; } = "";

    public Guid? PersonId { get; set; }

    /// <summary>Null where the password was set before this was kept, or by a recipe.</summary>
    public DateTimeOffset? PasswordChangedAt { get; set; }

    /// <summary>Since when nobody can sign in with it; null for an account in use. A lock after wrong passwords is something else.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    public string? DisabledReason { get; set; }

    [NotAudited("counts wrong passwords; each one is an event of its own")]
    public override int AccessFailedCount { get; set; }

    [NotAudited("follows from the wrong passwords")]
    public override DateTimeOffset? LockoutEnd { get; set; }

    [NotAudited("changes with every other change")]
    public override string? ConcurrencyStamp { get; set; } = Guid.CreateVersion7().ToString();

    /// <summary>Nobody comes in with it, by whatever door.</summary>
    public bool IsClosed(DateTimeOffset now) => DisabledAt is not null || LockoutEnd > now;
}

internal sealed class UserConfiguration :
    IEntityTypeConfiguration<User>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("Identity_Users");
        builder.HasIndex(u => u.NormalizedUserName).IsUnique();
        builder.HasIndex(u => u.NormalizedEmail).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(u => u.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(u => u.ConcurrencyStamp).IsConcurrencyToken().HasMaxLength(64);
        builder.Property(u => u.SecurityStamp).HasMaxLength(64);
        builder.Property(u => u.DisplayName).HasMaxLength(200);
        builder.Property(u => u.SearchText).HasMaxLength(250);
        builder.Property(u => u.SortKey).HasMaxLength(700);
        builder.HasIndex(u => u.SortKey);
        builder.Property(u => u.DisabledReason).HasMaxLength(400);
        builder.Property(u => u.UserName).HasMaxLength(256);
        builder.Property(u => u.NormalizedUserName).HasMaxLength(256);
        builder.Property(u => u.Email).HasMaxLength(256);
        builder.Property(u => u.NormalizedEmail).HasMaxLength(256);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("Identity_UserClaims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
        => builder.ToTable("Identity_UserLogins").HasKey(x => new { x.LoginProvider, x.ProviderKey });

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
        => builder.ToTable("Identity_UserTokens").HasKey(x => new { x.UserId, x.LoginProvider, x.Name });
}
