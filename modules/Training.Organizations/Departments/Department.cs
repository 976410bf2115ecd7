using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Organizations.History;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Departments;

/// <summary>Khoa, phòng, trung tâm. It is closed, never deleted: appointments of the past name it.</summary>
internal sealed class Department : Entity, IVersioned, IDated
{
    public required Guid HospitalId { get; init; }

    public required string Name { get; set; }

    public string? NameEn { get; set; }

    public required DateOnly From { get; set; }

    public DateOnly? To { get; set; }

    /// <summary>The department that went on with its work; null where none did or it is not recorded.</summary>
    public Guid? SuccessorId { get; set; }

    /// <summary>The folded name while it is open, its id once it is closed: no two open departments of a hospital have the same name.</summary>
    public string OpenKey { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    public string SortKey { get; private set; } = "";

    public int Version { get; set; }

    /// <summary>Call after setting names or days.</summary>
    public void Changed()
    {
        SearchText = VietnameseText.Fold($"{Name} {NameEn}");
        SortKey = VietnameseText.SortKey(Name);
        OpenKey = To is null ? VietnameseText.Fold(Name) : Id.ToString("N");
    }
}

internal sealed class DepartmentConfiguration : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> builder)
    {
        builder.ToTable("Organizations_Departments");
        builder.HasIndex(d => new { d.HospitalId, d.OpenKey }).IsUnique();
        builder.HasIndex(d => new { d.HospitalId, d.SortKey });
        builder.HasOne<Hospital>().WithMany().HasForeignKey(d => d.HospitalId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(d => d.SuccessorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(d => d.Name).HasMaxLength(200);
        builder.Property(d => d.NameEn).HasMaxLength(200);
        builder.Property(d => d.OpenKey).HasMaxLength(200);
        builder.Property(d => d.SearchText).HasMaxLength(420);
        builder.Property(d => d.SortKey).HasMaxLength(700);
    }
}

internal static class DepartmentsDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Department> Departments => db.Set<Department>();
    }
}
