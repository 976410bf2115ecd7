using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;

namespace Training.Certification.Cme;

/// <summary>How an activity is counted.</summary>
internal enum CreditKind
{
    /// <summary>So many credit hours for each period.</summary>
    PerPeriod,

    /// <summary>So many for the activity as a whole.</summary>
    Fixed,

    /// <summary>So many for each year of it.</summary>
    PerYear,
}

/// <summary>What an activity is worth in credit hours, from a day on; taken from law, so data with a reference and never a constant.</summary>
[NotAudited("comes with a recipe, whose run is in the trail; no page changes it")]
internal sealed class CreditRule : Entity
{
    public required string Activity { get; init; }

    public required int Group { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    public required CreditKind Kind { get; init; }

    public required decimal Hours { get; init; }

    /// <summary>What is counted: tiết, buổi, bài …</summary>
    public required string UnitVi { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Where it is written.</summary>
    public required string Reference { get; init; }
}

internal sealed class CreditRuleConfiguration : IEntityTypeConfiguration<CreditRule>
{
    public void Configure(EntityTypeBuilder<CreditRule> builder)
    {
        builder.ToTable("Certification_CreditRules", table => table.HasCheckConstraint("CK_Certification_CreditRules_Hours", "\"Hours\" > 0"));
        builder.HasIndex(r => new { r.Activity, r.From }).IsUnique();
        builder.Property(r => r.Activity).HasMaxLength(40);
        builder.Property(r => r.NameVi).HasMaxLength(300);
        builder.Property(r => r.NameEn).HasMaxLength(300);
        builder.Property(r => r.Hours).HasPrecision(6, 2);
        builder.Property(r => r.UnitVi).HasMaxLength(60);
        builder.Property(r => r.Reference).HasMaxLength(200);
    }
}

internal static class CreditRules
{
    /// <summary>The rule in force on the day: the newest that had begun. Null where there was none.</summary>
    public static Task<CreditRule?> OnAsync(this TrainingDbContext db, string activity, DateOnly day, CancellationToken ct)
        => db.Set<CreditRule>().AsNoTracking().Where(r => r.Activity == activity && r.From <= day).OrderByDescending(r => r.From).FirstOrDefaultAsync(ct);

    /// <summary>What so many periods are worth by the rule; null where it does not count periods.</summary>
    public static decimal? HoursOf(this CreditRule rule, int periods) => rule.Kind switch
    {
        CreditKind.PerPeriod => rule.Hours * periods,
        CreditKind.Fixed => rule.Hours,
        _ => null,
    };
}
