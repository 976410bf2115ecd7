using System.Buffers.Binary;
using System.Numerics;
using Training.Media.Audio;
using Training.Modules;

namespace Training.Media.Films;

/// <summary>
/// A film, or a long recording, in WebM (RFC 9559), cleaned in place: what no player needs becomes a void element of the same length, so that the places
/// that the cues name stay right. The frames themselves are not looked at.
/// </summary>
internal static class WebMFilm
{
    private const uint EbmlHead = 0x1A45DFA3, DocType = 0x4282, Segment = 0x18538067, SeekHead = 0x114D9B74, Info = 0x1549A966, Tracks = 0x1654AE6B;
    private const uint Cluster = 0x1F43B675, Cues = 0x1C53BB6B, Void = 0xEC, Scale = 0x2AD7B1, Duration = 0x4489, MuxingApp = 0x4D80, WritingApp = 0x5741;
    private const uint Track = 0xAE, TrackType = 0x83, CodecId = 0x86, Time = 0xE7, SimpleBlock = 0xA3, BlockGroup = 0xA0;
    private const ulong Pictures = 1, Sound = 2;
    private const ulong Milliseconds = 1_000_000;
    private const int MostHead = 16 * 1024 * 1024;
    private const int LongestHead = 12;

    // Tags, Attachments, Chapters and Crc32 are known and become void; so the end of a cluster without a length is found.
    private static readonly uint[] OfSegment = [SeekHead, Info, Tracks, Cluster, Cues, 0x1254C367, 0x1941A469, 0x1043A770];

    // TrackNumber, TrackUID, TrackType, FlagEnabled, FlagDefault, FlagForced, FlagLacing, DefaultDuration, CodecDelay, SeekPreRoll, CodecID, CodecPrivate,
    // Language, Video, Audio.
    private static readonly uint[] OfTrack = [0xD7, 0x73C5, TrackType, 0xB9, 0x88, 0x55AA, 0x9C, 0x23E383, 0x56AA, 0x56BB, CodecId, 0x63A2, 0x22B59C, 0xE0, 0xE1];

    // Timestamp, SimpleBlock, BlockGroup, Position, PrevSize.
    private static readonly uint[] OfCluster = [Time, SimpleBlock, BlockGroup, 0xA7, 0xAB];

    private static readonly string[] Codecs = ["V_VP8", "V_VP9", "V_AV1", "A_OPUS", "A_VORBIS"];

    /// <exception cref="InvalidDataException">It is broken.</exception>
    /// <exception cref="RuleViolation">It is something that browsers do not play, or more than a film.</exception>
    public static FilmFacts Clean(FilmFile file)
    {
        var head = ReadHead(file, 0, file.Length);
        if (head is not { Id: EbmlHead, To: { } behind })
        {
            throw new InvalidDataException("It does not say what it is.");
        }

        var description = file.Load(head.From, behind - head.From, 1024);
        var types = Ebml.Children(description, new Element(0, 0, description.Length)).Where(e => e.Id == DocType).ToArray();
        if (types is not [var type] || !Ebml.Content(description, type).SequenceEqual("webm"u8))
        {
            throw new RuleViolation("Video.OtherCodec");
        }

        var segment = ReadHead(file, behind, file.Length);
        if (segment.Id != Segment || (segment.To ?? file.Length) != file.Length)
        {
            throw new InvalidDataException("There is more, or less, than one segment.");
        }

        var found = new Found();
        for (var at = segment.From; at < file.Length;)
        {
            var element = ReadHead(file, at, file.Length);
            at = element.Id switch
            {
                Cluster => WalkCluster(file, element, found),
                Info or Tracks => Rewrite(file, element, found),
                SeekHead or Cues => Whole(element),
                _ => Blank(file, at, Whole(element)),
            };
        }

        return found.Tracks > 0 && found.Clusters > 0
            ? new FilmFacts(found.HasPictures, TimeSpan.FromSeconds(Math.Min(1e9, Math.Max(found.Said, found.Last) * found.Scale / 1e9)))
            : throw new InvalidDataException("There is nothing to play.");
    }

    private static long Whole(Part part) => part.To ?? throw new InvalidDataException("An element without a length.");

    private static long WalkCluster(FilmFile file, Part cluster, Found found)
    {
        if (found.Tracks == 0)
        {
            throw new InvalidDataException("Frames before their track.");
        }

        found.Clusters++;
        var (at, time) = (cluster.From, 0L);
        while (at < (cluster.To ?? file.Length))
        {
            var child = ReadHead(file, at, cluster.To ?? file.Length);
            if (cluster.To is null && OfSegment.Contains(child.Id))
            {
                break;
            }

            var end = Whole(child);
            if (child.Id == Time)
            {
                time = (long)Ebml.Number(file.Peek(child.From, (int)Math.Min(9, end - child.From)));
                found.Last = Math.Max(found.Last, time);
            }
            else if (child.Id == SimpleBlock)
            {
                var block = file.Peek(child.From, (int)Math.Min(LongestHead, end - child.From));
                var (_, length) = Ebml.ReadSize(block);
                found.Last = Math.Max(found.Last, time + BinaryPrimitives.ReadInt16BigEndian(block[length..]));
            }

            at = OfCluster.Contains(child.Id) ? end : Blank(file, at, end);
        }

        return at;
    }

