using System.Buffers.Binary;
using System.IO.Compression;
using Training.Media.Images;
using Training.Media.Storing;

namespace Training.Media.Pdf;

/// <summary>
/// Photos inside a PDF file are whole JPEG or JPEG 2000 files with their own EXIF: where it was taken stays readable after the document's own
/// information is gone. Takes that out of the streams of a work folder.
/// </summary>
internal sealed class PdfPictures(WorkFolder work)
{
    private const string Jpeg = "/DCTDecode";
    private const string Jpeg2000 = "/JPXDecode";

    // A packed photo does not become larger than this; a bomb does.
    private const int UnpackedBytes = 64 * 1024 * 1024;

    // Boxes of JPEG 2000 that a decoder needs: signature, type, header, codestream. The others hold XMP, EXIF and addresses.
    private static readonly byte[][] Boxes = [.. new[] { "jP  ", "ftyp", "jp2h", "jp2c" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>Rewrites the file of a stream where it is a photo.</summary>
    /// <returns>The filter that takes the place of the others; null where the stream's dictionary stays as it is.</returns>
    /// <exception cref="InvalidDataException">It is broken, or packed in a way that hides what is in it.</exception>
    public string? Clean(string file, IReadOnlyList<string> filters)
    {
        var path = work.File(file);
        switch (filters)
        {
            case [Jpeg]:
                Strip(path, File.ReadAllBytes(path));
                return null;
            case ["/FlateDecode", Jpeg]:
                Strip(path, Unpack(path));
                return Jpeg;
            case [Jpeg2000]:
                File.WriteAllBytes(path, WithoutBoxes(File.ReadAllBytes(path)));
                return null;
            default:
                return filters.Contains(Jpeg) || filters.Contains(Jpeg2000) ? throw new InvalidDataException($"A photo is packed by {string.Join(' ', filters)}.") : null;
        }
    }

    private static void Strip(string path, byte[] photo) => File.WriteAllBytes(path, JpegSegments.Strip(photo) ?? throw new InvalidDataException("A photo is broken."));

    private static byte[] Unpack(string path)
    {
        using var packed = new ZLibStream(File.OpenRead(path), CompressionMode.Decompress);
        var photo = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (packed.Read(buffer) is > 0 and var read)
        {
            photo.Write(buffer, 0, read);
            if (photo.Length > UnpackedBytes)
            {
                throw new InvalidDataException("A photo is too large.");
            }
        }

        return photo.ToArray();
    }

    private static byte[] WithoutBoxes(byte[] photo)
    {
        // The codestream alone, without any box.
        if (photo is [0xFF, 0x4F, ..])
        {
            return photo;
        }

        var clean = new MemoryStream(photo.Length);
        var at = 0;
        while (at + 8 <= photo.Length)
        {
            var box = photo.AsSpan(at);
            var length = BinaryPrimitives.ReadUInt32BigEndian(box) switch
            {
                0 => photo.Length - at,
                1 when box.Length >= 16 => (long)Math.Min(long.MaxValue, BinaryPrimitives.ReadUInt64BigEndian(box[8..])),
                var given => given,
            };
            if (length < 8 || length > photo.Length - at)
            {
                throw new InvalidDataException("A photo is broken.");
            }

            var name = box.Slice(4, 4).ToArray();
            if (Boxes.Any(wanted => wanted.AsSpan().SequenceEqual(name)))
            {
                clean.Write(box[..(int)length]);
            }

            at += (int)length;
        }

        return clean.ToArray();
    }
}
