namespace Training.Media.Contracts;

/// <summary>What a stored file is. Everything else is refused or turned into one of these.</summary>
public enum FileKind
{
    /// <summary>A photo; WebP and HEIC become one too.</summary>
    Jpeg,

    /// <summary>A screenshot or drawing.</summary>
    Png,

    /// <summary>Pages without actions, forms, attachments and links.</summary>
    Pdf,

    /// <summary>Opus in Ogg, as Firefox records.</summary>
    OggAudio,

    /// <summary>Opus in WebM, as Chrome and Android record.</summary>
    WebMAudio,

    /// <summary>AAC or Opus in MP4, as iPhones record.</summary>
    Mp4Audio,

    /// <summary>H.264, VP9 or AV1 in MP4; of the library only.</summary>
    Mp4Video,

    /// <summary>VP8, VP9 or AV1 in WebM; of the library only.</summary>
    WebMVideo,

    /// <summary>Captions of a film; of the library only.</summary>
    WebVtt,
}

/// <summary>What a form takes.</summary>
[Flags]
public enum FileKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>JPEG, PNG, WebP, and HEIC where the site's tool reads it.</summary>
    Image = 1,

    /// <summary>PDF without encryption.</summary>
    Pdf = 2,

    /// <summary>Voice notes: Opus in WebM or Ogg, AAC in MP4.</summary>
    Audio = 4,
}

/// <summary>Names of kinds.</summary>
public static class FileKindExtensions
{
    /// <summary>What the file is served as.</summary>
    public static string ContentType(this FileKind kind) => kind switch
    {
        FileKind.Jpeg => "image/jpeg",
        FileKind.Png => "image/png",
        FileKind.Pdf => "application/pdf",
        FileKind.OggAudio => "audio/ogg",
        FileKind.WebMAudio => "audio/webm",
        FileKind.Mp4Audio => "audio/mp4",
        FileKind.Mp4Video => "video/mp4",
        FileKind.WebMVideo => "video/webm",
        FileKind.WebVtt => "text/vtt; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The ending of a name, with its dot.</summary>
    public static string Extension(this FileKind kind) => kind switch
    {
        FileKind.Jpeg => ".jpg",
        FileKind.Png => ".png",
        FileKind.Pdf => ".pdf",
        FileKind.OggAudio => ".ogg",
        FileKind.WebMAudio => ".webm",
        FileKind.Mp4Audio => ".m4a",
        FileKind.Mp4Video => ".mp4",
        FileKind.WebMVideo => ".webm",
        FileKind.WebVtt => ".vtt",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The one of <see cref="FileKinds"/> that it belongs to; none for what only the library takes.</summary>
    public static FileKinds Group(this FileKind kind) => kind switch
    {
        FileKind.Jpeg or FileKind.Png => FileKinds.Image,
        FileKind.Pdf => FileKinds.Pdf,
        FileKind.OggAudio or FileKind.WebMAudio or FileKind.Mp4Audio => FileKinds.Audio,
        _ => FileKinds.None,
    };
}
