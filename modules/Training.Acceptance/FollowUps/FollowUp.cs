using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Acceptance.Council;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Acceptance.FollowUps;

/// <summary>When a package asks for its follow-ups, where it does not keep to what the drawing of the process says.</summary>
internal sealed class FollowUpRule : Entity, IAppendOnly
{
    public required Guid PackageVersionId { get; init; }

    /// <summary>1, 2 or 3.</summary>
    public required int Number { get; init; }

    /// <summary>How long after the acceptance: whole days, weeks, months or years of ISO 8601, such as <c>P3M</c>.</summary>
    public required string After { get; init; }

    public required string Source { get; init; }
}

/// <summary>A question that comes due on a day after the acceptance.</summary>
internal sealed class FollowUp : IAppendOnly
{
    public required Guid CaseId { get; init; }

    /// <summary>1, 2, 3: the last one decides whether the technique is sustained.</summary>
    public required int Number { get; init; }

    public required DateOnly DueOn { get; init; }
}

/// <summary>What the receiving hospital answered.</summary>
internal sealed class FollowUpAnswer : CaseRow
{
    public const string Action = "Acceptance.FollowUpAnswered";

    public required int Number { get; init; }

    public required bool StillDone { get; init; }

    /// <summary>Cases since the acceptance.</summary>
    public required int Cases { get; init; }

    /// <summary>Those of them done without help of the giving hospital.</summary>
    public required int Independent { get; init; }

    /// <summary>Why it is no longer done.</summary>
    public string? Reason { get; init; }
}

internal sealed class FollowUpConfiguration : IEntityTypeConfiguration<FollowUpRule>, IScoped<FollowUp>
{
    public Expression<Func<FollowUp, Viewer, bool>> VisibleTo(TrainingDbContext db) => (f, _) => db.Set<AcceptanceCase>().Any(c => c.Id == f.CaseId);

    public void Lock(RowLock<FollowUp> row) => row.With<AcceptanceCase>(f => f.CaseId);

    public void Configure(EntityTypeBuilder<FollowUpRule> builder)
    {
        builder.ToTable("Acceptance_FollowUpRules");
        builder.ReferencesPackageVersion(r => r.PackageVersionId);
        builder.HasIndex(r => new { r.PackageVersionId, r.Number }).IsUnique();
        builder.Property(r => r.After).HasMaxLength(20);
        builder.Property(r => r.Source).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<FollowUp> builder)
    {
        builder.ToTable("Acceptance_FollowUps").HasKey(f => new { f.CaseId, f.Number });
        builder.HasOne<AcceptanceCase>().WithMany().HasForeignKey(f => f.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FollowUpAnswerConfiguration : CaseRowConfiguration<FollowUpAnswer>
{
    protected override void ConfigureRow(EntityTypeBuilder<FollowUpAnswer> builder)
    {
        builder.ToTable("Acceptance_FollowUpAnswers", table => table.HasCheckConstraint(
            "CK_Acceptance_FollowUpAnswers_Cases", """ "Cases" >= 0 AND "Independent" BETWEEN 0 AND "Cases" """.Trim()));
        builder.HasIndex(a => new { a.CaseId, a.Number }).IsUnique();
        builder.Property(a => a.Reason).HasMaxLength(CaseText.Longest);
    }
}
