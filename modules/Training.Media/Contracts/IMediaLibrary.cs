using Microsoft.AspNetCore.Html;
using Training.Modules;

namespace Training.Media.Contracts;

/// <summary>What an item of the library is.</summary>
public enum MediaKind
{
    /// <summary>A picture, in several widths.</summary>
    Image,

    /// <summary>Pages, to be downloaded.</summary>
    Pdf,

    /// <summary>A recording.</summary>
    Audio,

    /// <summary>A film, with captions in any number of languages.</summary>
    Video,
}

/// <summary>A picture in one width.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Address">Local, stable; asks for the right each time.</param>
public sealed record MediaPicture(int Width, int Height, long Bytes, string Address);

/// <summary>Captions of a film.</summary>
/// <param name="Language">Two letters, such as <c>vi</c>.</param>
/// <param name="Name">Of the language, in the language of the page.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Address">Local, stable; asks for the right each time.</param>
public sealed record MediaCaptions(string Language, string Name, long Bytes, string Address);

/// <summary>An item of a hospital's library.</summary>
/// <param name="Id">What other modules store (<see cref="MediaModel"/>).</param>
/// <param name="HospitalId">The hospital whose library it is in; null for the library that all hospitals share.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">As its author called it.</param>
/// <param name="AltVi">What a picture shows, in Vietnamese; empty for other kinds.</param>
/// <param name="AltEn">The same in English.</param>
/// <param name="File">What it is stored as.</param>
/// <param name="Bytes">Of the file itself, for those who are about to download it.</param>
public sealed record MediaItem(Guid Id, Guid? HospitalId, MediaKind Kind, string Title, string AltVi, string AltEn, FileKind File, long Bytes)
{
    /// <summary>How long it plays; null where it does not, or does not say.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The widths of a picture, smallest first; empty for other kinds.</summary>
    public IReadOnlyList<MediaPicture> Pictures { get; init; } = [];

    /// <summary>The captions of a film, by language.</summary>
    public IReadOnlyList<MediaCaptions> Captions { get; init; } = [];

    /// <summary>The newer item that its author wants in its place; what was published keeps the old one.</summary>
    public Guid? ReplacedById { get; init; }

    /// <summary>Retired: shown where it is used, and not to be chosen any more.</summary>
    public bool IsRetired { get; init; }

    /// <summary>What a picture shows, in the language of the page.</summary>
    public string Alt => Show.Name(AltVi, AltEn);

    /// <summary>Where the file is; stable, so that it can be kept for reading without network. Asks for the right each time.</summary>
    public string Address => $"/media/{Id}/file";
}

/// <summary>The libraries of the hospitals, for the modules that show what is in them.</summary>
public interface IMediaLibrary
{
    /// <summary>
    /// These items, past any scope: the caller has shown that whoever asks may see what refers to them. Unknown ids are left out. One statement.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, MediaItem>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>What an author may choose from: items of the library of a hospital, and of the shared one, that are neither retired nor replaced. One statement.</summary>
    /// <param name="hospitalId">The hospital that owns the course; null for the shared library alone.</param>
    /// <param name="kinds">Empty for all.</param>
    /// <param name="search">Words of the title, without diacritics too; null or empty for all.</param>
    /// <param name="most">Newest first, no more than this.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<MediaItem>> ChoicesAsync(Guid? hospitalId, IReadOnlyCollection<MediaKind> kinds, string? search, int most, CancellationToken ct);

    /// <summary>
    /// The item on a page: a picture with its widths, a player with its captions, or a link to the download. Everything in it is encoded. A page uses
    /// <c>&lt;media-item item="…" /&gt;</c> instead.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="sizes">How wide a picture stands on the page, as <c>sizes</c> of HTML says it.</param>
    IHtmlContent Markup(MediaItem item, string sizes = "(min-width: 48rem) 44rem, 100vw");
}
