using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;
using Training.Organizations.History;

namespace Training.Organizations.Provinces;

/// <summary>What a province was called from a day to a day, and by which text of law. No two of one province hold on the same day.</summary>
internal sealed class ProvinceName : Entity, IDated
{
    public static readonly IReadOnlyList<string> UnitTypes = ["tinh", "thanh_pho"];

    public required Guid ProvinceId { get; init; }

    /// <summary>The official code of the time: two digits, leading zero kept.</summary>
    public required string OfficialCode { get; set; }

    public required string ShortName { get; set; }

    public required string FullName { get; set; }

    /// <summary>tinh or thanh_pho.</summary>
    public required string UnitType { get; set; }

    public required string HealthDepartment { get; set; }

    public required DateOnly From { get; set; }

    public DateOnly? To { get; set; }

    /// <summary>The text of law by which it is called so.</summary>
    public string? Reference { get; set; }
}

internal sealed class ProvinceNameConfiguration : IEntityTypeConfiguration<ProvinceName>
{
    public void Configure(EntityTypeBuilder<ProvinceName> builder)
    {
        builder.ToTable("Organizations_ProvinceNames");
        builder.HasIndex(n => new { n.ProvinceId, n.From }).IsUnique();
        builder.HasOne<Province>().WithMany().HasForeignKey(n => n.ProvinceId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(n => n.OfficialCode).HasMaxLength(2);
        builder.Property(n => n.ShortName).HasMaxLength(100);
        builder.Property(n => n.FullName).HasMaxLength(100);
        builder.Property(n => n.HealthDepartment).HasMaxLength(150);
        builder.Property(n => n.Reference).HasMaxLength(200);
    }
}
