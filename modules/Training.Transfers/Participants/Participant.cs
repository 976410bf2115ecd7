using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Agreements;
using Training.Transfers.Contracts;

namespace Training.Transfers.Participants;

/// <summary>A member of the receiving team, from – to.</summary>
internal sealed class Participant : Entity
{
    public required Guid TransferId { get; init; }

    public required Guid PersonId { get; init; }

    public required TeamRole Role { get; init; }

    public required DateOnly From { get; init; }

    public DateOnly? To { get; set; }

    public string? LeftReason { get; set; }

    public void Joined(Transfer transfer) => Raise(new ParticipantJoined(Id, PersonId, transfer.PackageVersionId, transfer.Code));
}

internal sealed class ParticipantConfiguration : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.ToTable("Transfers_Participants");
        builder.HasAlternateKey(p => new { p.Id, p.TransferId });
        builder.HasOne<Transfer>().WithMany().HasForeignKey(p => p.TransferId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(p => p.PersonId);
        builder.HasIndex(p => new { p.TransferId, p.PersonId }).IsUnique();
        builder.HasIndex(p => p.PersonId);
        builder.Property(p => p.LeftReason).HasMaxLength(400);
    }
}

/// <summary>The right of a mentor to supervise in a transfer, for one technique or for all, from – to.</summary>
internal sealed class Supervision : Entity
{
    public required Guid TransferId { get; init; }

    public required Guid MentorPersonId { get; init; }

    public Guid? TechniqueId { get; init; }

    public required DateOnly From { get; init; }

    public DateOnly? To { get; set; }
}

internal sealed class SupervisionConfiguration : IEntityTypeConfiguration<Supervision>
{
    public void Configure(EntityTypeBuilder<Supervision> builder)
    {
        builder.ToTable("Transfers_Supervisions");
        builder.HasOne<Transfer>().WithMany().HasForeignKey(s => s.TransferId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(s => s.MentorPersonId);
        builder.ReferencesTechnique(s => s.TechniqueId);
        builder.HasIndex(s => s.MentorPersonId);
    }
}
