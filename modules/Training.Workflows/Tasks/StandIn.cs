using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Workflows.Tasks;

/// <summary>
/// Somebody is away and has named a colleague, who sees what they had taken on and may take it over. It gives no rights: whoever stands in
/// has to hold the key of a task themselves when they act.
/// </summary>
internal sealed class StandIn : Entity
{
    public required Guid AbsentUserId { get; init; }

    public required string AbsentName { get; init; }

    public required Guid StandInUserId { get; init; }

    public required string StandInName { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly To { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class StandInConfiguration : IEntityTypeConfiguration<StandIn>
{
    public void Configure(EntityTypeBuilder<StandIn> builder)
    {
        builder.ToTable("Workflows_StandIns");
        builder.HasIndex(s => s.AbsentUserId);
        builder.HasIndex(s => s.StandInUserId);
        builder.Property(s => s.AbsentName).HasMaxLength(250);
        builder.Property(s => s.StandInName).HasMaxLength(250);
    }
}
