using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Transfers.Guidance;

/// <summary>How many learners one guide may have at the same time, from – to, and the law that says so. On a day without a rule there is no limit.</summary>
internal sealed class GuideRule : Entity
{
    public const string AddedAction = "Transfers.GuideRuleAdded";
    public const string EndedAction = "Transfers.GuideRuleEnded";

    public required int MostLearners { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day; null while it goes on.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>The law in words: Nghị định 96/2023/NĐ-CP, Điều 7.</summary>
    public required string Reference { get; init; }

    /// <summary>What it says, or why it was changed; may be empty.</summary>
    public required string Note { get; init; }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

internal sealed class GuideRuleConfiguration : IEntityTypeConfiguration<GuideRule>
{
    public const int ReferenceLength = 200;
    public const int NoteLength = 500;

    public void Configure(EntityTypeBuilder<GuideRule> builder)
    {
        builder.ToTable("Transfers_GuideRules", table => table.HasCheckConstraint("CK_Transfers_GuideRules_MostLearners", """ "MostLearners" >= 1 """.Trim()));
        builder.HasIndex(r => r.ValidFrom).IsUnique();
        builder.Property(r => r.Reference).HasMaxLength(ReferenceLength);
        builder.Property(r => r.Note).HasMaxLength(NoteLength);
    }
}
