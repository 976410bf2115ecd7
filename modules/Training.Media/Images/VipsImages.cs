using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Training.Media.Contracts;
using Training.Media.Intake;
using Training.Media.Tools;
using Training.Modules;

namespace Training.Media.Images;

/// <summary>With libvips, by its command line tools.</summary>
internal sealed partial class VipsImages(ToolRunner runner, ToolBox tools, IOptions<MediaOptions> options, ILogger<VipsImages> log) : IImageProcessor
{
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
        var (name, save) = kind == FileKind.Png ? ("out.png", "[strip]") : ("out.jpg", "[strip,Q=85,optimize-coding,background=255]");
        var side = options.Value.Pixels.ToString(CultureInfo.InvariantCulture);
        var result = await runner.RunAsync(
            sent.Work,
            options.Value.Vips,
            ["thumbnail", Sent.Name, name + save, side, "--height", side, "--size", "down", "--fail-on", "truncated", "--export-profile", "srgb"],
            ct);
        var path = sent.Work.File(name);
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

        return (path, kind);
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
