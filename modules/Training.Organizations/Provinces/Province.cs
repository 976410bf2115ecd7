using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Organizations.Provinces;

internal sealed class Province : Entity
{
    public required string Code { get; init; }

    public required string ShortName { get; set; }

    public required string FullName { get; set; }

    /// <summary>tinh or thanh_pho.</summary>
    public required string UnitType { get; set; }

    /// <summary>Names of the provinces merged into it on 1 July 2025, separated by "; "; empty where it was unchanged.</summary>
    public required string MergedFrom { get; set; }

    public required string AdminCentre { get; set; }

    public required string RegionVi { get; set; }

    public required string RegionEn { get; set; }

    public required string HealthDepartment { get; set; }

    public required string SortKey { get; set; }

    public void Changed() => Raise(new OrganizationChanged(Id));
}

internal sealed class ProvinceConfiguration : IEntityTypeConfiguration<Province>
{
    public void Configure(EntityTypeBuilder<Province> builder)
    {
        builder.ToTable("Organizations_Provinces");
        builder.HasIndex(p => p.Code).IsUnique();
        builder.Property(p => p.Code).HasMaxLength(2);
        builder.Property(p => p.ShortName).HasMaxLength(100);
        builder.Property(p => p.FullName).HasMaxLength(100);
        builder.Property(p => p.SortKey).HasMaxLength(400);
    }
}
