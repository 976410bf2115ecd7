using System.Buffers.Binary;
using Training.Modules;

namespace Training.Media.Audio;

/// <summary>One track of Opus in WebM (RFC 9559), as browsers record it: often without lengths, for they do not know when the person will stop.</summary>
internal static class WebM
{
    private const uint Head = 0x1A45DFA3, DocType = 0x4282;
    private const uint Segment = 0x18538067, SeekHead = 0x114D9B74, Info = 0x1549A966, Tracks = 0x1654AE6B, Cluster = 0x1F43B675;
    private const uint Cues = 0x1C53BB6B, Tags = 0x1254C367, Attachments = 0x1941A469, Chapters = 0x1043A770, Void = 0xEC, Checksum = 0xBF;
    private const uint Scale = 0x2AD7B1, Duration = 0x4489, MuxingApp = 0x4D80, WritingApp = 0x5741;
    private const uint Track = 0xAE, TrackNumber = 0xD7, TrackType = 0x83, CodecId = 0x86, CodecPrivate = 0x63A2, Sound = 0xE1;
    private const uint Time = 0xE7, SimpleBlock = 0xA3, BlockGroup = 0xA0, Block = 0xA1;
    private const ulong SoundTrack = 2;
    private const ulong Milliseconds = 1_000_000;

    private static readonly uint[] OfSegment = [SeekHead, Info, Tracks, Cluster, Cues, Tags, Attachments, Chapters, Void, Checksum];

    // TrackUID, FlagEnabled, FlagDefault, FlagLacing, DefaultDuration, CodecDelay, SeekPreRoll beside those named above.
    private static readonly uint[] OfTrack = [TrackNumber, 0x73C5, TrackType, 0xB9, 0x88, 0x9C, 0x23E383, CodecId, CodecPrivate, 0x56AA, 0x56BB];

    // SamplingFrequency, OutputSamplingFrequency, Channels, BitDepth.
    private static readonly uint[] OfSound = [0xB5, 0x78B5, 0x9F, 0x6264];

    // Block, BlockDuration, DiscardPadding, ReferenceBlock.
    private static readonly uint[] OfGroup = [Block, 0x9B, 0x75A2, 0xFB];

    // EBMLVersion, EBMLReadVersion, EBMLMaxIDLength, EBMLMaxSizeLength, DocType, DocTypeVersion, DocTypeReadVersion.
    private static readonly byte[] OwnHead =
        [0x42, 0x86, 0x81, 1, 0x42, 0xF7, 0x81, 1, 0x42, 0xF2, 0x81, 4, 0x42, 0xF3, 0x81, 8, 0x42, 0x82, 0x84, .. "webm"u8, 0x42, 0x87, 0x81, 4, 0x42, 0x85, 0x81, 2];

    /// <summary>The same blocks in a new file, with the few facts about the track that a player needs.</summary>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    /// <exception cref="RuleViolation">It is something else than one track of Opus.</exception>
    public static (byte[] File, TimeSpan Duration) Clean(ReadOnlySpan<byte> file)
    {
        var head = Ebml.Read(file, 0, file.Length);
        if (head.Id != Head || Ebml.Children(file, head).Where(e => e.Id == DocType).ToArray() is not [var type] || !Ebml.Content(file, type).SequenceEqual("webm"u8))
        {
            throw new RuleViolation("Audio.OtherCodec");
        }

        var segment = Ebml.Read(file, head.To!.Value, file.Length);
        var limit = segment.To ?? file.Length;
        if (segment.Id != Segment || limit != file.Length)
        {
            throw new InvalidDataException("There is more, or less, than one segment.");
        }

        var (body, scale, track, end) = (new MemoryStream(file.Length), Milliseconds, (ulong?)null, 0L);
        for (var at = segment.From; at < limit;)
        {
            var element = Ebml.Read(file, at, limit);
            switch (element.Id)
            {
                case Info:
                    scale = CopyInfo(body, file, element);
                    break;
                case Tracks:
                    track = track is null ? CopyTrack(body, file, element) : throw new InvalidDataException("Tracks are named twice.");
                    break;
                case Cluster:
                    (at, end) = CopyCluster(body, file, element, limit, track ?? throw new InvalidDataException("Sound before its track."), end);
                    continue;
                default:
                    if (!OfSegment.Contains(element.Id))
                    {
                        throw new InvalidDataException("An unknown element.");
                    }

                    break;
            }

            at = element.To ?? throw new InvalidDataException("An element without a length.");
        }

        if (track is null || end == 0 && body.Length == 0)
        {
            throw new InvalidDataException("There is no sound.");
        }

        var clean = new MemoryStream(file.Length);
        Ebml.Write(clean, Head, OwnHead);
        Ebml.Write(clean, Segment, body.ToArray());
        return (clean.ToArray(), TimeSpan.FromSeconds(end * (double)scale / 1e9));
    }

