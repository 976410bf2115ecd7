using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Training.Tests.Media;

/// <summary>Files made here, with things in them that must not get through: every one of those says <see cref="Canary"/>.</summary>
internal static class Samples
{
    public const string Canary = "Canary7731";

    private static readonly byte[] PngHead = [0x89, .. "PNG\r\n\x1a\n"u8];

    /// <summary>A grey picture; its rows are the same, so that it packs well.</summary>
    public static byte[] Png(int width, int height, params (string Name, byte[] Content)[] more)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        var pixels = new MemoryStream();
        using (var packed = new ZLibStream(pixels, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[width + 1];
            for (var x = 0; x < width; x++)
            {
                row[x + 1] = (byte)(x * 255 / width);
            }

            for (var y = 0; y < height; y++)
            {
                packed.Write(row);
            }
        }

        return [.. PngHead, .. Chunk("IHDR", header), .. more.SelectMany(chunk => Chunk(chunk.Name, chunk.Content)), .. Chunk("IDAT", pixels.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>Text in clear and packed, and an EXIF block with an author and a place.</summary>
    public static byte[] PngWithMetadata() => Png(
        80, 60, ("tEXt", [.. "Author\0"u8, .. Encoding.ASCII.GetBytes(Canary)]), ("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Encoding.ASCII.GetBytes(Xmp)]), ("eXIf", Exif()),
        ("tIME", [0x07, 0xE4, 1, 1, 0, 0, 0]));

    public static string Xmp => $"""
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
        xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>{Canary}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>
        """;

    /// <summary>A block of EXIF with one text: the artist.</summary>
    public static byte[] Exif()
    {
        var text = Encoding.ASCII.GetBytes(Canary + "\0");
        var block = new byte[8 + 2 + 12 + 4 + text.Length];
        "MM\0*"u8.CopyTo(block);
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(4), 8);
        BinaryPrimitives.WriteInt16BigEndian(block.AsSpan(8), 1);
        BinaryPrimitives.WriteInt16BigEndian(block.AsSpan(10), 0x013B);
        BinaryPrimitives.WriteInt16BigEndian(block.AsSpan(12), 2);
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(14), text.Length);
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(18), 26);
        text.CopyTo(block, 26);
        return block;
    }

    /// <summary>A picture as a phone takes it, on its side, with all that phones and editors write into it. Made by the tools.</summary>
    public static async Task<byte[]> PhotoAsync(string format = "jpg", int width = 640, int height = 480)
    {
        var folder = Directory.CreateTempSubdirectory("training-photo-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "plain.png"), Png(width, height));
            await MediaTools.RunAsync(folder, "vips", "copy", "plain.png", $"photo.{format}");
            await File.WriteAllBytesAsync(Path.Combine(folder, "small.jpg"), [0xFF, 0xD8, 0xFF, 0xFE, 0, 12, .. Encoding.ASCII.GetBytes(Canary), 0xFF, 0xD9]);
            string[] all =
            [
                $"-EXIF:Artist={Canary}", $"-EXIF:ImageDescription={Canary}", "-EXIF:GPSLatitude=10.7578", "-EXIF:GPSLatitudeRef=N", "-EXIF:GPSLongitude=106.6597",
                "-EXIF:GPSLongitudeRef=E", "-EXIF:Make=Phone" + Canary, "-EXIF:DateTimeOriginal=2026:01:02 03:04:05", $"-XMP-dc:Creator={Canary}", $"-XMP-dc:Title={Canary}",
            ];
            string[] ofJpeg = [$"-IPTC:By-line={Canary}", $"-Comment=<script>{Canary}</script>", "-EXIF:Orientation#=6", "-ThumbnailImage<=small.jpg"];
            await MediaTools.RunAsync(folder, "exiftool", ["-q", "-m", "-overwrite_original", .. all, .. format == "jpg" ? ofJpeg : [], $"photo.{format}"]);
            return await File.ReadAllBytesAsync(Path.Combine(folder, $"photo.{format}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static byte[] Dicom() => [.. new byte[128], .. "DICM"u8, 2, 0, 0, 0, .. "UL"u8, 4, 0, 0, 0, 0, 0, 0x10, 0, 0x10, 0, .. "PN"u8, 10, 0, .. Encoding.ASCII.GetBytes(Canary)];

    /// <summary>The first element of group 8, without the preamble.</summary>
    public static byte[] DicomWithoutPreamble() => [8, 0, 5, 0, .. "CS"u8, 10, 0, .. "ISO_IR 192"u8, .. new byte[200]];

    public static byte[] Zip()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry($"{Canary}.txt", CompressionLevel.NoCompression).Open();
            entry.Write(Encoding.ASCII.GetBytes(Canary));
        }

        return zip.ToArray();
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + named.Length), Crc(named));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var octet in bytes)
        {
            sum ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
            }
        }

        return ~sum;
    }
}
