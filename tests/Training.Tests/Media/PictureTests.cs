using System.Text;
using Training.Media.Contracts;
using Training.Media.Images;
using Training.Tests.Support;

namespace Training.Tests.Media;

public sealed class PictureTests
{
    // What exiftool may say about a stored picture: its frame, and what it works out itself.
    private static readonly string[] Harmless = ["ExifTool", "System", "File", "PNG", "PNG-pHYs", "JFIF", "Composite"];

    [MediaTheory]
    [InlineData("jpg", FileKind.Jpeg)]
    [InlineData("png", FileKind.Png)]
    [InlineData("webp", FileKind.Jpeg)]
    public async Task Take_PhotoOfAPhone_OnlyPixelsStay(string format, FileKind kind)
    {
        var photo = await Samples.PhotoAsync(format);
        Assert.Contains(Samples.Canary, Encoding.Latin1.GetString(photo), StringComparison.Ordinal);
        await using var site = await Files.StartAsync(Database.Sqlite);
        var taken = await site.TakeAsync(photo, FileKinds.Image);
        Assert.Equal(kind, taken.Kind);
        await AssertOnlyPixelsAsync(site, taken);

        // The turn that EXIF asked for is in the pixels now.
        var size = await MediaTools.RunAsync(site.Folder, "vipsheader", site.PathOf(taken.Hash));
        Assert.Contains(format == "jpg" ? "480x640" : "640x480", size, StringComparison.Ordinal);
        Assert.Equal(taken, await site.TakeAsync(photo, FileKinds.Image));
        Assert.Single(site.StoredFiles());
    }

    [MediaFact]
    public async Task Take_PngWithTextAndExif_OnlyPixelsStay()
    {
        await using var site = await Files.StartAsync(Database.Sqlite);
        var taken = await site.TakeAsync(Samples.PngWithMetadata(), FileKinds.Image);
        Assert.Equal(FileKind.Png, taken.Kind);
        await AssertOnlyPixelsAsync(site, taken);
    }

    [MediaFact]
    public async Task Take_LargePhoto_BecomesSmaller()
    {
        await using var site = await Files.StartAsync(Database.Sqlite);
        var taken = await site.TakeAsync(await Samples.PhotoAsync("jpg", 4000, 3000), FileKinds.Image);
        Assert.Contains("1920x2560", await MediaTools.RunAsync(site.Folder, "vipsheader", site.PathOf(taken.Hash)), StringComparison.Ordinal);
    }

    [MediaFact]
    public async Task Take_HtmlInACommentAndZipBehindTheEnd_NeitherStays()
    {
        await using var site = await Files.StartAsync(Database.Sqlite);
        byte[] photo = [.. await Samples.PhotoAsync(), .. Samples.Zip()];
        var taken = await site.TakeAsync(photo, FileKinds.Image);
        var stored = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(site.PathOf(taken.Hash)));
        Assert.DoesNotContain("<script", stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("PK\u0003\u0004", stored, StringComparison.Ordinal);
        await AssertOnlyPixelsAsync(site, taken);
    }

    [MediaFact]
    public async Task Take_Bomb_IsRefusedBeforeItIsDecoded()
    {
        // 20 000 x 20 000 grey points are 400 MB; packed they are small enough to be sent.
        var bomb = Samples.Png(20_000, 20_000);
        Assert.True(bomb.Length < 8 * 1024 * 1024);
        await using var site = await Files.StartAsync(Database.Sqlite);
        var refusal = await site.RefusesAsync("Image.TooManyPixels", bomb);
        Assert.Equal([100], refusal.Arguments);
    }

    [MediaTheory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    public async Task Take_CutOff_IsRefused(string format)
    {
        // Editors may write their metadata behind the pixels, and that may be missing.
        var photo = format == "png" ? Samples.Png(640, 480) : await Samples.PhotoAsync(format);
        await using var site = await Files.StartAsync(Database.Sqlite);
        await site.RefusesAsync("File.Broken", photo[..(photo.Length - (photo.Length / 4))]);
        await site.RefusesAsync("File.Broken", photo[..40]);
    }

    [Theory]
    [InlineData(0xE1, false)] // EXIF, XMP
    [InlineData(0xED, false)] // IPTC
    [InlineData(0xE2, false)] // profile
    [InlineData(0xFE, false)] // comment
    [InlineData(0xDD, true)] // restart interval
    public void OnlyPixels_JpegWithASegment_SaysWhatItIsFor(byte marker, bool isForPixels)
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, marker, 0, 4, 1, 2, 0xFF, 0xDA, 0, 4, 0, 0, 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD9];
        Assert.Equal(isForPixels, OnlyPixels.In(jpeg, FileKind.Jpeg));
        Assert.False(OnlyPixels.In([.. jpeg, 0], FileKind.Jpeg));
        Assert.True(OnlyPixels.In(JpegSegments.Strip([.. jpeg, .. Samples.Zip()]), FileKind.Jpeg));
        Assert.Null(JpegSegments.Strip(jpeg.AsSpan()[..^2]));
    }

    [Fact]
    public void OnlyPixels_PngWithText_IsNot()
    {
        Assert.True(OnlyPixels.In(Samples.Png(4, 4), FileKind.Png));
        Assert.False(OnlyPixels.In(Samples.PngWithMetadata(), FileKind.Png));
        Assert.False(OnlyPixels.In([.. Samples.Png(4, 4), 1], FileKind.Png));
    }

    private static async Task AssertOnlyPixelsAsync(Site site, TakenFile taken)
    {
        var path = site.PathOf(taken.Hash);
        Assert.DoesNotContain(Samples.Canary, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path)), StringComparison.Ordinal);
        var said = await MediaTools.RunAsync(site.Folder, "exiftool", "-a", "-u", "-G1", "-s", path);
        Assert.Contains("[File]", said, StringComparison.Ordinal);
        Assert.All(said.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(line.Split(']')[0].TrimStart('['), Harmless));
        Assert.DoesNotContain("Comment", said, StringComparison.Ordinal);
    }
}
