using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Room;

/// <summary>How a decision that was signed without network came here, and what the learner's phone had signed; never changed.</summary>
internal sealed class RoomSigning : Entity, IAppendOnly
{
    public required Guid DecisionId { get; init; }

    /// <summary>What the mentor's phone said the time was. It decides nothing; <see cref="Decision.DecidedAt"/> is when it arrived.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>Who brought it: the learner or the mentor.</summary>
    public required Guid BroughtByPersonId { get; init; }

    /// <summary>What the learner's phone said (<see cref="RoomCase"/>); no text is in it but by its salted hash.</summary>
    public required string Statement { get; init; }

    public required Guid DeviceKeyId { get; init; }

    public required byte[] DeviceSignature { get; init; }
}

/// <summary>
/// A decision that was signed without network and is not valid: why, in words, for both of them. The case itself waits, or was refused too. Never
/// changed; a decision that is valid after all stands beside it.
/// </summary>
internal sealed class RoomRefusal : Entity, IAppendOnly
{
    /// <summary>Of the case, which may not be stored.</summary>
    public required Guid EntryId { get; init; }

    public required Guid VersionId { get; init; }

    public required string CaseCode { get; init; }

    public required Guid TraineePersonId { get; init; }

    public required Guid MentorPersonId { get; init; }

    public required Guid TicketId { get; init; }

    /// <summary>Of the rule that was broken.</summary>
    public required string Rule { get; init; }

    /// <summary>In the language of records.</summary>
    public required string Because { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required Guid BroughtByPersonId { get; init; }
}

internal sealed class RoomSigningConfiguration : IScoped<RoomSigning>
{
    public Expression<Func<RoomSigning, Viewer, bool>> VisibleTo(TrainingDbContext db) => (s, _) => db.Set<Decision>().Any(d => d.Id == s.DecisionId);

    public void Lock(RowLock<RoomSigning> row) => row.With<Decision>(s => s.DecisionId);

    public void Configure(EntityTypeBuilder<RoomSigning> builder)
    {
        builder.ToTable("Logbook_RoomSignings");
        builder.HasOne<Decision>().WithOne().HasForeignKey<RoomSigning>(s => s.DecisionId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(s => s.BroughtByPersonId, WhenMerged.Stays);
        builder.Property(s => s.Statement).HasMaxLength(16_000);
        builder.Property(s => s.DeviceSignature).HasMaxLength(64);
    }
}

internal sealed class RoomRefusalConfiguration : IScoped<RoomRefusal>
{
    public Expression<Func<RoomRefusal, Viewer, bool>> VisibleTo(TrainingDbContext db) => (r, viewer) => r.TraineePersonId == viewer.PersonId || r.MentorPersonId == viewer.PersonId;

    public void Lock(RowLock<RoomRefusal> row) => row.Person(r => r.TraineePersonId).Person(r => r.MentorPersonId);

    public void Configure(EntityTypeBuilder<RoomRefusal> builder)
    {
        builder.ToTable("Logbook_RoomRefusals");
        builder.ReferencesPerson(r => r.TraineePersonId, WhenMerged.Stays);
        builder.ReferencesPerson(r => r.MentorPersonId, WhenMerged.Stays);
        builder.ReferencesPerson(r => r.BroughtByPersonId, WhenMerged.Stays);
        builder.HasIndex(r => new { r.VersionId, r.TicketId, r.Rule }).IsUnique();
        builder.HasIndex(r => r.EntryId);
        builder.Property(r => r.CaseCode).HasMaxLength(12);
        builder.Property(r => r.Rule).HasMaxLength(60);
        builder.Property(r => r.Because).HasMaxLength(1000);
    }
}
