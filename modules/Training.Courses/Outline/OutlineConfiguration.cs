using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;

namespace Training.Courses.Outline;

internal sealed class CourseVersionConfiguration : IEntityTypeConfiguration<CourseVersion>
{
    public void Configure(EntityTypeBuilder<CourseVersion> builder)
    {
        builder.ToTable("Courses_Versions", table =>
        {
            table.HasCheckConstraint("CK_Courses_Versions_CreditPeriods", "\"CreditPeriods\" IS NULL OR \"CreditPeriods\" > 0");
            table.HasCheckConstraint("CK_Courses_Versions_LeastOptional", "\"LeastOptional\" >= 0");
        });
        builder.Ignore(v => v.IsDraft);
        builder.ReferencesCourse(v => v.CourseId);
        builder.HasIndex(v => new { v.CourseId, v.Number }).IsUnique();

        // One draft at a time.
        builder.HasIndex(v => v.CourseId).IsUnique().HasFilter("\"PublishedAt\" IS NULL").HasDatabaseName("IX_Courses_Versions_Draft");
        builder.Property(v => v.Edits).IsConcurrencyToken();
        builder.Property(v => v.TitleVi).HasMaxLength(200);
        builder.Property(v => v.TitleEn).HasMaxLength(200);
        builder.Property(v => v.SummaryVi).HasMaxLength(1000);
        builder.Property(v => v.SummaryEn).HasMaxLength(1000);
        builder.Property(v => v.ChangesVi).HasMaxLength(1000);
        builder.Property(v => v.ChangesEn).HasMaxLength(1000);
    }
}

internal sealed class SectionConfiguration : IEntityTypeConfiguration<Section>
{
    public void Configure(EntityTypeBuilder<Section> builder)
    {
        builder.ToTable("Courses_Sections");
        builder.HasOne<CourseVersion>().WithMany().HasForeignKey(s => s.VersionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => new { s.VersionId, s.Number });
        builder.Property(s => s.TitleVi).HasMaxLength(200);
        builder.Property(s => s.TitleEn).HasMaxLength(200);
    }
}

internal sealed class ItemConfiguration : IEntityTypeConfiguration<Item>
{
    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.ToTable("Courses_Items", table => table.HasCheckConstraint("CK_Courses_Items_LeastScore", "\"LeastScore\" IS NULL OR \"LeastScore\" BETWEEN 0 AND 100"));
        builder.HasOne<CourseVersion>().WithMany().HasForeignKey(i => i.VersionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Section>().WithMany().HasForeignKey(i => i.SectionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(i => new { i.VersionId, i.Key }).IsUnique();
        builder.HasIndex(i => new { i.SectionId, i.Number });
        builder.HasIndex(i => new { i.Kind, i.ContentId });
        builder.Property(i => i.Kind).HasMaxLength(20);
        builder.Property(i => i.TitleVi).HasMaxLength(200);
        builder.Property(i => i.TitleEn).HasMaxLength(200);
        builder.Property(i => i.ChangeVi).HasMaxLength(1000);
        builder.Property(i => i.ChangeEn).HasMaxLength(1000);
        builder.Property(i => i.Conditions).HasConversion(conditions => conditions.ToJson(), json => ItemConditions.Parse(json), new Comparer()).HasMaxLength(4000);
    }

    private sealed class Comparer() : Microsoft.EntityFrameworkCore.ChangeTracking.ValueComparer<ItemConditions>((a, b) => object.Equals(a, b), value => value.GetHashCode());
}
