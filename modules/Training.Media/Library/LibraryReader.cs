using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Media.Library;

/// <summary>The libraries for other modules.</summary>
internal sealed class LibraryReader(TrainingDbContext db, IStringLocalizer<Texts> texts) : IMediaLibrary
{
    private const int MostWords = 6;

    public async Task<IReadOnlyDictionary<Guid, MediaItem>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
        => ids.Count == 0 ? new Dictionary<Guid, MediaItem>() : (await ReadAsync(db.Unscoped<LibraryItem>().Where(i => ids.Contains(i.Id)), ct)).ToDictionary(i => i.Id);

    public async Task<IReadOnlyList<MediaItem>> ChoicesAsync(Guid? hospitalId, IReadOnlyCollection<MediaKind> kinds, string? search, int most, CancellationToken ct)
        => await ReadAsync(
            Narrow(db.Unscoped<LibraryItem>().Where(i => (i.HospitalId == hospitalId || i.HospitalId == null) && i.RetiredAt == null && i.ReplacedById == null), kinds, search)
                .OrderByDescending(i => i.AddedAt).Take(most),
            ct);

    public IHtmlContent Markup(MediaItem item, string sizes = "(min-width: 48rem) 44rem, 100vw") => MediaMarkup.Of(item, sizes, texts);

    /// <summary>Items of these kinds whose words begin or hold what is searched for, without diacritics.</summary>
    public static IQueryable<LibraryItem> Narrow(IQueryable<LibraryItem> items, IReadOnlyCollection<MediaKind> kinds, string? search)
    {
        foreach (var word in VietnameseText.Words(search).Take(MostWords))
        {
            items = items.Where(i => i.SearchText.Contains(word));
        }

        return kinds.Count == 0 ? items : items.Where(i => kinds.Contains(i.Kind));
    }

    /// <summary>The items with their files, newest first; one statement.</summary>
    public async Task<IReadOnlyList<MediaItem>> ReadAsync(IQueryable<LibraryItem> items, CancellationToken ct)
    {
        var rows = await (from item in items
                          join file in db.Set<ItemFile>() on item.Id equals file.ItemId
                          select new { item, file }).AsNoTracking().ToListAsync(ct);
        return [.. rows.GroupBy(row => row.item.Id).Select(all => ItemOf(all.First().item, [.. all.Select(row => row.file)])).OrderByDescending(i => i.Id)];
    }

    private MediaItem ItemOf(LibraryItem item, IReadOnlyList<ItemFile> files)
    {
        var main = files.Single(f => f.Part == ItemFile.Main);
        return new MediaItem(item.Id, item.HospitalId, item.Kind, item.Title, item.AltVi, item.AltEn, main.Kind, main.Bytes)
        {
            Duration = item.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Pictures = [.. files.Where(f => f.Width is not null).OrderBy(f => f.Width).Select(f => new MediaPicture(f.Width!.Value, f.Height!.Value, f.Bytes, AddressOf(item.Id, f.Part)))],
            Captions = [.. files.Where(f => f.Language is not null).OrderBy(f => f.Part, StringComparer.Ordinal)
                .Select(f => new MediaCaptions(f.Language!, texts[$"CaptionLanguage.{f.Language}"], f.Bytes, AddressOf(item.Id, f.Part)))],
            ReplacedById = item.ReplacedById,
            IsRetired = item.RetiredAt is not null,
        };
    }

    private static string AddressOf(Guid id, string part) => $"/media/{id}/{part}";
}
