using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Training.Media.Intake;
using Training.Media.Tools;
using Training.Modules;

namespace Training.Media.Pdf;

/// <summary>
/// Takes a PDF file apart with qpdf and puts a new one together of its pages only: <see cref="PdfObjects"/> says what of a page stays. What a form or a
/// note shows becomes part of the page.
/// </summary>
internal sealed class PdfCleaner(ToolRunner runner, ToolBox tools, IOptions<MediaOptions> options, ILogger<PdfCleaner> log)
{
    private const string Apart = "apart.json";
    private const string Clean = "clean.json";
    private const string Made = "out.pdf";

    // A structure of this size is read into memory; a scan of 200 pages has a hundredth of it.
    private const int StructureBytes = 16 * 1024 * 1024;

    public async Task<string> CleanAsync(Sent sent, CancellationToken ct)
    {
        if (tools.MissingForPdf is { Count: > 0 } missing)
        {
            log.LogError("PDF files are refused: {Missing} is not installed (Debian: qpdf).", missing);
            throw new RuleViolation("Pdf.NoTool");
        }

        if ((await runner.RunAsync(sent.Work, options.Value.Qpdf, ["--is-encrypted", Sent.Name], ct)).ExitCode == 0)
        {
            throw new RuleViolation("Pdf.Encrypted");
        }

        // The pages into an empty document, which leaves behind what belongs to the document: information, names, attachments, scripts,
        // outlines, forms. Streams stay packed as they are.
        await RunAsync(
            sent,
            [
                "--empty", "--pages", Sent.Name, "1-z", "--", "--remove-page-labels", "--generate-appearances", "--flatten-annotations=all",
                "--externalize-inline-images", "--ii-min-bytes=0", "--decode-level=none", "--json-output", "--json-stream-data=file", "--json-stream-prefix=stream", Apart,
            ],
            ct);
        var pages = await RewriteAsync(sent, ct);
        await RunAsync(sent, ["--json-input", Clean, "--deterministic-id", "--object-streams=generate", Made], ct);
        var made = await RunAsync(sent, ["--show-npages", Made], ct);
        if (made.Trim() != pages.ToString(CultureInfo.InvariantCulture))
        {
            log.LogError("A PDF file of {Pages} pages came out with {Made}, so it is refused.", pages, made);
            throw new RuleViolation("Pdf.Broken");
        }

        return sent.Work.File(Made);
    }

    private async Task<string> RunAsync(Sent sent, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var result = await runner.RunAsync(sent.Work, options.Value.Qpdf, arguments, ct);

        // A file that it repaired may lack pages, which nobody would notice.
        if (result.ExitCode != 0 || result.Errors.Contains("WARNING", StringComparison.Ordinal))
        {
            log.LogInformation("A PDF file was refused as broken: {ExitCode} {Errors}", result.ExitCode, result.Errors);
            throw new RuleViolation("Pdf.Broken");
        }

        return result.Output;
    }

    /// <returns>How many pages there are.</returns>
    private async Task<int> RewriteAsync(Sent sent, CancellationToken ct)
    {
        var structure = sent.Work.File(Apart);
        if (new FileInfo(structure).Length > StructureBytes)
        {
            throw new RuleViolation("Pdf.TooComplex");
        }

        try
        {
            await using var from = File.OpenRead(structure);
            using var apart = await JsonDocument.ParseAsync(from, new JsonDocumentOptions { MaxDepth = PdfObjects.Deepest }, ct);
            var objects = new PdfObjects(apart, sent.Work);
            if (objects.Pages.Count > options.Value.PdfPages)
            {
                throw new RuleViolation("Pdf.TooManyPages", options.Value.PdfPages.ToString(CultureInfo.InvariantCulture));
            }

            await using var to = File.Create(sent.Work.File(Clean));
            await using var writer = new Utf8JsonWriter(to, new JsonWriterOptions { MaxDepth = PdfObjects.Deepest });
            objects.Write(writer);
            return objects.Pages.Count;
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException)
        {
            log.LogInformation(exception, "A PDF file was refused as broken.");
            throw new RuleViolation("Pdf.Broken");
        }
    }
}
