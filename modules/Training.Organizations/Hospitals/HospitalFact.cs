using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;
using Training.Organizations.History;
using Training.Organizations.Provinces;

namespace Training.Organizations.Hospitals;

/// <summary>What of a hospital changes over the years and is looked up by day.</summary>
internal enum FactKind
{
    Name,
    Province,
    Tier,
    Rank,
    AdminLevel,
    TrainingUnitCode,
}

/// <summary>One value of a hospital from a day to a day, with the decision behind it. Of one kind, no two hold on the same day.</summary>
internal sealed class HospitalFact : Entity, IDated
{
    public required Guid HospitalId { get; init; }

    public required FactKind Kind { get; init; }

    /// <summary>The name, the tier, the rank, the level or the code; empty where the value is a province.</summary>
    public required string Value { get; set; }

    /// <summary>The English name.</summary>
    public string? ValueEn { get; set; }

    public Guid? ProvinceId { get; set; }

    public required DateOnly From { get; set; }

    public DateOnly? To { get; set; }

    /// <summary>Number and day of the decision.</summary>
    public string? Reference { get; set; }

    public string? Note { get; set; }
}

internal sealed class HospitalFactConfiguration : IEntityTypeConfiguration<HospitalFact>
{
    public void Configure(EntityTypeBuilder<HospitalFact> builder)
    {
        builder.ToTable("Organizations_HospitalFacts", table => table.HasCheckConstraint(
            "CK_Organizations_HospitalFacts_Province", "(\"Kind\" = 'Province') = (\"ProvinceId\" IS NOT NULL)"));
        builder.HasIndex(f => new { f.HospitalId, f.Kind, f.From }).IsUnique();
        builder.HasOne<Hospital>().WithMany().HasForeignKey(f => f.HospitalId).OnDelete(DeleteBehavior.Cascade); // only an import that is undone removes a hospital
        builder.HasOne<Province>().WithMany().HasForeignKey(f => f.ProvinceId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(f => f.Value).HasMaxLength(200);
        builder.Property(f => f.ValueEn).HasMaxLength(200);
        builder.Property(f => f.Reference).HasMaxLength(200);
        builder.Property(f => f.Note).HasMaxLength(500);
    }
}
