using System.Buffers.Binary;
using Training.Media.Contracts;

namespace Training.Media.Images;

/// <summary>How large a picture is that was written here, from the head of its file.</summary>
internal static class PictureSize
{
    private const byte Marker = 0xFF;

    public static (int Width, int Height) Of(ReadOnlySpan<byte> file, FileKind kind) => kind == FileKind.Png
        ? (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]))
        : OfJpeg(file);

    private static (int Width, int Height) OfJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 < file.Length && file[at] == Marker; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]))
        {
            // The heads of a frame, without those of tables between them.
            if (file[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }
        }

        throw new InvalidDataException("A picture without a frame.");
    }
}