    private static long Rewrite(FilmFile file, Part part, Found found)
    {
        var end = Whole(part);
        var content = file.Load(part.From, end - part.From, MostHead);
        foreach (var child in Children(content, 0, content.Length))
        {
            if (part.Id == Info)
            {
                CleanInfo(content, child, found);
            }
            else if (child.Element.Id == Track)
            {
                CleanTrack(content, child.Element, found);
            }
            else
            {
                Blank(content.AsSpan(child.At, child.Element.To!.Value - child.At));
            }
        }

        file.Write(part.From, content);
        return end;
    }

    private static void CleanInfo(byte[] content, (int At, Element Element) child, Found found)
    {
        var value = content.AsSpan(child.Element.From, child.Element.To!.Value - child.Element.From);
        switch (child.Element.Id)
        {
            case Scale:
                found.Scale = Ebml.Number(value);
                break;
            case Duration when value.Length is 4 or 8:
                var said = value.Length == 4 ? BinaryPrimitives.ReadSingleBigEndian(value) : BinaryPrimitives.ReadDoubleBigEndian(value);
                found.Said = double.IsFinite(said) && said > 0 ? said : 0;
                break;
            case MuxingApp or WritingApp:
                value.Clear(); // must be there, and may be empty
                break;
            default:
                Blank(content.AsSpan(child.At, child.Element.To!.Value - child.At));
                break;
        }
    }

    private static void CleanTrack(byte[] content, Element track, Found found)
    {
        var (kind, codec) = (0ul, "");
        foreach (var (at, element) in Children(content, track.From, track.To!.Value))
        {
            var value = content.AsSpan(element.From, element.To!.Value - element.From);
            if (!OfTrack.Contains(element.Id))
            {
                Blank(content.AsSpan(at, element.To!.Value - at));
            }

            kind = element.Id == TrackType ? Ebml.Number(value) : kind;
            codec = element.Id == CodecId ? System.Text.Encoding.Latin1.GetString(value) : codec;
        }

        if (kind is not (Pictures or Sound))
        {
            throw new RuleViolation("Video.OtherTracks");
        }

        if (!Codecs.Contains(codec))
        {
            throw new RuleViolation("Video.OtherCodec");
        }

        found.Tracks++;
        found.HasPictures |= kind == Pictures;
    }

    // Beside each element, where its id begins.
    private static List<(int At, Element Element)> Children(byte[] content, int from, int to)
    {
        var at = from;
        var children = new List<(int, Element)>();
        foreach (var child in Ebml.Children(content, new Element(0, from, to)))
        {
            children.Add((at, child));
            at = child.To!.Value;
        }

        return children;
    }

    private static Part ReadHead(FilmFile file, long at, long limit)
    {
        var start = file.Peek(at, (int)Math.Min(LongestHead, limit - at));
        if (start.Length < 2 || BitOperations.LeadingZeroCount((uint)start[0]) - 24 >= 4)
        {
            throw new InvalidDataException("No element.");
        }

        var idLength = BitOperations.LeadingZeroCount((uint)start[0]) - 24 + 1;
        var id = 0u;
        foreach (var octet in start[..idLength])
        {
            id = (id << 8) | octet;
        }

        var (size, sizeLength) = Ebml.ReadSize(start[idLength..]);
        var from = at + idLength + sizeLength;
        return size is not { } known ? new Part(id, from, null)
            : known <= (ulong)Math.Max(0, limit - from) ? new Part(id, from, from + (long)known)
            : throw new InvalidDataException("An element is longer than what it is in.");
    }

    private static long Blank(FilmFile file, long from, long to)
    {
        var head = VoidOf(to - from);
        file.Write(from, head);
        file.Zero(from + head.Length, to - from - head.Length);
        return to;
    }

    private static void Blank(Span<byte> element)
    {
        element.Clear();
        VoidOf(element.Length).CopyTo(element);
    }

    // The head of a void element that fills a length: with as many octets for its size as make it fit.
    private static byte[] VoidOf(long length)
    {
        for (var octets = 1; octets <= 8; octets++)
        {
            var content = length - 1 - octets;
            if (content >= 0 && content < (1L << (7 * octets)) - 1)
            {
                var head = new byte[1 + octets];
                head[0] = (byte)Void;
                for (var (at, rest) = (octets, content); at > 0; at--, rest >>= 8)
                {
                    head[at] = (byte)rest;
                }

                head[1] |= (byte)(1 << (8 - octets));
                return head;
            }
        }

        throw new InvalidDataException("No element.");
    }

    private readonly record struct Part(uint Id, long From, long? To);

    private sealed class Found
    {
        public int Tracks { get; set; }

        public bool HasPictures { get; set; }

        public int Clusters { get; set; }

        public ulong Scale { get; set; } = Milliseconds;

        /// <summary>What the file says of itself, in its own scale.</summary>
        public double Said { get; set; }

        public long Last { get; set; }
    }
}