    private static ulong CopyInfo(MemoryStream to, ReadOnlySpan<byte> file, Element info)
    {
        var copy = new MemoryStream();
        var scale = Milliseconds;
        foreach (var child in Ebml.Children(file, info).Where(child => child.Id is Scale or Duration))
        {
            var content = Ebml.Content(file, child);
            Ebml.Write(copy, child.Id, content);
            if (child.Id == Scale)
            {
                scale = Ebml.Number(content);
            }
        }

        // Must be there, and may be empty.
        Ebml.Write(copy, MuxingApp, []);
        Ebml.Write(copy, WritingApp, []);
        Ebml.Write(to, Info, copy.ToArray());
        return scale;
    }

    private static ulong CopyTrack(MemoryStream to, ReadOnlySpan<byte> file, Element tracks)
    {
        var entries = Ebml.Children(file, tracks).Where(e => e.Id == Track).ToArray();
        if (entries is not [var entry])
        {
            throw new RuleViolation("Audio.NotOnlySound");
        }

        var copy = new MemoryStream();
        var (number, isSound, isOpus) = (0ul, false, false);
        foreach (var child in Ebml.Children(file, entry))
        {
            var content = Ebml.Content(file, child);
            switch (child.Id)
            {
                case TrackNumber:
                    number = Ebml.Number(content);
                    break;
                case TrackType:
                    isSound = Ebml.Number(content) == SoundTrack;
                    break;
                case CodecId:
                    isOpus = content.SequenceEqual("A_OPUS"u8);
                    break;
                case CodecPrivate when !content.StartsWith("OpusHead"u8) || content.Length is < 19 or > 300:
                    throw new InvalidDataException("No head of Opus.");
                case Sound:
                    Ebml.Write(copy, Sound, Filter(file, child, OfSound));
                    break;
            }

            if (OfTrack.Contains(child.Id))
            {
                Ebml.Write(copy, child.Id, content);
            }
        }

        if (!isSound || !isOpus)
        {
            throw new RuleViolation(isSound ? "Audio.OtherCodec" : "Audio.NotOnlySound");
        }

        var only = new MemoryStream();
        Ebml.Write(only, Track, copy.ToArray());
        Ebml.Write(to, Tracks, only.ToArray());
        return number;
    }

    // A cluster without a length ends where the next element of the segment begins.
    private static (int At, long End) CopyCluster(MemoryStream to, ReadOnlySpan<byte> file, Element cluster, int limit, ulong track, long end)
    {
        var copy = new MemoryStream();
        var (at, stop, time) = (cluster.From, cluster.To ?? limit, 0L);
        while (at < stop)
        {
            var child = Ebml.Read(file, at, stop);
            if (cluster.To is null && OfSegment.Contains(child.Id) && child.Id is not (Void or Checksum))
            {
                break;
            }

            at = child.To ?? throw new InvalidDataException("An element without a length.");
            var content = Ebml.Content(file, child);
            switch (child.Id)
            {
                case Time:
                    time = (long)Ebml.Number(content);
                    Ebml.Write(copy, Time, content);
                    break;
                case SimpleBlock:
                    end = Math.Max(end, time + TimeOf(content, track));
                    Ebml.Write(copy, SimpleBlock, content);
                    break;
                case BlockGroup:
                    foreach (var block in Ebml.Children(file, child).Where(e => e.Id == Block))
                    {
                        end = Math.Max(end, time + TimeOf(Ebml.Content(file, block), track));
                    }

                    Ebml.Write(copy, BlockGroup, Filter(file, child, OfGroup));
                    break;
            }
        }

        Ebml.Write(to, Cluster, copy.ToArray());
        return (at, end);
    }

    // A block begins with the number of its track and its time within the cluster.
    private static short TimeOf(ReadOnlySpan<byte> block, ulong track)
    {
        var (number, length) = Ebml.ReadSize(block);
        return number == track ? BinaryPrimitives.ReadInt16BigEndian(block[length..]) : throw new InvalidDataException("A block of no track.");
    }

    private static byte[] Filter(ReadOnlySpan<byte> file, Element parent, uint[] wanted)
    {
        var copy = new MemoryStream();
        foreach (var child in Ebml.Children(file, parent).Where(child => wanted.Contains(child.Id)))
        {
            Ebml.Write(copy, child.Id, Ebml.Content(file, child));
        }

        return copy.ToArray();
    }
}
