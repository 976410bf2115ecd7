using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Integrity.Facts;

/// <summary>That a case was logged: who, when, of which day. Kept for some weeks, to be looked at beside others of the day; the logbook stays the record.</summary>
[NotAudited("a copy of what the logbook says, whose every change is an event")]
internal sealed class LoggedFact
{
    public required Guid EntryId { get; init; }

    public required Guid ParticipantId { get; init; }

    public required Guid TransferId { get; init; }

    public required Guid TraineePersonId { get; init; }

    public required Guid TechniqueId { get; set; }

    public required DateOnly PerformedOn { get; set; }

    public required Guid PlaceHospitalId { get; set; }

    /// <summary>When it was logged first.</summary>
    public required DateTimeOffset LoggedAt { get; init; }

    /// <summary>When the site has looked at it; null while it has not, or since it was corrected.</summary>
    public DateTimeOffset? LookedAt { get; set; }
}

internal sealed class LoggedFactConfiguration : IEntityTypeConfiguration<LoggedFact>
{
    public void Configure(EntityTypeBuilder<LoggedFact> builder)
    {
        builder.ToTable("Integrity_LoggedFacts").HasKey(f => f.EntryId);
        builder.Property(f => f.EntryId).ValueGeneratedNever();
        builder.ReferencesParticipantOfTransfer(f => new { f.ParticipantId, f.TransferId });
        builder.ReferencesTransfer(f => f.TransferId);
        builder.ReferencesPerson(f => f.TraineePersonId);
        builder.ReferencesTechnique(f => f.TechniqueId);
        builder.ReferencesHospital(f => f.PlaceHospitalId);
        builder.HasIndex(f => new { f.TraineePersonId, f.PerformedOn });
        builder.HasIndex(f => new { f.TraineePersonId, f.LoggedAt });
        builder.HasIndex(f => f.LoggedAt);
        builder.HasIndex(f => f.TraineePersonId, "IX_Integrity_LoggedFacts_New").HasFilter(""" "LookedAt" IS NULL """.Trim());
    }
}
