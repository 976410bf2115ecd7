using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Modules;

namespace Training.Logbook.SignOff;

/// <summary>
/// What somebody else decided about a version that a mentor had signed, where the process of the site asks for that: one for each task, never
/// by the learner, never by the mentor who signed, never changed.
/// </summary>
internal sealed class Approval : Entity, IAppendOnly, ISignedRecord
{
    public required Guid EntryVersionId { get; init; }

    /// <summary>The task of the process that it was given for.</summary>
    public required Guid TaskId { get; init; }

    public required Guid TraineePersonId { get; init; }

    public required Guid ApproverPersonId { get; init; }

    /// <summary>Agreed, or returned with a written correction.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>Which form of <see cref="SignedContent"/> was signed: 1 with the comment itself, 2 with its salted hash.</summary>
    public int Form { get; init; } = 2;

    public string? Comment { get; init; }

    public SealedTexts Sealed { get; init; } = SealedTexts.None;

    public required string ApproverName { get; init; }

    public required string ApproverPosition { get; init; }

    /// <summary>As that of a <see cref="Decision"/>.</summary>
    public required string Method { get; init; }

    public required Guid? ProofId { get; init; }

    public required string? SignedHash { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The hash of the version; equal to that under the mentor's signature.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The mentor's decision that was looked at.</summary>
    public required Guid DecisionId { get; init; }

    public string SigningAction => $"Logbook.Approval{Kind}";

    public string Canonical => SignedContent.Of(this);

    /// <summary>The action in the audit trail.</summary>
    public static string ActionOf(DecisionKind kind) => kind == DecisionKind.Signed ? "Logbook.CaseApproved" : "Logbook.CaseReturned";
}

internal sealed class ApprovalConfiguration : IPart<Approval>
{
    public Expression<Func<Approval, Viewer, bool>> VisibleTo(TrainingDbContext db) => (a, _) => db.Set<EntryVersion>().Any(v => v.Id == a.EntryVersionId);

    public void Lock(RowLock<Approval> row) => row.With<EntryVersion>(a => a.EntryVersionId);

    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("Logbook_Approvals", table => table.HasCheckConstraint(
            "CK_Logbook_Approvals_NotOwn", """ "ApproverPersonId" <> "TraineePersonId" """.Trim()));
        builder.HasOne<EntryVersion>().WithMany().HasForeignKey(a => a.EntryVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Decision>().WithMany().HasForeignKey(a => a.DecisionId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(a => a.TraineePersonId, WhenMerged.Stays);
        builder.ReferencesPerson(a => a.ApproverPersonId, WhenMerged.Stays);
        builder.HasIndex(a => a.TaskId).IsUnique();
        builder.HasIndex(a => a.ProofId).IsUnique();
        builder.Property(a => a.Form).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(a => a.Sealed).HasConversion(s => s.ToJson(), json => SealedTexts.Parse(json)).HasMaxLength(400);
        builder.Property(a => a.Comment).HasMaxLength(500);
        builder.Property(a => a.ApproverName).HasMaxLength(250);
        builder.Property(a => a.ApproverPosition).HasMaxLength(500);
        builder.Property(a => a.Method).HasMaxLength(40);
        builder.Property(a => a.ContentHash).HasMaxLength(64);
        builder.Property(a => a.SignedHash).HasMaxLength(64);
        builder.Ignore(a => a.SigningAction);
        builder.Ignore(a => a.Canonical);
    }
}
