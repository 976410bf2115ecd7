using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Activities.Content;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Activities.Resources;

/// <summary>One file: an item of the media library, or one that came with the form.</summary>
[NotAudited("a draft until its course is published, which is the event; never changed from then on")]
internal sealed class FileContent : ActivityContent
{
    /// <summary>In the media library; null where the file came with the form, or there is none yet.</summary>
    public Guid? MediaItemId { get; set; }

    /// <summary>Of the file that came with the form.</summary>
    public string? Hash { get; set; }

    public FileKind? Kind { get; set; }

    public long Size { get; set; }

    public bool IsEmpty => MediaItemId is null && Hash is null;
}

internal sealed class FileContentConfiguration : IEntityTypeConfiguration<FileContent>
{
    public void Configure(EntityTypeBuilder<FileContent> builder)
    {
        builder.MapContent("Activities_Files");
        builder.Ignore(f => f.IsEmpty);
        builder.ReferencesMediaItem(f => f.MediaItemId);
        builder.HasIndex(f => f.Hash);
        builder.Property(f => f.Hash).HasMaxLength(64);
    }
}

/// <summary>Files that came with the form, as long as any version of a course has them.</summary>
internal sealed class FileContentReferences(TrainingDbContext db) : IFileReferences
{
    public async Task<IReadOnlyCollection<string>> InUseAsync(IReadOnlyCollection<string> hashes, CancellationToken ct)
        => await db.Set<FileContent>().Where(f => f.Hash != null && hashes.Contains(f.Hash)).Select(f => f.Hash!).Distinct().ToListAsync(ct);
}

/// <summary>Items of the library that are shown by an item of a course.</summary>
internal sealed class FileContentUse(TrainingDbContext db, ICurrentUser user) : IMediaUse
{
    public async Task<IReadOnlyList<MediaUse>> OfAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken ct)
        => [.. (await db.Set<FileContent>().Where(f => f.MediaItemId != null && itemIds.Contains(f.MediaItemId.Value)).Select(f => new { f.MediaItemId, f.Title }).Distinct().ToListAsync(ct))
            .Select(f => new MediaUse(f.MediaItemId!.Value, f.Title, null))];

    /// <summary>Published courses are for everybody who learns; drafts for those who write for their hospital.</summary>
    public async Task<bool> MayOpenAsync(Guid itemId, CancellationToken ct)
    {
        if (!user.IsSignedIn)
        {
            return false;
        }

        var (learns, country, hospitals) = (user.Can(Permissions.Learn), user.ScopeOf(Permissions.Author).Country, user.HospitalsOf(Permissions.Author));
        return await db.Set<FileContent>().AnyAsync(
            f => f.MediaItemId == itemId && ((learns && f.FrozenAt != null) || country || (f.HospitalId != null && hospitals.Contains(f.HospitalId.Value))), ct);
    }
}
