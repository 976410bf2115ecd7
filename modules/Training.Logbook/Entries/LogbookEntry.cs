using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Rating;
using Training.Logbook.Room;
using Training.Logbook.SignOff;
using Training.Logbook.Tallies;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Entries;

/// <summary>
/// A case of one learner. What is said about it stands in its versions, which never change; what was decided stands in their decisions.
/// The entry only points at the newest version and says since when that one waits.
/// </summary>
internal sealed class LogbookEntry : Entity
{
    public required Guid ParticipantId { get; init; }

    public required Guid TransferId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The receiving hospital: whose practice this is, wherever the case was done.</summary>
    public required Guid HospitalId { get; init; }

    /// <summary>Pseudonym of the case, for talking about it; made of random characters.</summary>
    public required string CaseCode { get; init; }

    /// <summary>Key of a recipe or an import that brought the entry, so that it is never brought twice.</summary>
    public string? SourceKey { get; init; }

    /// <summary>Of the newest version.</summary>
    public Guid TechniqueId { get; private set; }

    /// <summary>Of the newest version; the first is 1.</summary>
    public int CurrentNumber { get; private set; }

    /// <summary>Whom the newest version is addressed to (<see cref="SignOff.Addressing"/>); null for whoever holds the right.</summary>
    public Guid? AddressedTo { get; private set; }

    /// <summary>Since when the newest version waits: for a mentor, or for whoever else the process asks; null once that is over.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>The version that a mentor has decided about last; where it is the newest one and still waits, somebody else has to agree.</summary>
    public int? DecidedNumber { get; private set; }

    /// <summary>Since when the newest version waits too long, as the process found; stays when it is signed all the same.</summary>
    public DateTimeOffset? LateSince { get; private set; }

    /// <summary>When the newest version was signed; then only a version that supersedes it, with a reason, changes anything.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>When the learner took it back; then nothing about the case changes any more, and it counts nowhere.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnBecause { get; private set; }

    /// <summary>A mentor has signed the newest version, and the process asks somebody else too.</summary>
    public bool IsBeingApproved => WaitingSince is not null && DecidedNumber == CurrentNumber;

    /// <summary>The learner may still take it back: what was signed is superseded instead.</summary>
    public bool IsUnsigned => SignedAt is null && WithdrawnAt is null;

    /// <summary>Makes the next version, which waits for a mentor.</summary>
    public EntryVersion Submit(CaseContent content, string? correctionReason, DateTimeOffset now, Guid? addressedTo = null, DeviceMade? device = null)
    {
        CurrentNumber++;
        (TechniqueId, AddressedTo) = (content.TechniqueId, addressedTo);
        (WaitingSince, LateSince, SignedAt) = (now, null, null);
        return EntryVersion.Of(this, content, correctionReason, now, device);
    }

    /// <summary>For recipes, which store decisions of the past in bulk; a mentor's decision uses a conditional update instead.</summary>
    public void DecidedInRecipe(DateTimeOffset? signedAt) => (WaitingSince, SignedAt, DecidedNumber) = (null, signedAt, CurrentNumber);

    /// <summary>For recipes, whose cases began to wait long before their processes do.</summary>
    public void LateInRecipe(DateTimeOffset since) => LateSince = since;
}

/// <summary>Who sees an entry: its learner, a mentor of the transfer, and whoever lists the cases of one of its two hospitals.</summary>
internal sealed class LogbookEntryConfiguration : IScoped<LogbookEntry>
{
    public Expression<Func<LogbookEntry, Viewer, bool>> VisibleTo(TrainingDbContext db)
    {
        Expression<Func<LogbookEntry, Viewer, bool>> own = (e, viewer) =>
            e.PersonId == viewer.PersonId
            || viewer.Everywhere(Permissions.ViewCases)
            || viewer.Hospitals(Permissions.ViewCases).Contains(e.HospitalId);
        return own.Or(e => e.TransferId, db.SupervisedTransfer(Permissions.ViewLearners)).Or(e => e.TransferId, db.GivenTransfer(Permissions.ViewCases));
    }

    public void Lock(RowLock<LogbookEntry> row) => row.Person(e => e.PersonId).Hospital(e => e.HospitalId).WithTransfer(e => e.TransferId);

    public void Configure(EntityTypeBuilder<LogbookEntry> builder)
    {
        builder.ToTable("Logbook_Entries");
        builder.ReferencesParticipantOfTransfer(e => new { e.ParticipantId, e.TransferId });
        builder.ReferencesReceivedTransfer(e => new { e.TransferId, e.HospitalId });
        builder.ReferencesPerson(e => e.PersonId);
        builder.ReferencesPerson(e => e.AddressedTo);
        builder.ReferencesHospital(e => e.HospitalId);
        builder.ReferencesTechnique(e => e.TechniqueId);
        builder.Property(e => e.CaseCode).HasMaxLength(12);
        builder.Property(e => e.SourceKey).HasMaxLength(100);
        builder.Property(e => e.WithdrawnBecause).HasMaxLength(300);
        builder.Ignore(e => e.IsBeingApproved);
        builder.Ignore(e => e.IsUnsigned);
        builder.HasIndex(e => e.CaseCode).IsUnique();
        builder.HasIndex(e => e.SourceKey).IsUnique();
        builder.HasIndex(e => new { e.PersonId, e.Id });
        builder.HasIndex(e => new { e.HospitalId, e.TechniqueId, e.Id });
        builder.HasIndex(e => e.ParticipantId).HasFilter(""" "SignedAt" IS NULL AND "WithdrawnAt" IS NULL """.Trim());
        builder.HasIndex(e => new { e.TransferId, e.WaitingSince }).HasFilter(""" "WaitingSince" IS NOT NULL """.Trim());
    }
}

internal static class LogbookDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<LogbookEntry> LogbookEntries => db.Set<LogbookEntry>();

        public DbSet<EntryVersion> EntryVersions => db.Set<EntryVersion>();

        public DbSet<Decision> Decisions => db.Set<Decision>();

        public DbSet<Approval> Approvals => db.Set<Approval>();

        public DbSet<CaseClaim> CaseClaims => db.Set<CaseClaim>();

        public DbSet<SelfRating> SelfRatings => db.Set<SelfRating>();

        public DbSet<RoomSigning> RoomSignings => db.Set<RoomSigning>();

        public DbSet<RoomRefusal> RoomRefusals => db.Set<RoomRefusal>();

        public DbSet<Tally> Tallies => db.Set<Tally>();
    }
}
