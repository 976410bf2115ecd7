using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Data;

/// <summary>A recipe that was run to its end when the site was set up.</summary>
public sealed class RecipeRun : IAppendOnly
{
    /// <summary>Name of the recipe.</summary>
    public required string Name { get; init; }

    /// <summary>When it was first run.</summary>
    public required DateTimeOffset RanAt { get; init; }
}

internal sealed class RecipeRunConfiguration : IEntityTypeConfiguration<RecipeRun>
{
    public void Configure(EntityTypeBuilder<RecipeRun> builder)
    {
        builder.ToTable("Data_RecipeRuns").HasKey(r => r.Name);
        builder.Property(r => r.Name).HasMaxLength(100);
    }
}
