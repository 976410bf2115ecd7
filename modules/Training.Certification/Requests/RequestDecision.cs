using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Certification.Requests;

/// <summary>What somebody said about a request.</summary>
internal enum RequestStep
{
    /// <summary>The training office found the evidence in order.</summary>
    Approved,

    /// <summary>The training office gave it back to the learner.</summary>
    Returned,

    /// <summary>The learner says what was added.</summary>
    Completed,

    /// <summary>The director signed.</summary>
    Signed,

    /// <summary>The director gave it back to the training office.</summary>
    Declined,
}

/// <summary>
/// A step of a request: one for a task (unique index), never about oneself but to complete it (check constraint), never changed. Name and
/// position are kept as they were at that moment; where the director decided, so is the proof of who it was and the hash of what was signed.
/// </summary>
internal sealed class RequestDecision : Entity, IAppendOnly
{
    public required Guid RequestId { get; init; }

    public required Guid TaskId { get; init; }

    public required RequestStep Step { get; init; }

    public required Guid HolderPersonId { get; init; }

    public required Guid ByUserId { get; init; }

    /// <summary>Null for an office account.</summary>
    public Guid? ByPersonId { get; init; }

    public required string ByName { get; init; }

    /// <summary>Position, department and hospital; empty for an office account.</summary>
    public required string ByPosition { get; init; }

    /// <summary>Why it was refused, or what was added.</summary>
    public string? Reason { get; init; }

    /// <summary>How the director proved who they are: <c>passkey</c>, <c>password+totp</c> or <c>password</c>; null for other steps.</summary>
    public string? Method { get; init; }

    public Guid? ProofId { get; init; }

    /// <summary>The hash of <see cref="Issuing.Dossier.Content"/>, as it was shown.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What was signed: the hash of <see cref="SignedContent"/>; null for other steps.</summary>
    public string? SignedHash { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The step is the director's, and needs a proof.</summary>
    public bool NeedsProof => Step is RequestStep.Signed or RequestStep.Declined;

    /// <summary>The action that a proof for this step is made for, and of the step in the audit trail.</summary>
    public string Action => $"Certification.Request{Step}";
}

internal sealed class RequestDecisionConfiguration : IScoped<RequestDecision>
{
    public Expression<Func<RequestDecision, Viewer, bool>> VisibleTo(TrainingDbContext db) => (d, _) => db.Set<CertificateRequest>().Any(r => r.Id == d.RequestId);

    public void Lock(RowLock<RequestDecision> row) => row.With<CertificateRequest>(d => d.RequestId);

    public void Configure(EntityTypeBuilder<RequestDecision> builder)
    {
        builder.ToTable("Certification_RequestDecisions", table =>
        {
            table.HasCheckConstraint(
                "CK_Certification_RequestDecisions_NotOwn", """ "Step" = 'Completed' OR "ByPersonId" IS NULL OR "ByPersonId" <> "HolderPersonId" """.Trim());
            table.HasCheckConstraint(
                "CK_Certification_RequestDecisions_Signed", """ "Step" <> 'Signed' OR ("ByPersonId" IS NOT NULL AND "ProofId" IS NOT NULL AND "SignedHash" IS NOT NULL) """.Trim());
        });
        builder.HasOne<CertificateRequest>().WithMany().HasForeignKey(d => d.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(d => d.HolderPersonId, WhenMerged.Stays);
        builder.ReferencesPerson(d => d.ByPersonId, WhenMerged.Stays);
        builder.HasIndex(d => d.TaskId).IsUnique();
        builder.HasIndex(d => d.ProofId).IsUnique();
        builder.Property(d => d.ByName).HasMaxLength(250);
        builder.Property(d => d.ByPosition).HasMaxLength(500);
        builder.Property(d => d.Reason).HasMaxLength(500);
        builder.Property(d => d.Method).HasMaxLength(40);
        builder.Property(d => d.ContentHash).HasMaxLength(64);
        builder.Property(d => d.SignedHash).HasMaxLength(64);
        builder.Ignore(d => d.NeedsProof);
        builder.Ignore(d => d.Action);
    }
}
