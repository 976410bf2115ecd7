using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Organizations.Provinces;

/// <summary>
/// A province or a city of the central government through all its names: each of the 63 units of before 1 July 2025 is one, and the 34
/// that are left kept their own id. The names stand in <see cref="ProvinceName"/>; the columns here are those of today, or the last ones.
/// </summary>
internal sealed class Province : Entity, IVersioned
{
    /// <summary>
    /// The code of the present list (two digits), by which the site knows it for good. The present list gave some codes of abolished
    /// provinces to others, so a province that is not on it is known by its name instead: <c>yen-bai</c>.
    /// </summary>
    public required string Code { get; init; }

    public required string ShortName { get; set; }

    public required string FullName { get; set; }

    /// <summary>tinh or thanh_pho.</summary>
    public required string UnitType { get; set; }

    public required string AdminCentre { get; set; }

    public required string RegionVi { get; set; }

    public required string RegionEn { get; set; }

    public required string HealthDepartment { get; set; }

    public required string SortKey { get; set; }

    /// <summary>The first day it no longer exists; null while it does.</summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>The province it was merged into.</summary>
    public Guid? SuccessorId { get; set; }

    /// <summary>The resolution that merged it.</summary>
    public string? ClosedReference { get; set; }

    public int Version { get; set; }

    /// <summary>Call after setting names: tells the other modules.</summary>
    public void Changed()
    {
        SortKey = VietnameseText.SortKey(ShortName);
        Raise(new OrganizationChanged(Id));
    }

    /// <summary>Takes over a name as that of today.</summary>
    public void Take(ProvinceName name)
        => (ShortName, FullName, UnitType, HealthDepartment) = (name.ShortName, name.FullName, name.UnitType, name.HealthDepartment);
}

internal sealed class ProvinceConfiguration : IEntityTypeConfiguration<Province>
{
    public void Configure(EntityTypeBuilder<Province> builder)
    {
        builder.ToTable("Organizations_Provinces");
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasOne<Province>().WithMany().HasForeignKey(p => p.SuccessorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(p => p.Code).HasMaxLength(40);
        builder.Property(p => p.ShortName).HasMaxLength(100);
        builder.Property(p => p.FullName).HasMaxLength(100);
        builder.Property(p => p.SortKey).HasMaxLength(400);
        builder.Property(p => p.ClosedReference).HasMaxLength(200);
    }
}
