using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.ViewAs;

/// <summary>Somebody allows support staff to look at the site as they see it, for a day at most.</summary>
internal sealed class ViewConsent : Entity
{
    public required Guid UserId { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public required DateTimeOffset Until { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>One look through somebody's eyes: who, by which consent, why, from – to.</summary>
internal sealed class ViewSession : Entity
{
    public required Guid ConsentId { get; init; }

    public required Guid ViewerUserId { get; init; }

    public required Guid ViewedUserId { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    public required DateTimeOffset Until { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class ViewAsConfiguration : IEntityTypeConfiguration<ViewConsent>, IEntityTypeConfiguration<ViewSession>
{
    public void Configure(EntityTypeBuilder<ViewConsent> builder)
    {
        builder.ToTable("Identity_ViewConsents");
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ViewSession> builder)
    {
        builder.ToTable("Identity_ViewSessions");
        builder.HasOne<ViewConsent>().WithMany().HasForeignKey(s => s.ConsentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.ViewerUserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.ViewedUserId).OnDelete(DeleteBehavior.Restrict);

        // One look at a time: two tabs can not begin two.
        builder.HasIndex(s => s.ViewerUserId).IsUnique().HasFilter("\"EndedAt\" IS NULL");
        builder.HasIndex(s => s.ViewedUserId);
        builder.Property(s => s.Reason).HasMaxLength(400);
    }
}
