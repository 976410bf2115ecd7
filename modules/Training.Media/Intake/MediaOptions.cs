using System.Globalization;
using Microsoft.Extensions.Options;
using Training.Media.Contracts;

namespace Training.Media.Intake;

/// <summary>Section <c>Media</c> of the settings.</summary>
internal sealed class MediaOptions
{
    private const int Megabyte = 1024 * 1024;

    public int ImageMegabytes { get; set; } = 10;

    public int PdfMegabytes { get; set; } = 10;

    public int AudioMegabytes { get; set; } = 2;

    /// <summary>A picture with more is refused before anything decodes it. Today's phones take up to 50.</summary>
    public int Megapixels { get; set; } = 100;

    /// <summary>Longest side of a stored picture.</summary>
    public int Pixels { get; set; } = 2560;

    public int PdfPages { get; set; } = 200;

    public int AudioMinutes { get; set; } = 10;

    /// <summary>How long a tool may work on one file; also how long somebody waits for their turn.</summary>
    public int Seconds { get; set; } = 30;

    /// <summary>How much memory a tool may take.</summary>
    public int MemoryMegabytes { get; set; } = 1024;

    /// <summary>How many files a process cleans at once; others wait.</summary>
    public int AtOnce { get; set; } = 2;

    /// <summary>A film of the library.</summary>
    public int VideoMegabytes { get; set; } = 1024;

    /// <summary>A recording of the library; a voice note is shorter.</summary>
    public int LectureMegabytes { get; set; } = 200;

    /// <summary>How long films and recordings of the library may be.</summary>
    public int LectureMinutes { get; set; } = 240;

    /// <summary>Room in the library of one hospital.</summary>
    public int LibraryMegabytes { get; set; } = 50 * 1024;

    /// <summary>How much of it one account may fill.</summary>
    public int OwnMegabytes { get; set; } = 10 * 1024;

    /// <summary>Days after which an upload is given up that nobody goes on with.</summary>
    public int UploadDays { get; set; } = 3;

    /// <summary>How long a process has a file for itself to scan, clean and store it; then another one may try.</summary>
    public int ClaimSeconds { get; set; } = 600;

    public AntivirusOptions Antivirus { get; set; } = new();

    /// <summary>Name on the path, or the whole path.</summary>
    public string Vips { get; set; } = "vips";

    public string VipsHeader { get; set; } = "vipsheader";

    public string Qpdf { get; set; } = "qpdf";

    public long LibraryBytes => LibraryMegabytes * (long)Megabyte;

    public long OwnBytes => OwnMegabytes * (long)Megabyte;

    /// <summary>The largest file that a library takes of a kind.</summary>
    public long LibraryBytesOf(MediaKind kind) => Megabyte * (long)(kind switch
    {
        MediaKind.Image => ImageMegabytes,
        MediaKind.Pdf => PdfMegabytes,
        MediaKind.Audio => LectureMegabytes,
        MediaKind.Video => VideoMegabytes,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    });

    public long BytesOf(FileKinds kind) => Megabyte * (long)(kind switch
    {
        FileKinds.Image => ImageMegabytes,
        FileKinds.Pdf => PdfMegabytes,
        FileKinds.Audio => AudioMegabytes,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    });
}

/// <summary>Section <c>Media:Antivirus</c>.</summary>
internal sealed class AntivirusOptions
{
    /// <summary>Of a ClamAV daemon, such as <c>127.0.0.1:3310</c>; empty where there is none.</summary>
    public string Address { get; set; } = "";

    public string Host => Address[..Address.LastIndexOf(':')];

    public int Port => int.Parse(Address.AsSpan(Address.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Whether it is a name or address and a port.</summary>
    public bool IsRight => Address.Length == 0
        || (Address.LastIndexOf(':') is > 0 and var at && int.TryParse(Address.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536);
}

/// <summary>A site whose limits make no sense does not start.</summary>
internal sealed class CheckMediaOptions : IValidateOptions<MediaOptions>
{
    public ValidateOptionsResult Validate(string? name, MediaOptions options)
    {
        (string Setting, int Value, int Least, int Most)[] limits =
        [
            (nameof(options.ImageMegabytes), options.ImageMegabytes, 1, FileIntakeExtensions.MostMegabytes),
            (nameof(options.PdfMegabytes), options.PdfMegabytes, 1, FileIntakeExtensions.MostMegabytes),
            (nameof(options.AudioMegabytes), options.AudioMegabytes, 1, FileIntakeExtensions.MostMegabytes),
            (nameof(options.Megapixels), options.Megapixels, 1, 400),
            (nameof(options.Pixels), options.Pixels, 256, 8192),
            (nameof(options.PdfPages), options.PdfPages, 1, 5000),
            (nameof(options.AudioMinutes), options.AudioMinutes, 1, 180),
            (nameof(options.Seconds), options.Seconds, 1, 90),
            (nameof(options.MemoryMegabytes), options.MemoryMegabytes, 256, 16 * 1024),
            (nameof(options.AtOnce), options.AtOnce, 1, 64),
            (nameof(options.VideoMegabytes), options.VideoMegabytes, 1, 16 * 1024),
            (nameof(options.LectureMegabytes), options.LectureMegabytes, 1, 1024),
            (nameof(options.LectureMinutes), options.LectureMinutes, 1, 24 * 60),
            (nameof(options.LibraryMegabytes), options.LibraryMegabytes, 1, 64 * 1024 * 1024),
            (nameof(options.OwnMegabytes), options.OwnMegabytes, 1, 64 * 1024 * 1024),
            (nameof(options.UploadDays), options.UploadDays, 1, 60),
            (nameof(options.ClaimSeconds), options.ClaimSeconds, 1, 24 * 3600),
        ];
        return limits.Where(limit => limit.Value < limit.Least || limit.Value > limit.Most)
            .Select(limit => $"Media:{limit.Setting} is {limit.Value}; it must be from {limit.Least} to {limit.Most}.")
            .Concat(options.Antivirus.IsRight ? [] : [$"Media:Antivirus:Address is {options.Antivirus.Address}; it must be a host and a port, such as 127.0.0.1:3310."])
            .ToArray() is { Length: > 0 } wrong ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
