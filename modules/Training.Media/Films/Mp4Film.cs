using System.Buffers.Binary;
using System.Text;
using Training.Media.Audio;
using Training.Modules;

namespace Training.Media.Films;

/// <summary>What a film is.</summary>
/// <param name="HasPictures">False where there is only sound.</param>
/// <param name="Duration">How long it plays; zero where the file does not say.</param>
internal sealed record FilmFacts(bool HasPictures, TimeSpan Duration);

/// <summary>
/// A film, or a long recording, in MP4, cleaned in place: boxes that describe it are taken apart as those of a voice note are (<see cref="Mp4"/>), all other
/// boxes become empty space, the samples themselves are not looked at.
/// </summary>
internal static class Mp4Film
{
    private const int Head = 8;
    private const int LargeHead = 16;
    private const int MostHead = 64 * 1024 * 1024;
    private const int MostFragment = 4 * 1024 * 1024;
    private const int MostBrands = 4 * 1024;

    /// <exception cref="InvalidDataException">It is broken.</exception>
    /// <exception cref="RuleViolation">It is something that browsers do not play, or more than a film.</exception>
    public static FilmFacts Clean(FilmFile file)
    {
        var found = new Mp4.Found { TakesPictures = true };
        var heads = 0;
        for (var at = 0L; at < file.Length;)
        {
            var (name, head, length) = BoxAt(file, at);
            if (at == 0 != (name == "ftyp"))
            {
                throw new InvalidDataException("A film begins by saying what it is, once.");
            }

            switch (name)
            {
                case "ftyp":
                    CheckBrand(file.Load(at, length, MostBrands));
                    break;
                case "moov":
                    heads++;
                    Rewrite(file, at, length, MostHead, found);
                    break;
                case "moof" or "sidx" or "mfra" or "styp":
                    Rewrite(file, at, length, MostFragment, found);
                    break;
                case "mdat":
                    found.HasSamples = true;
                    break;
                default:
                    file.Write(at + 4, "free"u8);
                    file.Zero(at + head, length - head);
                    break;
            }

            at += length;
        }

        return heads == 1 && found is { HasSamples: true } && (found.HasSound || found.HasPictures)
            ? new FilmFacts(found.HasPictures, TimeSpan.FromSeconds(found.Seconds))
            : throw new InvalidDataException("There is nothing to play.");
    }

    private static (string Name, int Head, long Length) BoxAt(FilmFile file, long at)
    {
        var start = file.Peek(at, LargeHead);
        if (start.Length < Head)
        {
            throw new InvalidDataException("A box has no head.");
        }

        var (head, length) = BinaryPrimitives.ReadUInt32BigEndian(start) switch
        {
            0 => (Head, file.Length - at),
            1 when start.Length == LargeHead => (LargeHead, (long)Math.Min(long.MaxValue, BinaryPrimitives.ReadUInt64BigEndian(start[Head..]))),
            var size => (Head, size),
        };
        return length >= head && length <= file.Length - at
            ? (Encoding.Latin1.GetString(start.Slice(4, 4)), head, length)
            : throw new InvalidDataException("A box is longer than the file.");
    }

    private static void Rewrite(FilmFile file, long at, long length, int most, Mp4.Found found)
    {
        var box = file.Load(at, length, most);
        Mp4.Walk(box, 0, box.Length, "", found);
        file.Write(at, box);
    }

    // QuickTime looks the same and does not play everywhere.
    private static void CheckBrand(ReadOnlySpan<byte> box)
    {
        if (box.Length < Head + 4 || box[Head..].StartsWith("qt  "u8))
        {
            throw new RuleViolation("Video.QuickTime");
        }
    }
}
