using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Media.Storing;

/// <summary>
/// A file in the folder. The row is the lock: who publishes or deletes the bytes holds it, on whichever node. Who refers to the file is known by the
/// modules that do.
/// </summary>
internal sealed class StoredFile : Entity
{
    public const int HashLength = 64;

    public required string Hash { get; init; }

    public required FileKind Kind { get; init; }

    public required long Size { get; init; }

    /// <summary>Last time that somebody sent these bytes; a day later they need a reference.</summary>
    [NotAudited("sending the same bytes again changes nothing; the event is that of the record they are attached to")]
    public required DateTimeOffset TakenAt { get; set; }

    /// <summary>Last time that the bytes were compared with the hash.</summary>
    [NotAudited("bookkeeping of the check")]
    public required DateTimeOffset CheckedAt { get; set; }

    /// <summary>When the check first found them changed or gone; null while they are as they were.</summary>
    [NotAudited("bookkeeping of the check")]
    public DateTimeOffset? DamagedAt { get; set; }

    /// <summary>When they were removed for good. The row stays, so that the same bytes do not come back.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable("Media_Files");
        builder.HasIndex(f => f.Hash).IsUnique();
        builder.HasIndex(f => f.TakenAt);
        builder.HasIndex(f => f.CheckedAt);
        builder.HasIndex(f => f.DamagedAt);
        builder.HasIndex(f => f.RemovedAt);
        builder.Property(f => f.Hash).HasMaxLength(StoredFile.HashLength);
    }
}

internal static class StoredFileDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<StoredFile> StoredFiles => db.Set<StoredFile>();
    }
}
