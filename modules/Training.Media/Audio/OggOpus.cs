using System.Buffers.Binary;
using Training.Modules;

namespace Training.Media.Audio;

/// <summary>One stream of Opus in Ogg (RFC 3533, RFC 7845).</summary>
internal static class OggOpus
{
    private const int HeaderLength = 27;
    private const int OpusHeadLength = 19;
    private const int Rate = 48_000;
    private const byte Continued = 1;
    private const byte First = 2;

    private static readonly byte[] NoTags = [.. "OpusTags"u8, .. new byte[8]];

    /// <summary>The same sound with its pages numbered anew, and no tags.</summary>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    /// <exception cref="RuleViolation">It is something else than one stream of Opus.</exception>
    public static (byte[] File, TimeSpan Duration) Clean(ReadOnlySpan<byte> file)
    {
        var pages = PagesOf(file);
        var head = pages[0];
        if (!head.Content(file).StartsWith("OpusHead"u8))
        {
            throw new RuleViolation("Audio.OtherCodec");
        }

        if (head.Type != First || head.Content(file).Length != OpusHeadLength || head.Content(file)[8] >> 4 != 0 || head.Content(file)[18] != 0)
        {
            throw new InvalidDataException("No head of Opus.");
        }

        var skip = BinaryPrimitives.ReadUInt16LittleEndian(head.Content(file)[10..]);
        var sound = EndOfTags(file, pages);
        var clean = new MemoryStream(file.Length);
        Write(clean, 0, head.Type, head.Granule, head.Serial, [OpusHeadLength], head.Content(file));
        Write(clean, 1, 0, 0, head.Serial, [(byte)NoTags.Length], NoTags);
        var (number, end) = (2u, 0L);
        foreach (var page in pages.Skip(sound))
        {
            Write(clean, number++, page.Type, page.Granule, page.Serial, page.Segments(file), page.Content(file));
            if (page.Granule != -1)
            {
                end = page.Granule >= end ? page.Granule : throw new InvalidDataException("Time runs backwards.");
            }
        }

        return (clean.ToArray(), TimeSpan.FromSeconds(Math.Max(0, end - skip) / (double)Rate));
    }

    private static List<Page> PagesOf(ReadOnlySpan<byte> file)
    {
        var pages = new List<Page>();
        for (var at = 0; at < file.Length;)
        {
            var page = Page.Read(file, at);
            if (pages.Count > 0 && (page.Serial != pages[0].Serial || (page.Type & First) != 0))
            {
                throw new RuleViolation("Audio.NotOnlySound");
            }

            pages.Add(page);
            at = page.End;
        }

        return pages.Count > 2 ? pages : throw new InvalidDataException("There is no sound.");
    }

    // The tags begin on the second page and end with a page; a segment shorter than 255 bytes ends a packet.
    private static int EndOfTags(ReadOnlySpan<byte> file, List<Page> pages)
    {
        if (!pages[1].Content(file).StartsWith("OpusTags"u8))
        {
            throw new InvalidDataException("There are no tags.");
        }

        var number = 1;
        while (number < pages.Count && !pages[number].Segments(file).ContainsAnyExceptInRange((byte)255, (byte)255))
        {
            number++;
        }

        if (number >= pages.Count - 1 || pages[number].Segments(file)[..^1].ContainsAnyExceptInRange((byte)255, (byte)255) || (pages[number + 1].Type & Continued) != 0)
        {
            throw new InvalidDataException("The tags do not end.");
        }

        return number + 1;
    }

    private static void Write(MemoryStream to, uint number, byte type, long granule, uint serial, ReadOnlySpan<byte> segments, ReadOnlySpan<byte> content)
    {
        var page = new byte[HeaderLength + segments.Length + content.Length];
        "OggS"u8.CopyTo(page);
        page[5] = type;
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(6), granule);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(14), serial);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(18), number);
        page[26] = (byte)segments.Length;
        segments.CopyTo(page.AsSpan(HeaderLength));
        content.CopyTo(page.AsSpan(HeaderLength + segments.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), OggChecksum.Of(page));
        to.Write(page);
    }

    private sealed record Page(int Start, int Count, int Length, byte Type, long Granule, uint Serial)
    {
        public int End => Start + HeaderLength + Count + Length;

        public ReadOnlySpan<byte> Segments(ReadOnlySpan<byte> file) => file.Slice(Start + HeaderLength, Count);

        public ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file) => file.Slice(Start + HeaderLength + Count, Length);

        public static Page Read(ReadOnlySpan<byte> file, int at)
        {
            var header = file.Slice(at, HeaderLength);
            var length = 0;
            foreach (var segment in file.Slice(at + HeaderLength, header[26]))
            {
                length += segment;
            }

            var page = new Page(at, header[26], length, header[5], BinaryPrimitives.ReadInt64LittleEndian(header[6..]), BinaryPrimitives.ReadUInt32LittleEndian(header[14..]));
            var whole = file[at..page.End].ToArray();
            whole.AsSpan(22, 4).Clear();
            return header.StartsWith("OggS"u8) && header[4] == 0 && OggChecksum.Of(whole) == BinaryPrimitives.ReadUInt32LittleEndian(header[22..])
                ? page
                : throw new InvalidDataException("No page of Ogg.");
        }
    }
}
