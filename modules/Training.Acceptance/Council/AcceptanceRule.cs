using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Acceptance.Council;

/// <summary>How a council is made up and how it decides, from a day on, with its reason and where it comes from.</summary>
internal sealed class AcceptanceRule : Entity, IAppendOnly
{
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Members at least.</summary>
    public required int CouncilMinimum { get; init; }

    /// <summary>Whether their number has to be odd, so that there is a majority.</summary>
    public required bool CouncilOdd { get; init; }

    /// <summary>Whether both hospitals have to be there.</summary>
    public required bool BothHospitals { get; init; }

    /// <summary>Whether a conditional vote counts as accepting.</summary>
    public required bool ConditionalAccepts { get; init; }

    public required string Reason { get; init; }

    public required string Source { get; init; }
}

internal sealed class AcceptanceRuleConfiguration : IEntityTypeConfiguration<AcceptanceRule>
{
    public void Configure(EntityTypeBuilder<AcceptanceRule> builder)
    {
        builder.ToTable("Acceptance_Rules", table => table.HasCheckConstraint("CK_Acceptance_Rules_Minimum", """ "CouncilMinimum" >= 1 """.Trim()));
        builder.HasIndex(r => r.ValidFrom).IsUnique();
        builder.Property(r => r.Reason).HasMaxLength(500);
        builder.Property(r => r.Source).HasMaxLength(200);
    }
}
