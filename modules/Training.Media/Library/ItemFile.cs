using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Media.Contracts;
using Training.Media.Storing;
using Training.Modules;

namespace Training.Media.Library;

/// <summary>A file of an item: the thing itself, a picture in a smaller width, captions in a language. Which one is its part, as addresses write it.</summary>
internal sealed class ItemFile : Entity
{
    /// <summary>The thing itself.</summary>
    public const string Main = "file";

    /// <summary>Begins the part of captions; two letters follow.</summary>
    public const string Captions = "captions-";

    public required Guid ItemId { get; init; }

    public required string Part { get; init; }

    public required string Hash { get; set; }

    public required FileKind Kind { get; init; }

    public required long Bytes { get; set; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public required DateTimeOffset StoredAt { get; set; }

    public string? Language => Part.StartsWith(Captions, StringComparison.Ordinal) ? Part[Captions.Length..] : null;

    public static string PartOf(int width) => string.Create(CultureInfo.InvariantCulture, $"w{width}");
}

internal sealed class ItemFileConfiguration : IScoped<ItemFile>
{
    public Expression<Func<ItemFile, Viewer, bool>> VisibleTo(TrainingDbContext db) => (f, _) => db.Set<LibraryItem>().Any(i => i.Id == f.ItemId);

    public void Lock(RowLock<ItemFile> row) => row.With<LibraryItem>(f => f.ItemId);

    public void Configure(EntityTypeBuilder<ItemFile> builder)
    {
        builder.ToTable("Media_ItemFiles");
        builder.HasOne<LibraryItem>().WithMany().HasForeignKey(f => f.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(f => new { f.ItemId, f.Part }).IsUnique();
        builder.HasIndex(f => f.Hash);
        builder.Property(f => f.Part).HasMaxLength(20);
        builder.Property(f => f.Hash).HasMaxLength(StoredFile.HashLength);
        builder.Ignore(f => f.Language);
    }
}

/// <summary>What the libraries refer to.</summary>
internal sealed class LibraryReferences(TrainingDbContext db) : IFileReferences
{
    public async Task<IReadOnlyCollection<string>> InUseAsync(IReadOnlyCollection<string> hashes, CancellationToken ct)
        => await db.Unscoped<ItemFile>().Where(f => hashes.Contains(f.Hash)).Select(f => f.Hash).Distinct().ToListAsync(ct);
}
