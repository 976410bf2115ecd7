using System.Text;
using Training.Media.Contracts;
using Training.Tests.Support;

namespace Training.Tests.Media;

public sealed class PdfTests
{
    private static readonly string[] Active =
        ["/JS", "/JavaScript", "/OpenAction", "/AA", "/EmbeddedFile", "/Filespec", "/Annots", "/AcroForm", "/Metadata", "/PieceInfo", "/Info", "/Outlines", "/URI", "/Names", "Exif", "GPS"];

    [MediaFact]
    public async Task Take_PdfWithEverything_OnlyItsPagesStay()
    {
        var sent = PdfSamples.WithEverything(await Samples.PhotoAsync());
        await using var site = await Files.StartAsync(Database.Sqlite);
        var taken = await site.TakeAsync(sent, FileKinds.Pdf);
        Assert.Equal((FileKind.Pdf, "application/pdf"), (taken.Kind, taken.ContentType));
        var stored = await UnpackAsync(site, taken);
        Assert.DoesNotContain(Samples.Canary, stored, StringComparison.Ordinal);
        Assert.All(Active, word => Assert.DoesNotContain(word, stored, StringComparison.Ordinal));

        // What one sees is still there, the form's value too, which is part of the page now.
        Assert.Contains("(Evidence)", stored, StringComparison.Ordinal);
        Assert.Contains("(FIELDVALUE)", stored, StringComparison.Ordinal);
        Assert.Contains("/DCTDecode", stored, StringComparison.Ordinal);
        Assert.Equal("2", (await MediaTools.RunAsync(site.Folder, "qpdf", "--show-npages", site.PathOf(taken.Hash))).Trim());
        Assert.Contains("No syntax or stream encoding errors", await MediaTools.RunAsync(site.Folder, "qpdf", "--check", site.PathOf(taken.Hash)), StringComparison.Ordinal);
        var said = await MediaTools.RunAsync(site.Folder, "exiftool", "-a", "-u", "-G1", "-s", site.PathOf(taken.Hash));
        Assert.All(["[XMP", "Author", "Creator", "Title", "CreateDate"], word => Assert.DoesNotContain(word, said, StringComparison.Ordinal));

        // The same file again is the same file.
        Assert.Equal(taken, await site.TakeAsync(sent, FileKinds.Pdf));
        Assert.Single(site.StoredFiles());
    }

    [MediaFact]
    public async Task Take_ZipBehindTheEnd_DoesNotStay()
    {
        await using var site = await Files.StartAsync(Database.Sqlite);
        var taken = await site.TakeAsync([.. PdfSamples.WithEverything(), .. Samples.Zip()], FileKinds.Pdf);
        Assert.DoesNotContain("PK\u0003\u0004", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(site.PathOf(taken.Hash))), StringComparison.Ordinal);
        Assert.DoesNotContain(Samples.Canary, await UnpackAsync(site, taken), StringComparison.Ordinal);
    }

    [MediaFact]
    public async Task Take_Encrypted_IsRefused()
    {
        await using var site = await Files.StartAsync(Database.Sqlite);
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "made")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "plain.pdf"), PdfSamples.Plain());
        foreach (var password in new[] { "", "secret" })
        {
            await MediaTools.RunAsync(folder, "qpdf", "--encrypt", password, "owner", "256", "--", "plain.pdf", "locked.pdf");
            await site.RefusesAsync("Pdf.Encrypted", await File.ReadAllBytesAsync(Path.Combine(folder, "locked.pdf")));
        }
    }

    [MediaFact]
    public async Task Take_CutOffOrRepaired_IsRefused()
    {
        var whole = PdfSamples.WithEverything(await Samples.PhotoAsync());
        await using var site = await Files.StartAsync(Database.Sqlite);
        await site.RefusesAsync("Pdf.Broken", whole[..(whole.Length / 2)]);
        await site.RefusesAsync("Pdf.Broken", whole[..^60]);
        await site.RefusesAsync("Pdf.Broken", "%PDF-1.7\n"u8.ToArray());

        // A photo on the page that is cut off.
        await site.RefusesAsync("Pdf.Broken", PdfSamples.WithEverything([0xFF, 0xD8, 0xFF, 0xDA, 0, 4, 0, 0, 1, 2, 3]));
    }

    [MediaFact]
    public async Task Take_TooManyPages_IsRefused()
    {
        await using var site = await Files.StartAsync(Database.Sqlite, options: options => options.PdfPages = 3);
        await site.TakeAsync(PdfSamples.Plain(3), FileKinds.Pdf);
        await site.RefusesAsync("Pdf.TooManyPages", PdfSamples.Plain(4));
    }

    private static async Task<string> UnpackAsync(Site site, TakenFile taken)
    {
        var path = Path.Combine(site.Folder, "unpacked.pdf");
        await MediaTools.RunAsync(site.Folder, "qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", site.PathOf(taken.Hash), path);
        return Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path));
    }
}
