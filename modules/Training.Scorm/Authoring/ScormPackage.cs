using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Scorm.Intake;
using Training.Scorm.Manifests;

namespace Training.Scorm.Authoring;

/// <summary>A package that was taken in; its files lie in a folder with its id. It never changes.</summary>
internal sealed class ScormPackage : Entity
{
    private Course? _course;

    /// <summary>Of the archive as it was sent.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Of the list of its files.</summary>
    public required string IndexHash { get; init; }

    /// <summary>What the archive was called; for showing only.</summary>
    public required string FileName { get; init; }

    public required long ZipBytes { get; init; }

    public required long Bytes { get; init; }

    public required int Files { get; init; }

    /// <summary>Files of types that no package needs, which were not kept: their number, and the first of their names.</summary>
    public required int LeftOut { get; init; }

    public required string LeftOutNames { get; init; }

    /// <summary>The <see cref="Course"/>.</summary>
    public required string ManifestJson { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public required string TakenBy { get; init; }

    public Course Course => _course ??= JsonSerializer.Deserialize<Course>(ManifestJson)!;

    public bool CanBePublished => !Course.Findings.Any(finding => finding.Stops);

    public static ScormPackage Of(TakenPackage taken, string fileName, string by, DateTimeOffset at) => new()
    {
        Id = taken.Id,
        Sha256 = taken.Sha256,
        IndexHash = taken.IndexHash,
        FileName = fileName,
        ZipBytes = taken.ZipBytes,
        Bytes = taken.Bytes,
        Files = taken.Files,
        LeftOut = taken.LeftOut.Count,
        LeftOutNames = string.Join('\n', taken.LeftOut.Take(5)),
        ManifestJson = JsonSerializer.Serialize(taken.Course),
        TakenAt = at,
        TakenBy = by,
    };
}

/// <summary>What an item of the kind <c>scorm</c> shows: a package, or none yet. Published content is frozen.</summary>
[NotAudited("what a draft holds; that a package was sent and that the course was published are the events")]
internal sealed class ScormContent : Entity
{
    public required string Title { get; init; }

    public Guid? PackageId { get; set; }

    public DateTimeOffset? FrozenAt { get; set; }
}

internal sealed class ScormContentConfiguration : IEntityTypeConfiguration<ScormPackage>, IEntityTypeConfiguration<ScormContent>
{
    public void Configure(EntityTypeBuilder<ScormPackage> builder)
    {
        builder.ToTable("Scorm_Packages");
        builder.Ignore(p => p.Course);
        builder.Property(p => p.Sha256).HasMaxLength(64);
        builder.Property(p => p.IndexHash).HasMaxLength(64);
        builder.Property(p => p.FileName).HasMaxLength(200);
        builder.Property(p => p.LeftOutNames).HasMaxLength(3000);
        builder.Property(p => p.TakenBy).HasMaxLength(200);
        builder.HasIndex(p => p.TakenAt);
    }

    public void Configure(EntityTypeBuilder<ScormContent> builder)
    {
        builder.ToTable("Scorm_Contents");
        builder.HasOne<ScormPackage>().WithMany().HasForeignKey(c => c.PackageId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(c => c.Title).HasMaxLength(300);
    }
}
