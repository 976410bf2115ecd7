using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Invitations;

/// <summary>
/// Asks somebody by mail to open an account and to choose its password. Of the link only a hash is kept; it works once, for three days, and
/// not after another one was sent.
/// </summary>
internal sealed class Invitation : Entity
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    /// <summary>The practitioner the account will belong to; null for an office account.</summary>
    public Guid? PersonId { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    /// <summary>Of the address in the normal form of the accounts.</summary>
    public required string NormalizedEmail { get; init; }

    /// <summary>The role that comes with the account; null for none.</summary>
    public string? Role { get; init; }

    /// <summary>Where the role holds and whose people these are; null where an administrator invites an office.</summary>
    public Guid? HospitalId { get; init; }

    /// <summary>SHA-256 of the token in the link, lower-case hex.</summary>
    public required string TokenHash { get; init; }

    public required Guid InvitedByUserId { get; init; }

    public required string InvitedBy { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When it was withdrawn, or replaced by another one.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }
}

/// <summary>Who sees an invitation: whoever may invite people of its hospital, and for an office account whoever may for the country.</summary>
internal sealed class InvitationConfiguration : IScoped<Invitation>
{
    public Expression<Func<Invitation, Viewer, bool>> VisibleTo(TrainingDbContext db) => (i, viewer) =>
        viewer.Everywhere(PeoplePermissions.Invite)
        || (i.HospitalId != null && viewer.Hospitals(PeoplePermissions.Invite).Contains(i.HospitalId.Value));

    public void Lock(RowLock<Invitation> row) => row.Hospital(i => i.HospitalId);

    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Identity_Invitations", table => table.HasCheckConstraint(
            "CK_Identity_Invitations_Role", """ "Role" IS NULL OR "HospitalId" IS NOT NULL """.Trim()));
        builder.ReferencesPerson(i => i.PersonId);
        builder.ReferencesHospital(i => i.HospitalId);
        builder.HasOne<User>().WithMany().HasForeignKey(i => i.InvitedByUserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => i.TokenHash).IsUnique();

        // One letter at a time for an address: a second one waits until the first is withdrawn in the same write.
        builder.HasIndex(i => i.NormalizedEmail).IsUnique().HasFilter(""" "AcceptedAt" IS NULL AND "WithdrawnAt" IS NULL """.Trim());
        builder.HasIndex(i => i.PersonId);
        builder.Property(i => i.Name).HasMaxLength(200);
        builder.Property(i => i.Email).HasMaxLength(256);
        builder.Property(i => i.NormalizedEmail).HasMaxLength(256);
        builder.Property(i => i.Role).HasMaxLength(40);
        builder.Property(i => i.TokenHash).HasMaxLength(64);
        builder.Property(i => i.InvitedBy).HasMaxLength(200);
    }
}
