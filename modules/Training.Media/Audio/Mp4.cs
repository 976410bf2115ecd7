using System.Buffers.Binary;
using System.Text;
using Training.Modules;

namespace Training.Media.Audio;

/// <summary>
/// One track of sound in MP4 (ISO/IEC 14496-12), as phones record it, or the boxes of a film. What no player needs is made into empty space of the same
/// length, so that the places of the samples stay what the tables say; times and names are set to zero.
/// </summary>
internal static class Mp4
{
    private const int BoxHead = 8;
    private const int LargeBoxHead = 16;

    // A box that holds boxes, and those it may hold; "" is the file.
    private static readonly Dictionary<string, string[]> Holds = new()
    {
        [""] = ["ftyp", "styp", "moov", "moof", "mdat", "sidx", "mfra"],
        ["moov"] = ["mvhd", "trak", "mvex"],
        ["trak"] = ["tkhd", "edts", "mdia"],
        ["edts"] = ["elst"],
        ["mdia"] = ["mdhd", "hdlr", "minf"],
        ["minf"] = ["smhd", "vmhd", "dinf", "stbl"],
        ["dinf"] = ["dref"],
        ["stbl"] = ["stsd", "stts", "ctts", "cslg", "stsc", "stsz", "stz2", "stco", "co64", "sgpd", "sbgp", "stss", "sdtp"],
        ["mvex"] = ["mehd", "trex"],
        ["moof"] = ["mfhd", "traf"],
        ["traf"] = ["tfhd", "tfdt", "trun", "sgpd", "sbgp", "sdtp"],
        ["mfra"] = ["tfra", "mfro"],
    };

    // What a track of pictures is made of, and what describes it beside the codec's own box.
    private static readonly string[] Pictures = ["avc1", "avc3", "vp09", "av01"];
    private static readonly string[] OfPictures = ["avcC", "vpcC", "av1C", "pasp", "colr", "clap", "btrt", "fiel", "mdcv", "clli"];
    private const int BeforeCompressor = 50;
    private const int BehindCompressor = 82;
    private const int BeforeBoxes = 86;

    /// <summary>The same file with nothing in it but its sound.</summary>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    /// <exception cref="RuleViolation">It is something else than one track of sound.</exception>
    public static (byte[] File, TimeSpan Duration) Clean(ReadOnlySpan<byte> file)
    {
        var found = new Found();
        var clean = file.ToArray();
        Walk(clean, 0, clean.Length, "", found);
        return found is { Tracks: 1, HasSound: true, HasSamples: true } ? (clean, TimeSpan.FromSeconds(found.Seconds)) : throw new InvalidDataException("There is no sound.");
    }

    /// <summary>Cleans the boxes between two places.</summary>
    /// <param name="file">The bytes; changed in place.</param>
    /// <param name="from">Where the first box begins.</param>
    /// <param name="to">Where the last one ends.</param>
    /// <param name="parent">The name of the box that they are in; empty for the file.</param>
    /// <param name="found">What was found so far.</param>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    /// <exception cref="RuleViolation">There is something that is not taken.</exception>
    public static void Walk(Span<byte> file, int from, int to, string parent, Found found)
    {
        for (var at = from; at < to;)
        {
            var box = file[at..to];
            var (head, length) = BinaryPrimitives.ReadUInt32BigEndian(box) switch
            {
                0 when parent.Length == 0 => (BoxHead, (ulong)box.Length),
                1 => (LargeBoxHead, BinaryPrimitives.ReadUInt64BigEndian(box[BoxHead..])),
                var size => (BoxHead, size),
            };
            if (length < (ulong)head || length > (ulong)box.Length)
            {
                throw new InvalidDataException("A box is longer than what it is in.");
            }

            var end = at + (int)length;
            var name = Encoding.Latin1.GetString(box.Slice(4, 4));
            if (!Holds[parent].Contains(name))
            {
                "free"u8.CopyTo(box[4..]);
                box[head..(int)length].Clear();
            }
            else if (Holds.ContainsKey(name))
            {
                found.Tracks += name == "trak" ? 1 : 0;
                Walk(file, at + head, end, name, found);
            }
            else
            {
                Look(box[head..(int)length], name, found);
            }

            at = end;
        }
    }

