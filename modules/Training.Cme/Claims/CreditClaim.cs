using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Cme.Rules;
using Training.Data;
using Training.Identity.Contracts;
using Training.Media.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Cme.Claims;

/// <summary>
/// An activity outside of this site's courses that a practitioner enters with evidence and their workplace approves or returns. What was entered
/// stands in its versions, what was decided in the decisions; where it is follows from both.
/// </summary>
internal sealed class CreditClaim : Entity, IVersioned
{
    public const string EnteredAction = "Cme.ClaimEntered";
    public const string CorrectedAction = "Cme.ClaimCorrected";
    public const string WithdrawnAction = "Cme.ClaimWithdrawn";

    public required Guid PersonId { get; init; }

    /// <summary>The hospital of the appointment, whose training office approves.</summary>
    public required Guid HospitalId { get; init; }

    public required int CurrentNumber { get; set; }

    /// <summary>Its person took it back after it was returned.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public int Version { get; set; }
}

/// <summary>What was entered, with the rule and the hours as they were worked out then; a correction is the next one.</summary>
internal sealed class ClaimVersion : Entity, IAppendOnly
{
    public required Guid ClaimId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required Guid RuleId { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required int Units { get; init; }

    public required int Hundredths { get; init; }

    public required string Title { get; init; }

    public required string Organizer { get; init; }

    public required string EvidenceHash { get; init; }

    public required FileKind EvidenceKind { get; init; }

    public required DateTimeOffset At { get; init; }

    public decimal Hours => Hundredths / 100m;
}

internal enum ClaimOutcome
{
    Approved,
    Returned,
}

/// <summary>What the workplace decided about a version: once, by somebody else than its person.</summary>
internal sealed class ClaimDecision : Entity, IAppendOnly
{
    public const string ApprovedAction = "Cme.ClaimApproved";
    public const string ReturnedAction = "Cme.ClaimReturned";

    public required Guid ClaimId { get; init; }

    public required int Number { get; init; }

    public required ClaimOutcome Outcome { get; init; }

    /// <summary>What has to be corrected; null where it was approved.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ByUserId { get; init; }

    /// <summary>The practitioner behind the account; null for an account of an office.</summary>
    public required Guid? ByPersonId { get; init; }

    public required string By { get; init; }
}

/// <summary>One's own, and those of the hospital that approves.</summary>
internal sealed class CreditClaimConfiguration : IScoped<CreditClaim>
{
    public Expression<Func<CreditClaim, Viewer, bool>> VisibleTo(TrainingDbContext db) => (c, viewer) => c.PersonId == viewer.PersonId || viewer.Hospitals(Permissions.Approve).Contains(c.HospitalId);

    public void Lock(RowLock<CreditClaim> row) => row.Person(c => c.PersonId).Hospital(c => c.HospitalId);

    public void Configure(EntityTypeBuilder<CreditClaim> builder)
    {
        builder.ToTable("Cme_Claims");
        builder.ReferencesPerson(c => c.PersonId);
        builder.ReferencesHospital(c => c.HospitalId);
        builder.HasIndex(c => new { c.PersonId, c.Id });
    }
}

/// <summary>Seen by whoever sees the claim.</summary>
internal sealed class ClaimVersionConfiguration : IScoped<ClaimVersion>
{
    public const int TitleLength = 300;
    public const int OrganizerLength = 200;

    public Expression<Func<ClaimVersion, Viewer, bool>> VisibleTo(TrainingDbContext db) => (v, _) => db.Set<CreditClaim>().Any(c => c.Id == v.ClaimId);

    public void Lock(RowLock<ClaimVersion> row) => row.With<CreditClaim>(v => v.ClaimId);

    public void Configure(EntityTypeBuilder<ClaimVersion> builder)
    {
        builder.ToTable("Cme_ClaimVersions", table => table.HasCheckConstraint("CK_Cme_ClaimVersions_Facts", "\"From\" <= \"To\" AND \"Units\" > 0 AND \"Hundredths\" > 0"));
        builder.HasOne<CreditClaim>().WithMany().HasForeignKey(v => v.ClaimId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CreditRule>().WithMany().HasForeignKey(v => v.RuleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => new { v.ClaimId, v.Number }).IsUnique();
        builder.HasIndex(v => v.EvidenceHash);
        builder.Property(v => v.Title).HasMaxLength(TitleLength);
        builder.Property(v => v.Organizer).HasMaxLength(OrganizerLength);
        builder.Property(v => v.EvidenceHash).HasMaxLength(64);
        builder.Ignore(v => v.Hours);
    }
}

/// <summary>Seen by whoever sees the claim.</summary>
internal sealed class ClaimDecisionConfiguration : IScoped<ClaimDecision>
{
    public const int ReasonLength = 500;

    public Expression<Func<ClaimDecision, Viewer, bool>> VisibleTo(TrainingDbContext db) => (d, _) => db.Set<CreditClaim>().Any(c => c.Id == d.ClaimId);

    public void Lock(RowLock<ClaimDecision> row) => row.With<CreditClaim>(d => d.ClaimId);

    public void Configure(EntityTypeBuilder<ClaimDecision> builder)
    {
        builder.ToTable("Cme_ClaimDecisions");
        builder.HasOne<CreditClaim>().WithMany().HasForeignKey(d => d.ClaimId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(d => d.ByPersonId, WhenMerged.Stays);
        builder.HasIndex(d => new { d.ClaimId, d.Number }).IsUnique();
        builder.Property(d => d.Reason).HasMaxLength(ReasonLength);
        builder.Property(d => d.By).HasMaxLength(250);
    }
}

internal static class ClaimDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<CreditClaim> Claims => db.Set<CreditClaim>();
    }
}
