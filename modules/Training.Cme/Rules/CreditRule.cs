using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Cme.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Cme.Rules;

/// <summary>
/// What an activity is worth in credit hours, from a day on; taken from law, so data with a reference and never a constant. A correction is a new
/// row from a day on, so that what was worked out by an older row stays explained.
/// </summary>
[NotAudited("comes with a recipe, whose run is in the trail; no page changes it")]
internal sealed class CreditRule : Entity, IAppendOnly
{
    /// <summary>A course, as learner or teacher: what a finished course counts as.</summary>
    public const string Course = "DT_KHOAHOC";

    public required string Activity { get; init; }

    public required int Group { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    public required CreditKind Kind { get; init; }

    /// <summary>For one unit.</summary>
    public required decimal Hours { get; init; }

    /// <summary>What is counted: tiết, buổi, bài …</summary>
    public required string UnitVi { get; init; }

    public required string UnitEn { get; init; }

    /// <summary>What whoever uses the row should know, such as sources that differ; empty where there is nothing.</summary>
    public required string NoteVi { get; init; }

    public required string NoteEn { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Where it is written.</summary>
    public required string Reference { get; init; }

    public string Display => Show.Name(NameVi, NameEn);

    public string Unit => Show.Name(UnitVi, UnitEn);

    public string Note => Show.Name(NoteVi, NoteEn);

    /// <summary>What so many units are worth, in hundredths of a credit hour: whole numbers add up exactly on every database.</summary>
    public int HundredthsOf(int units) => (int)(Hours * 100m) * units;

    public CreditRuleInfo Info => new(Id, Activity, NameVi, NameEn, Kind, Hours, From, Reference);
}

internal sealed class CreditRuleConfiguration : IEntityTypeConfiguration<CreditRule>
{
    public void Configure(EntityTypeBuilder<CreditRule> builder)
    {
        builder.ToTable("Cme_CreditRules", table => table.HasCheckConstraint("CK_Cme_CreditRules_Hours", "\"Hours\" > 0"));
        builder.HasIndex(r => new { r.Activity, r.From }).IsUnique();
        builder.Property(r => r.Activity).HasMaxLength(40);
        builder.Property(r => r.NameVi).HasMaxLength(300);
        builder.Property(r => r.NameEn).HasMaxLength(300);
        builder.Property(r => r.Hours).HasPrecision(6, 2);
        builder.Property(r => r.UnitVi).HasMaxLength(60);
        builder.Property(r => r.UnitEn).HasMaxLength(60);
        builder.Property(r => r.NoteVi).HasMaxLength(400);
        builder.Property(r => r.NoteEn).HasMaxLength(400);
        builder.Property(r => r.Reference).HasMaxLength(200);
        builder.Ignore(r => r.Display).Ignore(r => r.Unit).Ignore(r => r.Note).Ignore(r => r.Info);
    }
}

/// <inheritdoc cref="ICreditRules"/>
internal sealed class CreditRules(TrainingDbContext db) : ICreditRules
{
    /// <inheritdoc/>
    public async Task<CreditRuleInfo?> OnAsync(string activity, DateOnly day, CancellationToken ct) => (await FindAsync(activity, day, ct))?.Info;

    public Task<CreditRule?> FindAsync(string activity, DateOnly day, CancellationToken ct)
        => db.Set<CreditRule>().AsNoTracking().Where(r => r.Activity == activity && r.From <= day).OrderByDescending(r => r.From).FirstOrDefaultAsync(ct);

    /// <summary>The rules in force on the day, in the order of the law; one statement.</summary>
    public async Task<IReadOnlyList<CreditRule>> AllOnAsync(DateOnly day, CancellationToken ct)
        => [.. (await db.Set<CreditRule>().AsNoTracking().Where(r => r.From <= day).ToListAsync(ct)).GroupBy(r => r.Activity).Select(of => of.MaxBy(r => r.From)!).OrderBy(r => r.Group).ThenBy(r => r.Id)];
}
