using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Training.Media.Contracts;
using Training.Media.Intake;
using Training.Media.Storing;
using Training.Media.Tools;
using Training.Modules;

namespace Training.Media.Images;

/// <summary>With libvips, by its command line tools.</summary>
internal sealed partial class VipsImages(ToolRunner runner, ToolBox tools, IOptions<MediaOptions> options, ILogger<VipsImages> log) : IImageProcessor
{
    // No picture is as tall: the width alone decides.
    private const string Tall = "100000";

    public async Task<(string Path, FileKind Kind)> CleanAsync(Sent sent, CancellationToken ct)
    {
        if (tools.MissingForImages is { Count: > 0 } missing)
        {
            log.LogError("Pictures are refused: {Missing} is not installed (Debian: libvips-tools).", missing);
            throw new RuleViolation("Image.NoTool");
        }

        await CheckHeaderAsync(sent, ct);

        // Drawings and screenshots stay sharp; all else becomes the one format that every browser shows.
        var kind = sent.Format == Format.Png ? FileKind.Png : FileKind.Jpeg;
        var side = options.Value.Pixels.ToString(CultureInfo.InvariantCulture);
        return (await ThumbnailAsync(sent.Work, Sent.Name, "out", kind, [side, "--height", side], ct), kind);
    }

    public Task<string> ShrinkAsync(WorkFolder work, string name, FileKind kind, int width, CancellationToken ct)
    {
        var text = width.ToString(CultureInfo.InvariantCulture);
        return ThumbnailAsync(work, name, $"w{text}", kind, [text, "--height", Tall], ct);
    }

    private async Task<string> ThumbnailAsync(WorkFolder work, string from, string to, FileKind kind, string[] box, CancellationToken ct)
    {
        var (name, save) = kind == FileKind.Png ? (to + ".png", "[strip]") : (to + ".jpg", "[strip,Q=85,optimize-coding,background=255]");
        var result = await runner.RunAsync(work, options.Value.Vips, ["thumbnail", from, name + save, .. box, "--size", "down", "--fail-on", "truncated", "--export-profile", "srgb"], ct);
        var path = work.File(name);
        if (result.ExitCode != 0 || !File.Exists(path))
        {
            log.LogInformation("A picture was refused as broken: {ExitCode} {Errors}", result.ExitCode, result.Errors);
            throw new RuleViolation("File.Broken");
        }

        if (!OnlyPixels.In(await File.ReadAllBytesAsync(path, ct), kind))
        {
            log.LogError("The tool left metadata in a picture, so it is refused.");
            throw new RuleViolation("Image.NotClean");
        }

        return path;
    }

    // Reads no pixel: "in: 4000x3000 uchar, 3 bands, srgb, jpegload".
    private async Task CheckHeaderAsync(Sent sent, CancellationToken ct)
    {
        var header = await runner.RunAsync(sent.Work, options.Value.VipsHeader, [Sent.Name], ct);
        if (header.ExitCode != 0 || Header().Match(header.Output) is not { Success: true } match)
        {
            // HEIC needs a decoder that not every build of the tool has.
            throw new RuleViolation(sent.Format == Format.Heic ? "Image.Heic" : "File.Broken");
        }

        if (match.Groups["loader"].Value != LoaderOf(sent.Format))
        {
            throw new RuleViolation("File.Broken");
        }

        var pixels = long.Parse(match.Groups["width"].ValueSpan, CultureInfo.InvariantCulture) * long.Parse(match.Groups["height"].ValueSpan, CultureInfo.InvariantCulture);
        if (pixels > options.Value.Megapixels * 1_000_000L)
        {
            throw new RuleViolation("Image.TooManyPixels", options.Value.Megapixels);
        }
    }

    private static string LoaderOf(Format format) => format switch
    {
        Format.Jpeg => "jpegload",
        Format.Png => "pngload",
        Format.WebP => "webpload",
        Format.Heic => "heifload",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    [GeneratedRegex(@"\Ain: (?<width>\d{1,9})x(?<height>\d{1,9}) [^\n]*, (?<loader>\w+)\n", RegexOptions.ExplicitCapture)]
    private static partial Regex Header();
}
