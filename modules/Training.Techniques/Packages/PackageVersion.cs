using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Techniques.Packages;

/// <summary>
/// What a package asks for, as published. A transfer keeps the version it began with, so nothing here ever changes; a better programme is
/// a new version.
/// </summary>
internal sealed class PackageVersion : Entity, IAppendOnly
{
    public required Guid PackageId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    /// <summary>The course that counts as its theory; null where it has none yet.</summary>
    public Guid? TheoryCourseId { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public IList<PackageTechnique> Techniques { get; } = [];

    public IList<PackageTarget> Targets { get; } = [];

    public IList<PackageCaseMix> CaseMix { get; } = [];
}

/// <summary>A technique of a package version.</summary>
internal sealed class PackageTechnique : IAppendOnly
{
    public required Guid PackageVersionId { get; init; }

    public required Guid TechniqueId { get; init; }

    /// <summary>From 1, the main technique first.</summary>
    public required int Position { get; init; }

    public required bool IsMain { get; init; }

    /// <summary>What a public text says about this technique in such a transfer; see PROVENANCE.md.</summary>
    public required string Evidence { get; init; }
}

/// <summary>How many signed cases of a technique a place in the team needs at a stage.</summary>
internal sealed class PackageTarget : IAppendOnly
{
    public required Guid PackageVersionId { get; init; }

    public required Guid TechniqueId { get; init; }

    public required TeamRole Role { get; init; }

    public required Stage Stage { get; init; }

    public required int Count { get; init; }

    public required int MinEntrustment { get; init; }
}

/// <summary>How many of those cases have to be of a kind.</summary>
internal sealed class PackageCaseMix : IAppendOnly
{
    public required Guid PackageVersionId { get; init; }

    public required Guid TechniqueId { get; init; }

    public required TeamRole Role { get; init; }

    public required CaseMixKind Kind { get; init; }

    public required int Count { get; init; }
}

internal sealed class PackageVersionConfiguration : IEntityTypeConfiguration<PackageVersion>
{
    public void Configure(EntityTypeBuilder<PackageVersion> builder)
    {
        builder.ToTable("Techniques_PackageVersions");
        builder.HasOne<TechniquePackage>().WithMany().HasForeignKey(v => v.PackageId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesCourse(v => v.TheoryCourseId);
        builder.HasMany(v => v.Techniques).WithOne().HasForeignKey(t => t.PackageVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(v => v.Targets).WithOne().HasForeignKey(t => t.PackageVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(v => v.CaseMix).WithOne().HasForeignKey(m => m.PackageVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => new { v.PackageId, v.Number }).IsUnique();
        builder.Property(v => v.NameVi).HasMaxLength(200);
        builder.Property(v => v.NameEn).HasMaxLength(200);
    }
}

internal sealed class PackageTechniqueConfiguration : IEntityTypeConfiguration<PackageTechnique>
{
    public void Configure(EntityTypeBuilder<PackageTechnique> builder)
    {
        builder.ToTable("Techniques_PackageTechniques").HasKey(t => new { t.PackageVersionId, t.TechniqueId });
        builder.ReferencesTechnique(t => t.TechniqueId);
        builder.Property(t => t.Evidence).HasMaxLength(200);
    }
}

internal sealed class PackageTargetConfiguration : IEntityTypeConfiguration<PackageTarget>
{
    public void Configure(EntityTypeBuilder<PackageTarget> builder)
    {
        builder.ToTable("Techniques_PackageTargets", table => table.HasCheckConstraint("CK_Techniques_PackageTargets_Count", "\"Count\" > 0"));
        builder.HasKey(t => new { t.PackageVersionId, t.TechniqueId, t.Role, t.Stage });
        builder.ReferencesTechnique(t => t.TechniqueId);
    }
}

internal sealed class PackageCaseMixConfiguration : IEntityTypeConfiguration<PackageCaseMix>
{
    public void Configure(EntityTypeBuilder<PackageCaseMix> builder)
    {
        builder.ToTable("Techniques_PackageCaseMix", table => table.HasCheckConstraint("CK_Techniques_PackageCaseMix_Count", "\"Count\" > 0"));
        builder.HasKey(m => new { m.PackageVersionId, m.TechniqueId, m.Role, m.Kind });
        builder.ReferencesTechnique(m => m.TechniqueId);
    }
}
