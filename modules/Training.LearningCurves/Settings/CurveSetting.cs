using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.LearningCurves.Maths;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.LearningCurves.Settings;

/// <summary>
/// What the curves of a technique in a package version are measured by, from a day on; without package and technique: those that have no settings
/// of their own. Never changed: newer ones take its place from their first day.
/// </summary>
internal sealed class CurveSetting : Entity, IAppendOnly
{
    public const int LongestSource = 300;

    public const string SetAction = "LearningCurves.SettingSet";

    public required Guid? PackageVersionId { get; init; }

    public required Guid? TechniqueId { get; init; }

    /// <summary>p0, above 0 and below 1.</summary>
    public required decimal Acceptable { get; init; }

    /// <summary>p1, above p0 and below 1.</summary>
    public required decimal Unacceptable { get; init; }

    public required decimal CompetenceLimit { get; init; }

    public required decimal RelapseLimit { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day, after which the settings for all others hold; null: until there are newer ones.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    /// <summary>The account that set it; null for a recipe.</summary>
    public required Guid? SetByUserId { get; init; }

    /// <summary>The name of that moment; empty for a recipe.</summary>
    public required string SetBy { get; init; }

    public CurveRule Rule => new((double)Acceptable, (double)Unacceptable, (double)CompetenceLimit, (double)RelapseLimit);
}

internal sealed class CurveSettingConfiguration : IEntityTypeConfiguration<CurveSetting>
{
    public void Configure(EntityTypeBuilder<CurveSetting> builder)
    {
        builder.ToTable("LearningCurves_Settings", table =>
        {
            table.HasCheckConstraint("CK_LearningCurves_Settings_Both", """ ("PackageVersionId" IS NULL) = ("TechniqueId" IS NULL) """.Trim());
            table.HasCheckConstraint(
                "CK_LearningCurves_Settings_Shares",
                """ CAST("Acceptable" AS REAL) > 0 AND CAST("Unacceptable" AS REAL) > CAST("Acceptable" AS REAL) AND CAST("Unacceptable" AS REAL) < 1 """.Trim());
            table.HasCheckConstraint("CK_LearningCurves_Settings_Limits", """ CAST("CompetenceLimit" AS REAL) > 0 AND CAST("RelapseLimit" AS REAL) > 0 """.Trim());
        });
        builder.ReferencesPackageVersion(s => s.PackageVersionId);
        builder.ReferencesTechnique(s => s.TechniqueId);
        builder.HasIndex(s => new { s.PackageVersionId, s.TechniqueId, s.ValidFrom });
        builder.Property(s => s.Acceptable).HasPrecision(6, 5);
        builder.Property(s => s.Unacceptable).HasPrecision(6, 5);
        builder.Property(s => s.CompetenceLimit).HasPrecision(6, 3);
        builder.Property(s => s.RelapseLimit).HasPrecision(6, 3);
        builder.Property(s => s.Source).HasMaxLength(CurveSetting.LongestSource);
        builder.Property(s => s.SetBy).HasMaxLength(250);
        builder.Ignore(s => s.Rule);
    }
}
