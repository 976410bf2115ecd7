using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Contracts;
using Training.Logbook.Entries;
using Training.Modules;

namespace Training.Logbook.SignOff;

/// <summary>What a mentor decided about a version.</summary>
internal enum DecisionKind
{
    /// <summary>Signed: the case was done as written.</summary>
    Signed,

    /// <summary>Returned with a written correction.</summary>
    Returned,
}

/// <summary>
/// A mentor's decision about one version: at most one (unique index), never by the learner (check constraint), never changed. Names and
/// position are kept as they were at that moment.
/// </summary>
internal sealed class Decision : Entity, IAppendOnly, ISignedRecord
{
    /// <summary>The <see cref="Method"/> of a decision that a device signed.</summary>
    public const string PasskeyMethod = "passkey";

    public required Guid EntryVersionId { get; init; }

    public required Guid TraineePersonId { get; init; }

    public required Guid MentorPersonId { get; init; }

    public required DecisionKind Kind { get; init; }

    /// <summary>1 to 5; null for observed cases and for returned ones.</summary>
    public int? Entrustment { get; init; }

    /// <summary>The comment of a signature, or the reason of a return.</summary>
    public string? Comment { get; init; }

    public required string MentorName { get; init; }

    public required string MentorPosition { get; init; }

    /// <summary>How the mentor proved who they are: <c>passkey</c>, <c>password+totp</c> or <c>password</c>; <c>recipe</c> for sample data.</summary>
    public required string Method { get; init; }

    /// <summary>The proof, under which a passkey's signature is kept; null for sample data.</summary>
    public Guid? ProofId { get; init; }

    /// <summary>What was signed: the hash of <see cref="SignedContent"/>; null for sample data.</summary>
    public string? SignedHash { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The hash of what the mentor saw; equal to the version's at that moment.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The action that a proof for this decision is made for.</summary>
    public string SigningAction => $"Logbook.{Kind}";

    public string Canonical => SignedContent.Of(this);

    /// <summary>The action of a decision in the audit trail.</summary>
    public static string ActionOf(DecisionKind kind) => kind == DecisionKind.Signed ? "Logbook.CaseSigned" : "Logbook.CaseReturned";

    /// <summary>Says that the case counts.</summary>
    public void Signed(LogbookEntry entry, DateTimeOffset at, bool isHistory = false) => Raise(new CaseSigned(entry.Id, entry.ParticipantId, at, isHistory));
}

internal sealed class DecisionConfiguration : IScoped<Decision>
{
    public Expression<Func<Decision, Viewer, bool>> VisibleTo(TrainingDbContext db)
        => (d, _) => db.Set<EntryVersion>().Any(v => v.Id == d.EntryVersionId);

    public void Lock(RowLock<Decision> row) => row.With<EntryVersion>(d => d.EntryVersionId);

    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.ToTable("Logbook_Decisions", table =>
        {
            table.HasCheckConstraint("CK_Logbook_Decisions_NotOwn", """ "MentorPersonId" <> "TraineePersonId" """.Trim());
            table.HasCheckConstraint("CK_Logbook_Decisions_Entrustment", """ "Entrustment" IS NULL OR "Entrustment" BETWEEN 1 AND 5 """.Trim());
        });
        builder.HasOne<EntryVersion>().WithOne().HasForeignKey<Decision>(d => d.EntryVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(d => d.TraineePersonId, WhenMerged.Stays);
        builder.ReferencesPerson(d => d.MentorPersonId, WhenMerged.Stays);
        builder.HasIndex(d => d.EntryVersionId).IsUnique();
        builder.HasIndex(d => new { d.MentorPersonId, d.TraineePersonId, d.DecidedAt });
        builder.Property(d => d.Comment).HasMaxLength(500);
        builder.Property(d => d.MentorName).HasMaxLength(250);
        builder.Property(d => d.MentorPosition).HasMaxLength(500);
        builder.Property(d => d.Method).HasMaxLength(40);
        builder.Property(d => d.ContentHash).HasMaxLength(64);
        builder.Property(d => d.SignedHash).HasMaxLength(64);
        builder.HasIndex(d => d.ProofId).IsUnique();
        builder.Ignore(d => d.SigningAction);
        builder.Ignore(d => d.Canonical);
    }
}
