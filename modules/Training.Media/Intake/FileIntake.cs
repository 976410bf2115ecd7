using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Training.Media.Audio;
using Training.Media.Contracts;
using Training.Media.Images;
using Training.Media.Pdf;
using Training.Media.Scanning;
using Training.Media.Storing;
using Training.Modules;

namespace Training.Media.Intake;

internal sealed class FileIntake(
    IntakeGate gate, FileFolder folder, FileStore store, Scanner scanner, IImageProcessor images, PdfCleaner pdfs, AudioCleaner audio, IOptions<MediaOptions> options, IStringLocalizer<Texts> texts)
    : IFileIntake
{
    private static readonly FileKinds[] Kinds = [FileKinds.Image, FileKinds.Pdf, FileKinds.Audio];

    public async Task<TakenFile> TakeAsync(Stream content, FileKinds allowed, string? field, CancellationToken ct)
    {
        store.BeforeAWrite();
        try
        {
            return await TakeAsync(content, allowed, ct);
        }
        catch (RuleViolation violation) when (field is not null)
        {
            throw new RuleViolation(violation.Key, [.. violation.Arguments]) { Field = field, Status = violation.Status };
        }
    }

    private async Task<TakenFile> TakeAsync(Stream content, FileKinds allowed, CancellationToken ct)
    {
        using var place = await gate.EnterAsync(ct);
        using var work = folder.NewWork();
        var format = await CopyAsync(content, work.File(Sent.Name), allowed, ct);
        await ScanAsync(work.File(Sent.Name), ct);
        var sent = new Sent(work, format);
        var (path, kind) = format switch
        {
            Format.Pdf => (await pdfs.CleanAsync(sent, ct), FileKind.Pdf),
            Format.Ogg or Format.WebM or Format.Mp4 => await audio.CleanAsync(sent, ct),
            _ => await images.CleanAsync(sent, ct),
        };
        return new FileInfo(path).Length <= options.Value.BytesOf(kind.Group())
            ? await store.KeepAsync(path, kind, ct)
            : throw TooLarge(kind.Group());
    }

    // Who sends a small file waits for the answer, so there is none that waits: without the scanner it is refused, and the form may be sent without it.
    private async Task ScanAsync(string path, CancellationToken ct)
    {
        switch (await scanner.ScanAsync(path, ct))
        {
            case Verdict.Infected:
                throw new RuleViolation("File.Infected");
            case Verdict.TooLong:
                throw new RuleViolation("File.TooLongToScan");
            case Verdict.Unknown:
                throw new RuleViolation("File.NoScanner") { Status = 503 };
        }
    }

    // Stops reading where no limit allows more; what the file is decides which limit is its own.
    private async Task<Format> CopyAsync(Stream content, string path, FileKinds allowed, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        var (size, most, format) = (0L, 0L, Format.Unknown);
        await using var copy = File.Create(path);
        while (true)
        {
            var read = await content.ReadAtLeastAsync(buffer, Signature.Length, throwOnEndOfStream: false, ct);
            if (size == 0)
            {
                format = Refuse(Signature.Of(buffer.AsSpan(0, Math.Min(read, Signature.Length))), allowed, isEmpty: read == 0);
                most = options.Value.BytesOf(GroupOf(format));
            }

            size += read;
            if (size > most)
            {
                throw TooLarge(GroupOf(format));
            }

            await copy.WriteAsync(buffer.AsMemory(0, read), ct);
            if (read < Signature.Length)
            {
                return format;
            }
        }
    }

    private Format Refuse(Format format, FileKinds allowed, bool isEmpty)
    {
        if (isEmpty)
        {
            throw new RuleViolation("File.Empty");
        }

        if (format == Format.Dicom)
        {
            throw new RuleViolation("File.Dicom");
        }

        return format != Format.Unknown && allowed.HasFlag(GroupOf(format))
            ? format
            : throw new RuleViolation("File.OtherKind", string.Join(", ", Kinds.Where(kind => allowed.HasFlag(kind)).Select(kind => texts[$"Takes.{kind}"].Value)));
    }

    private RuleViolation TooLarge(FileKinds kind) => new("File.TooLarge", options.Value.BytesOf(kind) / 1024 / 1024);

    private static FileKinds GroupOf(Format format) => format switch
    {
        Format.Pdf => FileKinds.Pdf,
        Format.Ogg or Format.WebM or Format.Mp4 => FileKinds.Audio,
        _ => FileKinds.Image,
    };
}

/// <summary>The file as it was sent, in its work folder.</summary>
internal sealed record Sent(WorkFolder Work, Format Format)
{
    /// <summary>The same for all: a tool sees no name that somebody chose.</summary>
    public const string Name = "in";

    public string Path => Work.File(Name);
}
