using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Activities.Content;
using Training.Modules;

namespace Training.Activities.Assignments;

/// <summary>Something to be handed in and marked by its rubric.</summary>
[NotAudited("a draft until its course is published, which is the event; never changed from then on")]
internal sealed class Assignment : ActivityContent
{
    public bool TakesText { get; set; } = true;

    public bool TakesFiles { get; set; } = true;

    /// <summary>Last day for handing in; null: no end.</summary>
    public DateOnly? DueOn { get; set; }

    public Rubric Rubric { get; set; } = Rubric.None;
}

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.MapContent("Activities_Assignments");
        builder.Property(a => a.Rubric).HasMaxLength(20_000)
            .HasConversion(rubric => rubric.ToJson(), json => Rubric.FromJson(json), new ValueComparer<Rubric>((a, b) => a!.ToJson() == b!.ToJson(), rubric => rubric.ToJson().GetHashCode(StringComparison.Ordinal)));
    }
}
