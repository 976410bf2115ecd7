using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Identity.Throttling;

/// <summary>How often one network, account or device tried one door. In the database, so that all nodes count together.</summary>
[NotAudited("counts attempts; refused ones are events of their own")]
internal sealed class ThrottleCount
{
    public required string Door { get; init; }

    /// <summary>A hash of whom it counts: no address and no typed name is kept.</summary>
    public required string Key { get; init; }

    /// <summary>Unix seconds: when the running window began. A number, so that the same SQL works on both databases.</summary>
    public required long Since { get; init; }

    /// <summary>Tries in the running window that did not succeed.</summary>
    public required int Tries { get; init; }

    /// <summary>Tries in a row that did not succeed.</summary>
    public required int InARow { get; init; }
}

internal sealed class ThrottleCountConfiguration : IEntityTypeConfiguration<ThrottleCount>
{
    public void Configure(EntityTypeBuilder<ThrottleCount> builder)
    {
        builder.ToTable("Identity_Throttles").HasKey(t => new { t.Door, t.Key });
        builder.Property(t => t.Door).HasMaxLength(20);
        builder.Property(t => t.Key).HasMaxLength(64);
        builder.HasIndex(t => t.Since);
    }
}
