using Microsoft.Extensions.Options;
using Training.Media.Audio;
using Training.Media.Contracts;
using Training.Media.Films;
using Training.Media.Images;
using Training.Media.Intake;
using Training.Media.Library;
using Training.Media.Pdf;
using Training.Media.Storing;
using Training.Modules;

namespace Training.Media.Uploads;

/// <summary>A file as it will be stored.</summary>
internal sealed record PreparedPart(string Part, string Path, FileKind Kind, int? Width = null, int? Height = null);

/// <summary>Everything that becomes of an upload.</summary>
internal sealed record Prepared(MediaKind Kind, TimeSpan? Duration, IReadOnlyList<PreparedPart> Parts);

/// <summary>Takes an upload apart in its work folder, and makes what belongs to it.</summary>
internal sealed class PrepareFile(IImageProcessor images, PdfCleaner pdfs, FilmCleaner films, IOptions<MediaOptions> options)
{
    // A phone, a phone with a fine screen, a computer.
    private static readonly int[] Widths = [320, 640, 1280];

    /// <exception cref="RuleViolation">It can not be taken.</exception>
    public async Task<Prepared> RunAsync(Sent sent, CancellationToken ct) => sent.Format switch
    {
        Format.Pdf => new Prepared(MediaKind.Pdf, null, [new(ItemFile.Main, await pdfs.CleanAsync(sent, ct), FileKind.Pdf)]),
        Format.Ogg => await SoundAsync(sent, ct),
        Format.Mp4 or Format.WebM => await FilmAsync(sent, ct),
        _ => await PictureAsync(sent, ct),
    };

    private async Task<Prepared> PictureAsync(Sent sent, CancellationToken ct)
    {
        var (path, kind) = await images.CleanAsync(sent, ct);
        var (width, height) = PictureSize.Of(await File.ReadAllBytesAsync(path, ct), kind);
        var parts = new List<PreparedPart> { new(ItemFile.Main, path, kind, width, height) };
        foreach (var smaller in Widths.Where(w => w < width))
        {
            var copy = await images.ShrinkAsync(sent.Work, Path.GetFileName(path), kind, smaller, ct);
            var (copyWidth, copyHeight) = PictureSize.Of(await File.ReadAllBytesAsync(copy, ct), kind);
            parts.Add(new PreparedPart(ItemFile.PartOf(smaller), copy, kind, copyWidth, copyHeight));
        }

        return new Prepared(MediaKind.Image, null, parts);
    }

    private async Task<Prepared> SoundAsync(Sent sent, CancellationToken ct)
    {
        var (clean, duration) = AudioCleaner.Unwrap(await File.ReadAllBytesAsync(sent.Path, ct));
        if (duration > TimeSpan.FromMinutes(options.Value.LectureMinutes))
        {
            throw new RuleViolation("Video.TooLong", options.Value.LectureMinutes);
        }

        var path = sent.Work.File("out");
        await File.WriteAllBytesAsync(path, clean, ct);
        return new Prepared(MediaKind.Audio, duration, [new(ItemFile.Main, path, FileKind.OggAudio)]);
    }

    private async Task<Prepared> FilmAsync(Sent sent, CancellationToken ct)
    {
        var facts = await films.CleanAsync(sent, ct);
        var (kind, file) = (facts.HasPictures, sent.Format) switch
        {
            (true, Format.Mp4) => (MediaKind.Video, FileKind.Mp4Video),
            (true, _) => (MediaKind.Video, FileKind.WebMVideo),
            (false, Format.Mp4) => (MediaKind.Audio, FileKind.Mp4Audio),
            _ => (MediaKind.Audio, FileKind.WebMAudio),
        };
        return new Prepared(kind, facts.Duration > TimeSpan.Zero ? facts.Duration : null, [new(ItemFile.Main, sent.Path, file)]);
    }
}
