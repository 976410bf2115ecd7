using System.Buffers.Binary;
using System.Text;
using Training.Media.Audio;

namespace Training.Tests.Media;

/// <summary>Recordings made of frames of silence, wrapped as recorders wrap them.</summary>
internal static class SoundSamples
{
    // Opus, 20 ms of silence.
    private static readonly byte[] Silence = [0xF8, 0xFF, 0xFE];

    internal static readonly byte[] OpusHead = [.. "OpusHead"u8, 1, 1, 0x38, 1, 0x80, 0xBB, 0, 0, 0, 0, 0];

    public static byte[] Ogg(int seconds = 2, string codec = "OpusHead")
    {
        var file = new MemoryStream();
        Page(file, 0, 2, 0, [[.. Encoding.ASCII.GetBytes(codec), .. OpusHead[8..]]]);
        byte[] comment = [.. Encoding.ASCII.GetBytes($"ARTIST={Samples.Canary}")];
        byte[] tags = [.. "OpusTags"u8, .. Little(10), .. Encoding.ASCII.GetBytes(Samples.Canary), .. Little(1), .. Little(comment.Length), .. comment];
        Page(file, 1, 0, 0, [tags]);
        for (var second = 1; second <= seconds; second++)
        {
            Page(file, second + 1, second == seconds ? (byte)4 : (byte)0, second * 48_000L, [.. Enumerable.Repeat(Silence, 50)]);
        }

        return file.ToArray();
    }

    /// <summary>As a browser records: neither the segment nor its clusters know their length.</summary>
    public static byte[] WebM(int seconds = 2, byte trackType = 1 + 1, string codec = "A_OPUS", bool known = false)
    {
        var canary = Encoding.ASCII.GetBytes(Samples.Canary);
        var head = Element(0x1A45DFA3, [.. Element(0x4286, [1]), .. Element(0x4282, "webm"u8.ToArray())]);
        var info = Element(0x1549A966, [.. Element(0x2AD7B1, [0x0F, 0x42, 0x40]), .. Element(0x7BA9, canary), .. Element(0x4D80, canary), .. Element(0x5741, canary), .. Element(0x4461, new byte[8])]);
        var sound = Element(0xE1, [.. Element(0xB5, [0x47, 0x3B, 0x80, 0]), .. Element(0x9F, [1])]);
        var track = Element(0xAE, [.. Element(0xD7, [1]), .. Element(0x73C5, [7]), .. Element(0x83, [trackType]), .. Element(0x86, Encoding.ASCII.GetBytes(codec)), .. Element(0x63A2, OpusHead), .. Element(0x536E, canary), .. sound]);
        var tags = Element(0x1254C367, Element(0x7373, Element(0x67C8, [.. Element(0x45A3, "ARTIST"u8.ToArray()), .. Element(0x4487, canary)])));
        var body = new MemoryStream();
        body.Write([.. info, .. Element(0x1654AE6B, track), .. Element(0xEC, canary)]);
        for (var second = 0; second < seconds; second++)
        {
            byte[] blocks = [.. Enumerable.Range(0, 50).SelectMany(n => Element(0xA3, [0x81, (byte)(n * 20 >> 8), (byte)(n * 20), 0x80, .. Silence]))];
            byte[] cluster = [.. Element(0xE7, [(byte)(second * 1000 >> 16), (byte)(second * 1000 >> 8), (byte)(second * 1000)]), .. blocks];
            body.Write(known ? Element(0x1F43B675, cluster) : [0x1F, 0x43, 0xB6, 0x75, 0xFF, .. cluster]);
        }

        body.Write(tags);
        return known ? [.. head, .. Element(0x18538067, body.ToArray())] : [.. head, 0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. body.ToArray()];
    }

    /// <summary>As a phone records: with the time, the place and the title.</summary>
    public static byte[] Mp4(int seconds = 2, string handler = "soun", string codec = "mp4a")
    {
        var canary = Encoding.ASCII.GetBytes(Samples.Canary);
        byte[] sound = [.. Enumerable.Repeat((byte)0x21, 100)];
        var ftyp = Box("ftyp", [.. "M4A "u8, .. Big(0), .. "M4A mp42isom"u8]);
        byte[] Moov(int place)
        {
            var entry = Box(codec, [.. new byte[6], 0, 1, .. new byte[8], 0, 1, 0, 16, 0, 0, 0, 0, 0xBB, 0x80, 0, 0]);
            byte[] table =
            [
                .. Box("stsd", [.. Big(0), .. Big(1), .. entry]), .. Box("stts", [.. Big(0), .. Big(1), .. Big(1), .. Big(1024)]), .. Box("stsc", [.. Big(0), .. Big(1), .. Big(1), .. Big(1), .. Big(1)]),
                .. Box("stsz", [.. Big(0), .. Big(0), .. Big(1), .. Big(sound.Length)]), .. Box("stco", [.. Big(0), .. Big(1), .. Big(place)]),
            ];
            byte[] minf = [.. Box("smhd", new byte[8]), .. Box("dinf", Box("dref", [.. Big(0), .. Big(1), .. Box("url ", Big(1))])), .. Box("stbl", table)];
            byte[] mdia = [.. Box("mdhd", [.. Big(0), .. Big(0x5E0BE100), .. Big(0x5E0BE100), .. Big(48_000), .. Big(seconds * 48_000), .. Big(0)]), .. Box("hdlr", [.. Big(0), .. Big(0), .. Encoding.ASCII.GetBytes(handler), .. new byte[12], .. canary, 0]), .. Box("minf", minf)];
            var trak = Box("trak", [.. Box("tkhd", [0, 0, 0, 7, .. Big(0x5E0BE100), .. Big(0x5E0BE100), .. Big(1), .. new byte[68]]), .. Box("mdia", mdia)]);
            var place1 = Box("\u00A9xyz", [0, 18, 0x15, 0xC7, .. "+10.7578+106.6597/"u8]);
            var tags = Box("meta", [.. Big(0), .. Box("ilst", Box("\u00A9ART", Box("data", [.. Big(1), .. Big(0), .. canary])))]);
            return Box("moov", [.. Box("mvhd", [.. Big(0), .. Big(0x5E0BE100), .. Big(0x5E0BE100), .. Big(1000), .. Big(seconds * 1000), .. new byte[80]]), .. trak, .. Box("udta", [.. place1, .. tags])]);
        }

        byte[] before = [.. ftyp, .. Moov(0), .. Box("uuid", [.. new byte[16], .. canary])];
        return [.. ftyp, .. Moov(before.Length + 8), .. Box("uuid", [.. new byte[16], .. canary]), .. Box("mdat", sound)];
    }

    private static void Page(MemoryStream to, int number, byte type, long granule, byte[][] packets)
    {
        byte[] segments = [.. packets.Select(packet => (byte)packet.Length)];
        byte[] page = [.. "OggS"u8, 0, type, .. BitConverter.GetBytes(granule), .. Little(4711), .. Little(number), .. Little(0), (byte)segments.Length, .. segments, .. packets.SelectMany(p => p)];
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), OggChecksum.Of(page));
        to.Write(page);
    }

    internal static byte[] Element(uint id, byte[] content)
    {
        var element = new MemoryStream();
        Ebml.Write(element, id, content);
        return element.ToArray();
    }

    internal static byte[] Box(string name, byte[] content) => [.. Big(content.Length + 8), .. Encoding.Latin1.GetBytes(name), .. content];

    private static byte[] Little(int number) => BitConverter.GetBytes(number);

    internal static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
