using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;

namespace Training.Exchange.Uploads;

/// <summary>A file on its way into a table. Its state is read off its stamps: planned, refused, committed, content deleted.</summary>
internal sealed class Upload : Entity
{
    /// <summary>Name of the import.</summary>
    public required string Import { get; init; }

    public required Guid UserId { get; init; }

    public required string UserName { get; init; }

    public required string FileName { get; init; }

    public required int Size { get; init; }

    public required string Sha256 { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Where the importer held the permission at the upload; the commit compares it with the scope of its own moment.</summary>
    public required string Scope { get; set; }

    /// <summary>A node works on it until then; one that died lets go by itself.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    public int RowsTotal { get; set; }

    public int RowsDone { get; set; }

    public DateTimeOffset? PlannedAt { get; set; }

    /// <summary>Key of the text that says why the file can not be read; null where it can.</summary>
    public string? Refusal { get; set; }

    /// <summary>Values for <see cref="Refusal"/>, separated by a unit separator.</summary>
    public string RefusalArguments { get; set; } = "";

    public int NewRows { get; set; }

    public int ChangedRows { get; set; }

    public int RemovedRows { get; set; }

    public int SameRows { get; set; }

    public int Problems { get; set; }

    /// <summary>What the plan came to; a commit must come to the same.</summary>
    public string? Digest { get; set; }

    public DateTimeOffset? CommittedAt { get; set; }

    public bool IsPlanned => PlannedAt is not null;

    public bool HasEffect => NewRows + ChangedRows + RemovedRows > 0;
}

/// <summary>What the bytes are.</summary>
internal enum ContentKind
{
    /// <summary>The file as it was sent; deleted at the commit or after two days.</summary>
    Source,

    /// <summary>What the check found; lives as long as the source.</summary>
    Plan,

    /// <summary>The file that takes the import back.</summary>
    Undo,
}

/// <summary>Bytes that belong to an upload, apart from it, so that lists do not load them. Sealed: staff files hold identity numbers.</summary>
internal sealed class UploadContent
{
    public required Guid UploadId { get; init; }

    public required ContentKind Kind { get; init; }

    public required byte[] Sealed { get; set; }
}

internal sealed class UploadConfiguration : IEntityTypeConfiguration<Upload>, IEntityTypeConfiguration<UploadContent>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("Exchange_Uploads");
        builder.HasIndex(u => new { u.Import, u.UploadedAt });
        builder.HasIndex(u => u.UserId);
        builder.HasIndex(u => u.PlannedAt);
        builder.Property(u => u.Import).HasMaxLength(40);
        builder.Property(u => u.UserName).HasMaxLength(200);
        builder.Property(u => u.FileName).HasMaxLength(200);
        builder.Property(u => u.Sha256).HasMaxLength(64);
        builder.Property(u => u.Refusal).HasMaxLength(60);
        builder.Property(u => u.RefusalArguments).HasMaxLength(200);
        builder.Property(u => u.Digest).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<UploadContent> builder)
    {
        builder.ToTable("Exchange_Contents").HasKey(c => new { c.UploadId, c.Kind });
        builder.HasOne<Upload>().WithMany().HasForeignKey(c => c.UploadId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class ExchangeDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Upload> Uploads => db.Set<Upload>();

        public DbSet<UploadContent> UploadContents => db.Set<UploadContent>();
    }
}
