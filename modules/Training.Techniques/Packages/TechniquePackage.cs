using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Techniques.Packages;

/// <summary>Gói kỹ thuật: techniques that are taught together. What it asks for stands in its versions.</summary>
internal sealed class TechniquePackage : Entity
{
    /// <summary>GKT-09; a made-up code, shown everywhere.</summary>
    public required string Code { get; init; }

    /// <summary>Key of a hospital that could give it; illustrative.</summary>
    public required string TypicalDonor { get; init; }

    public void Published() => Raise(new CatalogueChanged(Id));
}

internal sealed class TechniquePackageConfiguration : IEntityTypeConfiguration<TechniquePackage>
{
    public void Configure(EntityTypeBuilder<TechniquePackage> builder)
    {
        builder.ToTable("Techniques_Packages");
        builder.HasIndex(p => p.Code).IsUnique();
        builder.Property(p => p.Code).HasMaxLength(30);
        builder.Property(p => p.TypicalDonor).HasMaxLength(60);
    }
}