    private static void Look(Span<byte> content, string name, Found found)
    {
        switch (name)
        {
            case "mvhd" or "tkhd" or "mdhd":
                Times(content, name, found);
                break;
            case "hdlr":
                CheckHandler(content, found);
                content[24..].Clear(); // its name
                break;
            case "stsd":
                CheckCodec(content, found);
                break;
            case "dref":
                CheckPlace(content);
                content[20..].Clear(); // an address, which should be empty
                break;
            case "tfdt" when found.Scale > 0:
                // Where a fragment begins: how long it is, a recorder in a browser never writes into the head.
                found.Last(content[0] == 1 ? BinaryPrimitives.ReadUInt64BigEndian(content[4..]) : BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
                break;
            case "mdat":
                found.HasSamples = true;
                break;
        }
    }

    // Version 1 has times of eight bytes. Behind creation and change: time scale and duration, in the heads of the film and of the sound.
    private static void Times(Span<byte> content, string name, Found found)
    {
        var wide = content[0] == 1;
        content.Slice(4, wide ? 16 : 8).Clear();
        if (name == "tkhd")
        {
            return;
        }

        var scale = BinaryPrimitives.ReadUInt32BigEndian(content[(wide ? 20 : 12)..]);
        var duration = wide ? BinaryPrimitives.ReadUInt64BigEndian(content[24..]) : BinaryPrimitives.ReadUInt32BigEndian(content[16..]);
        if (scale == 0)
        {
            throw new InvalidDataException("No time scale.");
        }

        // All ones: not known, as is zero in a file of fragments.
        found.Scale = scale;
        found.Last(duration < (wide ? ulong.MaxValue : uint.MaxValue) ? duration : 0);
    }

    private static void CheckHandler(Span<byte> content, Found found)
    {
        if (!content[8..].StartsWith("soun"u8) && !(found.TakesPictures && content[8..].StartsWith("vide"u8)))
        {
            throw new RuleViolation(found.TakesPictures ? "Video.OtherTracks" : "Audio.NotOnlySound");
        }
    }

    // One entry with the flag that says: in this file.
    private static void CheckPlace(Span<byte> content)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(content[4..]) != 1 || !content[12..].StartsWith("url "u8) || content[19] != 1)
        {
            throw new InvalidDataException("The sound is in another file.");
        }
    }

    private static void CheckCodec(Span<byte> content, Found found)
    {
        var name = Encoding.Latin1.GetString(content.Slice(12, 4));
        var isPicture = found.TakesPictures && Pictures.Contains(name);
        if (BinaryPrimitives.ReadUInt32BigEndian(content[4..]) != 1 || !(isPicture || name is "mp4a" or "Opus"))
        {
            throw new RuleViolation(found.TakesPictures ? "Video.OtherCodec" : "Audio.OtherCodec");
        }

        if (isPicture)
        {
            CleanPictures(content[8..]);
        }

        (found.HasPictures, found.HasSound) = (found.HasPictures || isPicture, found.HasSound || !isPicture);
    }

    // The name of the program that packed it, and boxes of its maker.
    private static void CleanPictures(Span<byte> entry)
    {
        entry[BeforeCompressor..BehindCompressor].Clear();
        for (var at = BeforeBoxes; at + BoxHead <= entry.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(entry[at..]);
            if (length < BoxHead || length > (uint)(entry.Length - at))
            {
                throw new InvalidDataException("A box is longer than what it is in.");
            }

            if (!OfPictures.Contains(Encoding.Latin1.GetString(entry.Slice(at + 4, 4))))
            {
                "free"u8.CopyTo(entry[(at + 4)..]);
                entry.Slice(at + BoxHead, (int)length - BoxHead).Clear();
            }

            at += (int)length;
        }
    }

    /// <summary>What the boxes say.</summary>
    internal sealed class Found
    {
        /// <summary>A film is taken too.</summary>
        public bool TakesPictures { get; init; }

        public bool HasPictures { get; set; }

        public int Tracks { get; set; }

        public bool HasSound { get; set; }

        public bool HasSamples { get; set; }

        public uint Scale { get; set; }

        public double Seconds { get; private set; }

        public void Last(ulong time) => Seconds = Math.Max(Seconds, Math.Min(1e9, time / (double)Scale));
    }
}
