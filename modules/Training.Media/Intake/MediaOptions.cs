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

    /// <summary>Name on the path, or the whole path.</summary>
    public string Vips { get; set; } = "vips";

    public string VipsHeader { get; set; } = "vipsheader";

    public string Qpdf { get; set; } = "qpdf";

    public long BytesOf(FileKinds kind) => Megabyte * (long)(kind switch
    {
        FileKinds.Image => ImageMegabytes,
        FileKinds.Pdf => PdfMegabytes,
        FileKinds.Audio => AudioMegabytes,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    });
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
        ];
        return limits.Where(limit => limit.Value < limit.Least || limit.Value > limit.Most)
            .Select(limit => $"Media:{limit.Setting} is {limit.Value}; it must be from {limit.Least} to {limit.Most}.")
            .ToArray() is { Length: > 0 } wrong ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
