using System.Text;

namespace Training.Tests.Media;

/// <summary>More than 200 files that are not what they say (UPL-1): endings of programs, other content, two kinds in one, broken ones, and pictures that burst.</summary>
internal static class HostileUploads
{
    private static readonly string[] Endings = ["jpg", "png", "webp", "heic", "pdf", "m4a", "ogg", "mp4", "webm"];

    public static IEnumerable<(string Name, byte[] Content)> All()
    {
        var html = "<!doctype html><script>alert(1)</script>"u8.ToArray();
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray();
        var (png, film, page) = (Samples.Png(20, 20), FilmSamples.Mp4(), PdfSamples.Plain());
        byte[] gifar = [.. "GIF89a/*"u8, .. new byte[200], .. "*/=1;alert(1)//"u8];
        (string, byte[])[] others = [("html", html), ("svg", svg), ("zip", Samples.Zip()), ("gif", gifar), ("exe", [0x4D, 0x5A, .. new byte[500]]), ("dicom", Samples.Dicom()), ("empty", []), ("one", [1])];

        // Content of one kind under the name of another.
        foreach (var ending in Endings)
        {
            foreach (var (_, content) in others)
            {
                yield return ($"bai-giang.{ending}", content);
            }

            foreach (var (own, content) in new[] { ("png", png), ("mp4", film), ("pdf", page), ("ogg", SoundSamples.Ogg()), ("webm", FilmSamples.WebM()) })
            {
                if (own != ending && !(own == "mp4" && ending == "m4a"))
                {
                    yield return ($"bai-giang.{ending}", content);
                }
            }
        }

        // Names of what is run somewhere, in front of an honest ending and as the ending itself.
        foreach (var active in new[] { "html", "htm", "svg", "js", "php", "phtml", "asp", "aspx", "jsp", "exe", "bat", "cmd", "com", "scr", "jar", "hta", "vbs", "ps1", "sh", "py", "xml", "swf" })
        {
            yield return ($"anh.{active}.png", png);
            yield return ($"phim.{active.ToUpperInvariant()}.mp4", film);
            yield return ($"anh.png.{active}", png);
        }

        foreach (var name in new[] { "png", ".png.", "anh.png ", "anh.png\u0000.html", "anh", "anh.", "anh.mov", "anh.gif", "anh.svg", "anh.docx", "../../anh", "anh.png;html", "anh.png%00" })
        {
            yield return (name == "anh.png " ? "anh.png .exe" : name, name == "png" ? png : html);
        }

        // Two kinds in one file.
        yield return ("phim.mp4", [.. film, .. Samples.Zip()]);
        yield return ("phim.mp4", [.. film, .. html]);
        yield return ("phim.mp4", [.. film, .. film]);
        yield return ("phim.webm", [.. FilmSamples.WebM(), .. Samples.Zip()]);
        yield return ("phim.webm", [.. FilmSamples.WebM(), .. html]);
        yield return ("ghi-am.ogg", [.. SoundSamples.Ogg(), .. html]);
        yield return ("phim.mp4", [.. html, .. film]);
        yield return ("anh.png", [.. html, .. png]);

        // Cut off, or with lengths that lead outside.
        foreach (var length in new[] { 4, 8, 12, 16, 40, 100, 300, 700, 1000 })
        {
            yield return ("phim.mp4", film[..length]);
            yield return ("phim.webm", FilmSamples.WebM()[..length]);
        }

        yield return ("phim.mp4", [0, 0, 0, 1, .. "ftyp"u8, .. Enumerable.Repeat((byte)0xFF, 16)]);
        yield return ("phim.mp4", [0, 0, 0, 20, .. "ftypisom"u8, .. new byte[8], 0xFF, 0xFF, 0xFF, 0xFF, .. "moov"u8]);
        yield return ("phim.mp4", FilmSamples.Mp4(brand: "qt  "));
        yield return ("phim.mp4", FilmSamples.Mp4(codec: "hvc1"));
        yield return ("phim.mp4", FilmSamples.Mp4(handler: "meta"));
        yield return ("phim.mp4", FilmSamples.Mp4(seconds: 400 * 60));
        yield return ("phim.webm", FilmSamples.WebM(type: "matroska"));

        // A picture that is small and would not be: 50 000 × 50 000.
        yield return ("anh.png", Huge());
        yield return ("anh.jpg", [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xC3, 0x50, 0xC3, 0x50, 1, 1, 0x11, 0, .. Encoding.ASCII.GetBytes("no pixels")]);
    }

    private static byte[] Huge()
    {
        var png = Samples.Png(20, 20);
        (png[16], png[17], png[18], png[19]) = (0, 0, 0xC3, 0x50);
        (png[20], png[21], png[22], png[23]) = (0, 0, 0xC3, 0x50);
        return png;
    }
}
