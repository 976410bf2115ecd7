using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Integrity.Facts;

/// <summary>That a mentor decided about a version of a case. Kept as long as <see cref="LoggedFact"/>.</summary>
[NotAudited("a copy of what the logbook says, whose every decision is an event")]
internal sealed class DecidedFact
{
    public required Guid VersionId { get; init; }

    public required Guid EntryId { get; init; }

    public required Guid ParticipantId { get; init; }

    public required Guid TransferId { get; init; }

    public required Guid TraineePersonId { get; init; }

    public required Guid MentorPersonId { get; init; }

    public required Guid TechniqueId { get; init; }

    /// <summary>False: it was returned.</summary>
    public required bool Signed { get; init; }

    public required DateOnly PerformedOn { get; init; }

    public required Guid PlaceHospitalId { get; init; }

    public required bool MentorWasThere { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>When the site has looked at it; null while it has not.</summary>
    public DateTimeOffset? LookedAt { get; set; }
}

internal sealed class DecidedFactConfiguration : IEntityTypeConfiguration<DecidedFact>
{
    public void Configure(EntityTypeBuilder<DecidedFact> builder)
    {
        builder.ToTable("Integrity_DecidedFacts").HasKey(f => f.VersionId);
        builder.Property(f => f.VersionId).ValueGeneratedNever();
        builder.ReferencesParticipantOfTransfer(f => new { f.ParticipantId, f.TransferId });
        builder.ReferencesTransfer(f => f.TransferId);
        builder.ReferencesPerson(f => f.TraineePersonId);
        builder.ReferencesPerson(f => f.MentorPersonId);
        builder.ReferencesTechnique(f => f.TechniqueId);
        builder.ReferencesHospital(f => f.PlaceHospitalId);
        builder.HasIndex(f => new { f.MentorPersonId, f.PerformedOn });
        builder.HasIndex(f => new { f.MentorPersonId, f.DecidedAt });
        builder.HasIndex(f => f.DecidedAt);
        builder.HasIndex(f => f.MentorPersonId, "IX_Integrity_DecidedFacts_New").HasFilter(""" "LookedAt" IS NULL """.Trim());
    }
}
