using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Media.Library;

/// <summary>Something that authors show: a picture, a document, a recording, a film. Its files never change; what is said about it may.</summary>
internal sealed class LibraryItem : Entity, IVersioned
{
    public const int TitleLength = 150;
    public const int AltLength = 300;

    /// <summary>Null for the library that all hospitals share.</summary>
    public Guid? HospitalId { get; init; }

    public required MediaKind Kind { get; init; }

    public string Title { get; private set; } = "";

    /// <summary>What a picture shows; empty for other kinds.</summary>
    public string AltVi { get; private set; } = "";

    public string AltEn { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    /// <summary>How long it plays; null where it does not, or does not say.</summary>
    public int? Seconds { get; init; }

    /// <summary>Of all its files together: what counts against the quota.</summary>
    public long Bytes { get; set; }

    /// <summary>The upload it came from: one item for each.</summary>
    public required Guid UploadId { get; init; }

    public required Guid AddedById { get; init; }

    public required string AddedByName { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public Guid? ReplacedById { get; private set; }

    public DateTimeOffset? ReplacedAt { get; private set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    public string? RetiredByName { get; private set; }

    public int Version { get; set; }

    /// <summary>Says what it is.</summary>
    /// <exception cref="RuleViolation">A picture is not described in both languages.</exception>
    public void Describe(string title, string? altVi, string? altEn)
    {
        if (Kind == MediaKind.Image && string.IsNullOrWhiteSpace(altVi))
        {
            throw new RuleViolation("Item.AltMissing") { Field = "Input.AltVi" };
        }

        if (Kind == MediaKind.Image && string.IsNullOrWhiteSpace(altEn))
        {
            throw new RuleViolation("Item.AltMissing") { Field = "Input.AltEn" };
        }

        Title = Words(title);
        (AltVi, AltEn) = Kind == MediaKind.Image ? (Words(altVi!), Words(altEn!)) : ("", "");
        SearchText = VietnameseText.Fold($"{Title} {AltVi} {AltEn}");
    }

    /// <exception cref="RuleViolation">It has been replaced before.</exception>
    public void ReplaceBy(LibraryItem newer, DateTimeOffset now)
    {
        if (ReplacedById is not null)
        {
            throw new RuleViolation("Item.ReplacedBefore") { Status = 409 };
        }

        (ReplacedById, ReplacedAt) = (newer.Id, now);
    }

    public void Retire(string byName, DateTimeOffset now) => (RetiredAt, RetiredByName) = (RetiredAt ?? now, RetiredByName ?? byName);

    public void BringBack() => (RetiredAt, RetiredByName) = (null, null);

    private static string Words(string text) => text.Trim().Normalize();
}

internal sealed class LibraryItemConfiguration : IScoped<LibraryItem>
{
    public Expression<Func<LibraryItem, Viewer, bool>> VisibleTo(TrainingDbContext db) => (i, viewer) =>
        viewer.Everywhere(Permissions.Manage) || (i.HospitalId != null && viewer.Hospitals(Permissions.Manage).Contains(i.HospitalId.Value));

    public void Lock(RowLock<LibraryItem> row) => row.Hospital(i => i.HospitalId);

    public void Configure(EntityTypeBuilder<LibraryItem> builder)
    {
        builder.ToTable("Media_Items");
        builder.ReferencesHospital(i => i.HospitalId);
        builder.HasOne<LibraryItem>().WithMany().HasForeignKey(i => i.ReplacedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => i.UploadId).IsUnique();
        builder.HasIndex(i => new { i.HospitalId, i.AddedAt });
        builder.Property(i => i.Title).HasMaxLength(LibraryItem.TitleLength);
        builder.Property(i => i.AltVi).HasMaxLength(LibraryItem.AltLength);
        builder.Property(i => i.AltEn).HasMaxLength(LibraryItem.AltLength);
        builder.Property(i => i.SearchText).HasMaxLength(LibraryItem.TitleLength + (2 * LibraryItem.AltLength) + 2);
        builder.Property(i => i.AddedByName).HasMaxLength(200);
        builder.Property(i => i.RetiredByName).HasMaxLength(200);
    }
}

internal static class LibraryDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<LibraryItem> LibraryItems => db.Set<LibraryItem>();

        public DbSet<ItemFile> ItemFiles => db.Set<ItemFile>();
    }
}
