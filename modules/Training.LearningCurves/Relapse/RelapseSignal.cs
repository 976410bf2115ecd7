using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.LearningCurves.Relapse;

/// <summary>
/// The curve of somebody competent reached the limit for a relapse: what was seen at that moment. It proposes something to the technical head and
/// decides nothing; what they decided stands in <see cref="IndependenceDecision"/>.
/// </summary>
internal sealed class RelapseSignal : Entity, IAppendOnly
{
    public const string SignalledAction = "LearningCurves.RelapseSignalled";

    public required Guid ParticipantId { get; init; }

    public required Guid TransferId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The receiving hospital, whose technical head is asked.</summary>
    public required Guid HospitalId { get; init; }

    public required Guid TechniqueId { get; init; }

    /// <summary>The case at which the limit was reached; no case does that twice.</summary>
    public required Guid EntryId { get; init; }

    public required string CaseCode { get; init; }

    /// <summary>Its place on the curve, from 1.</summary>
    public required int CaseNumber { get; init; }

    public required DateOnly PerformedOn { get; init; }

    /// <summary>S.</summary>
    public required double Value { get; init; }

    public required double Limit { get; init; }

    /// <summary>The hash of the curve as it was (<see cref="SeenCurve"/>).</summary>
    public required string CurveHash { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What the technical head decided about somebody's independent status.</summary>
internal enum IndependenceDecisionKind
{
    /// <summary>Paused from that day on; the curve begins again, and looks for competence.</summary>
    Pause,

    /// <summary>Not paused; the curve begins again, and watches for a relapse.</summary>
    Keep,

    /// <summary>No longer paused; the curve begins again, and watches for a relapse.</summary>
    Lift,
}

/// <summary>A stamp: who decided what, when, why, and what curve they had before them. At most one about a signal, and one that lifts its pause.</summary>
internal sealed class IndependenceDecision : Entity, IAppendOnly
{
    public const int LongestReason = 1000;

    /// <summary>The first decision about a signal.</summary>
    public const int Review = 1;

    /// <summary>The decision that ends a pause.</summary>
    public const int Lifting = 2;

    public required Guid SignalId { get; init; }

    /// <summary><see cref="Review"/> or <see cref="Lifting"/>.</summary>
    public required int Step { get; init; }

    public required IndependenceDecisionKind Kind { get; init; }

    /// <summary>The day it holds from, in Viet Nam.</summary>
    public required DateOnly From { get; init; }

    public required string Reason { get; init; }

    /// <summary>The hash of the curve that was shown (<see cref="SeenCurve"/>).</summary>
    public required string SeenHash { get; init; }

    /// <summary>How many cases it had.</summary>
    public required int SeenCases { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ByUserId { get; init; }

    /// <summary>The name of that moment.</summary>
    public required string By { get; init; }

    /// <summary>The action of a decision in the audit trail.</summary>
    public static string ActionOf(IndependenceDecisionKind kind) => kind switch
    {
        IndependenceDecisionKind.Pause => "LearningCurves.IndependencePaused",
        IndependenceDecisionKind.Keep => "LearningCurves.IndependenceKept",
        _ => "LearningCurves.IndependenceRestored",
    };
}

/// <summary>Makes two cases of a person that count at the same moment wait for each other, so that no crossing is overlooked or found twice.</summary>
[NotAudited("a counter that locks; nobody reads it")]
internal sealed class CurveEvaluation
{
    public required Guid PersonId { get; init; }

    public required int Count { get; init; }
}

/// <summary>Seen by the person, by those who see curves of one of the two hospitals, by the mentors of the transfer, and by whoever decides.</summary>
internal sealed class RelapseSignalConfiguration : IScoped<RelapseSignal>
{
    public Expression<Func<RelapseSignal, Viewer, bool>> VisibleTo(TrainingDbContext db)
    {
        Expression<Func<RelapseSignal, Viewer, bool>> own = (s, viewer) =>
            s.PersonId == viewer.PersonId
            || viewer.Everywhere(Permissions.View)
            || viewer.Hospitals(Permissions.View).Contains(s.HospitalId)
            || viewer.Hospitals(Permissions.Decide).Contains(s.HospitalId);
        return own.Or(s => s.TransferId, db.SupervisedTransfer(Permissions.View)).Or(s => s.TransferId, db.GivenTransfer(Permissions.View));
    }

    public void Lock(RowLock<RelapseSignal> row) => row.Person(s => s.PersonId).Hospital(s => s.HospitalId).WithTransfer(s => s.TransferId);

    public void Configure(EntityTypeBuilder<RelapseSignal> builder)
    {
        builder.ToTable("LearningCurves_RelapseSignals");
        builder.ReferencesParticipantOfTransfer(s => new { s.ParticipantId, s.TransferId });
        builder.ReferencesReceivedTransfer(s => new { s.TransferId, s.HospitalId });
        builder.ReferencesPerson(s => s.PersonId);
        builder.ReferencesHospital(s => s.HospitalId);
        builder.ReferencesTechnique(s => s.TechniqueId);
        builder.HasIndex(s => s.EntryId).IsUnique();
        builder.HasIndex(s => new { s.PersonId, s.TechniqueId });
        builder.HasIndex(s => new { s.HospitalId, s.At });
        builder.Property(s => s.CaseCode).HasMaxLength(12);
        builder.Property(s => s.CurveHash).HasMaxLength(64);
    }
}

/// <summary>Seen by whoever sees the signal.</summary>
internal sealed class IndependenceDecisionConfiguration : IScoped<IndependenceDecision>, IEntityTypeConfiguration<CurveEvaluation>
{
    public Expression<Func<IndependenceDecision, Viewer, bool>> VisibleTo(TrainingDbContext db) => (d, _) => db.Set<RelapseSignal>().Any(s => s.Id == d.SignalId);

    public void Lock(RowLock<IndependenceDecision> row) => row.With<RelapseSignal>(d => d.SignalId);

    public void Configure(EntityTypeBuilder<IndependenceDecision> builder)
    {
        builder.ToTable("LearningCurves_Decisions", table => table.HasCheckConstraint(
            "CK_LearningCurves_Decisions_Step", """ ("Step" = 1 AND "Kind" <> 'Lift') OR ("Step" = 2 AND "Kind" = 'Lift') """.Trim()));
        builder.HasOne<RelapseSignal>().WithMany().HasForeignKey(d => d.SignalId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => new { d.SignalId, d.Step }).IsUnique();
        builder.Property(d => d.Reason).HasMaxLength(IndependenceDecision.LongestReason);
        builder.Property(d => d.SeenHash).HasMaxLength(64);
        builder.Property(d => d.By).HasMaxLength(250);
    }

    public void Configure(EntityTypeBuilder<CurveEvaluation> builder)
    {
        builder.ToTable("LearningCurves_Evaluations").HasKey(e => e.PersonId);
        builder.ReferencesPerson(e => e.PersonId, WhenMerged.MovesUnlessThere);
    }
}
