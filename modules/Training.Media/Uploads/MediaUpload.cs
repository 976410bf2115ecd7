using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Media.Library;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Media.Uploads;

/// <summary>
/// A file on its way into a library: announced, received part by part, looked through by the scanner, taken apart, stored. Where it stands is read off its
/// stamps. Its size counts against the quotas from the first moment.
/// </summary>
[NotAudited("steps on the way; the item that comes of it, or its refusal, is the event")]
internal sealed class MediaUpload : Entity
{
    public required Guid UserId { get; init; }

    public required string UserName { get; init; }

    public Guid? HospitalId { get; init; }

    /// <summary>As the person's own device calls it, so that they find it again; forgotten with the upload.</summary>
    public required string FileName { get; init; }

    public required string Title { get; init; }

    public string? AltVi { get; init; }

    public string? AltEn { get; init; }

    /// <summary>The item that the new one takes the place of.</summary>
    public Guid? ReplacesId { get; init; }

    /// <summary>Of the whole file, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the beginning of the file: whoever goes on later has to choose the same one. Null for a form without script.</summary>
    public string? Beginning { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>So many bytes are safe on the disk.</summary>
    public long Received { get; set; }

    public required DateTimeOffset TouchedAt { get; set; }

    /// <summary>A process works on it until then; one that died lets go by itself.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>Since when it waits for a scanner that does not answer.</summary>
    public DateTimeOffset? WaitsForScannerSince { get; set; }

    /// <summary>Key of the text that says why it was refused.</summary>
    public string? Refusal { get; set; }

    /// <summary>Values for <see cref="Refusal"/>, separated by a unit separator.</summary>
    public string RefusalArguments { get; set; } = "";

    public DateTimeOffset? RefusedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public Guid? ItemId { get; set; }

    public bool IsWhole => Received == Size;

    public bool IsOver => FinishedAt is not null || RefusedAt is not null;
}

/// <summary>One row for each library. Whoever takes room in it writes this first, so that two who would fill it are judged one after the other.</summary>
internal sealed class QuotaLock
{
    /// <summary>The hospital; empty for the shared library.</summary>
    public required Guid Id { get; init; }

    public int Times { get; set; }
}

/// <summary>Seen by whoever sends it.</summary>
internal sealed class MediaUploadConfiguration : IEntityTypeConfiguration<MediaUpload>, IEntityTypeConfiguration<QuotaLock>
{
    public void Configure(EntityTypeBuilder<MediaUpload> builder)
    {
        builder.ToTable("Media_Uploads");
        builder.ReferencesHospital(u => u.HospitalId);
        builder.HasIndex(u => new { u.UserId, u.BegunAt });
        builder.HasIndex(u => u.HospitalId);
        builder.HasIndex(u => u.TouchedAt);
        builder.Property(u => u.UserName).HasMaxLength(200);
        builder.Property(u => u.FileName).HasMaxLength(200);
        builder.Property(u => u.Title).HasMaxLength(LibraryItem.TitleLength);
        builder.Property(u => u.AltVi).HasMaxLength(LibraryItem.AltLength);
        builder.Property(u => u.AltEn).HasMaxLength(LibraryItem.AltLength);
        builder.Property(u => u.Beginning).HasMaxLength(64);
        builder.Property(u => u.Refusal).HasMaxLength(60);
        builder.Property(u => u.RefusalArguments).HasMaxLength(200);
        builder.Ignore(u => u.IsWhole);
        builder.Ignore(u => u.IsOver);
    }

    public void Configure(EntityTypeBuilder<QuotaLock> builder)
    {
        builder.ToTable("Media_QuotaLocks").HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
    }
}

internal static class UploadsDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<MediaUpload> MediaUploads => db.Set<MediaUpload>();
    }
}
