using System.Buffers.Binary;

namespace Training.Media.Images;

/// <summary>The parts that a JPEG file is made of, told apart without decoding anything.</summary>
internal static class JpegSegments
{
    private const byte Marker = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte Jfif = 0xE0;
    private const byte Adobe = 0xEE;
    private const int JfifLength = 16;
    private const int AdobeLength = 14;

    /// <summary>The file without EXIF, XMP, IPTC, profiles, thumbnails, comments and whatever stands behind its end; null where it is no whole JPEG file.</summary>
    public static byte[]? Strip(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[Marker, StartOfImage]))
        {
            return null;
        }

        var clean = new MemoryStream(file.Length);
        clean.Write(file[..2]);
        var (at, scans) = (2, 0);
        while (at + 4 <= file.Length && file[at] == Marker && file[at + 1] != EndOfImage)
        {
            if (file[at + 1] == Marker)
            {
                at++; // padding
                continue;
            }

            var (marker, length) = (file[at + 1], 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]));
            if (length < 4 || at + length > file.Length)
            {
                return null;
            }

            var end = at + length;
            if (marker == StartOfScan)
            {
                scans++;
                end = EndOfScan(file, end);
            }

            if (end < 0)
            {
                return null;
            }

            if (IsForPixels(marker, file.Slice(at + 4, length - 4)))
            {
                clean.Write(file[at..end]);
            }

            at = end;
        }

        if (scans == 0 || at + 2 > file.Length || file[at] != Marker || file[at + 1] != EndOfImage)
        {
            return null;
        }

        clean.Write(file.Slice(at, 2));
        return clean.ToArray();
    }

    // JFIF without a thumbnail and Adobe's word about the colours; no other application's segment, and no comment.
    private static bool IsForPixels(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        Jfif => content.Length == JfifLength - 2 && content.StartsWith("JFIF\0"u8),
        Adobe => content.Length == AdobeLength - 2 && content.StartsWith("Adobe"u8),
        >= 0xE1 and <= 0xEF or 0xFE or (>= 0xF0 and <= 0xFD) => false,
        _ => true,
    };

    // In the data of a scan, FF is followed by 00 or by a restart marker; whatever else follows ends it.
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (true)
        {
            var next = file[at..].IndexOf(Marker);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                return -1;
            }

            at += next;
            if (file[at + 1] is not (0x00 or Marker or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += file[at + 1] == Marker ? 1 : 2;
        }
    }
}
