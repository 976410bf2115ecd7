using System.Buffers.Binary;
using System.Text;
using Training.Media.Contracts;

namespace Training.Media.Images;

/// <summary>
/// Whether a written picture is made of nothing but what its pixels need. Not every version of the tool keeps its word: 8.14 leaves EXIF and XMP
/// in WebP. Looks at the frame of the file only and decodes nothing.
/// </summary>
internal static class OnlyPixels
{
    private const int Signature = 8;
    private const int Around = 12;

    private static readonly string[] Chunks = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "pHYs", "bKGD", "gAMA", "sRGB", "cHRM", "sBIT"];

    public static bool In(ReadOnlySpan<byte> file, FileKind kind) => kind switch
    {
        FileKind.Jpeg => JpegSegments.Strip(file).AsSpan().SequenceEqual(file),
        FileKind.Png => InPng(file),
        _ => false,
    };

    private static bool InPng(ReadOnlySpan<byte> file)
    {
        var at = Signature;
        while (at + Around <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var name = Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            if (!Chunks.Contains(name) || length > file.Length - at - Around)
            {
                return false;
            }

            at += (int)length + Around;
            if (name == "IEND")
            {
                return at == file.Length;
            }
        }

        return false;
    }
}
