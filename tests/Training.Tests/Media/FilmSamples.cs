using System.Text;
using static Training.Tests.Media.SoundSamples;

namespace Training.Tests.Media;

/// <summary>Films that hold no picture anybody could see, wrapped as cameras and editors wrap them, with everything in them that must not get through.</summary>
internal static class FilmSamples
{
    private static readonly byte[] Canary = Encoding.ASCII.GetBytes(Samples.Canary);

    /// <summary>MP4 with a track of pictures and one of sound.</summary>
    /// <param name="seconds">How long it says it is.</param>
    /// <param name="codec">Of the pictures.</param>
    /// <param name="brand">What it says it is.</param>
    /// <param name="handler">Of the second track.</param>
    /// <param name="frames">Bytes of the frames.</param>
    public static byte[] Mp4(int seconds = 60, string codec = "avc1", string brand = "isom", string handler = "soun", int frames = 4096)
    {
        var ftyp = Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), .. Big(512), .. "isomavc1"u8]);
        byte[] entry =
        [
            .. new byte[6], 0, 1, .. new byte[16], 2, 128, 1, 104, .. new byte[14], 10, .. Canary, .. new byte[31 - Canary.Length], 0, 24, 0xFF, 0xFF,
            .. Box("avcC", [1, 66, 0, 30, 0xFF, 0xE0, 0]), .. Box("uuid", [.. new byte[16], .. Canary]),
        ];
        var pictures = Track("vide", Box(codec, entry), seconds);
        var sound = Track(handler, Box("mp4a", [.. new byte[6], 0, 1, .. new byte[8], 0, 2, 0, 16, 0, 0, 0, 0, 0xBB, 0x80, 0, 0]), seconds);
        byte[] tags = [.. Box("\u00A9xyz", [0, 18, 0x15, 0xC7, .. "+10.7578+106.6597/"u8]), .. Box("meta", [.. Big(0), .. Canary])];
        var moov = Box("moov", [.. Box("mvhd", [.. Big(0), .. Big(0x5E0BE100), .. Big(0x5E0BE100), .. Big(1000), .. Big(seconds * 1000), .. new byte[80]]), .. pictures, .. sound, .. Box("udta", tags)]);
        return [.. ftyp, .. moov, .. Box("uuid", [.. new byte[16], .. Canary]), .. Box("mdat", Frames(frames))];
    }

    /// <summary>WebM with a track of pictures and one of sound, with a name, tags and an attachment.</summary>
    public static byte[] WebM(int seconds = 60, string codec = "V_VP9", byte kind = 1, int frames = 4096, string type = "webm", bool known = true)
    {
        var head = Element(0x1A45DFA3, [.. Element(0x4286, [1]), .. Element(0x4282, Encoding.ASCII.GetBytes(type))]);
        var length = BitConverter.GetBytes((double)seconds * 1000);
        Array.Reverse(length);
        var info = Element(0x1549A966, [.. Element(0xBF, [1, 2, 3, 4]), .. Element(0x2AD7B1, [0x0F, 0x42, 0x40]), .. Element(0x4489, length), .. Element(0x7BA9, Canary), .. Element(0x4D80, Canary), .. Element(0x5741, Canary)]);
        var pictures = Element(0xAE, [.. Element(0xD7, [1]), .. Element(0x73C5, [7]), .. Element(0x83, [kind]), .. Element(0x86, Encoding.ASCII.GetBytes(codec)), .. Element(0x536E, Canary), .. Element(0xE0, [.. Element(0xB0, [2, 128]), .. Element(0xBA, [1, 104])])]);
        var sound = Element(0xAE, [.. Element(0xD7, [2]), .. Element(0x73C5, [8]), .. Element(0x83, [2]), .. Element(0x86, "A_OPUS"u8.ToArray()), .. Element(0x63A2, OpusHead), .. Element(0xE1, Element(0x9F, [1]))]);
        byte[] content = [.. Element(0xE7, [0]), .. Element(0xA3, [0x81, 0, 0, 0x80, .. Frames(frames)]), .. Element(0xA0, Element(0xA1, [0x82, 0, 0, 0, 1, 2, 3]))];
        var cluster = known ? Element(0x1F43B675, content) : [0x1F, 0x43, 0xB6, 0x75, 0xFF, .. content];
        byte[] body =
        [
            .. info, .. Element(0x1654AE6B, [.. pictures, .. sound]), .. cluster, .. Element(0x1254C367, Element(0x7373, Element(0x67C8, [.. Element(0x45A3, "ARTIST"u8.ToArray()), .. Element(0x4487, Canary)]))),
            .. Element(0x1941A469, Element(0x61A7, [.. Element(0x466E, Canary), .. Element(0x465C, Canary)])),
        ];
        return known ? [.. head, .. Element(0x18538067, body)] : [.. head, 0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. body];
    }

    /// <summary>Bytes that are not all the same, and never the same for another length.</summary>
    private static byte[] Frames(int length)
    {
        var frames = new byte[length];
        new Random(length).NextBytes(frames);
        return frames;
    }

    private static byte[] Track(string handler, byte[] entry, int seconds)
    {
        byte[] table =
        [
            .. Box("stsd", [.. Big(0), .. Big(1), .. entry]), .. Box("stts", [.. Big(0), .. Big(1), .. Big(1), .. Big(1024)]), .. Box("stsc", [.. Big(0), .. Big(1), .. Big(1), .. Big(1), .. Big(1)]),
            .. Box("stsz", [.. Big(0), .. Big(0), .. Big(1), .. Big(100)]), .. Box("stco", [.. Big(0), .. Big(1), .. Big(1000)]),
        ];
        byte[] minf = [.. Box(handler == "vide" ? "vmhd" : "smhd", new byte[8]), .. Box("dinf", Box("dref", [.. Big(0), .. Big(1), .. Box("url ", Big(1))])), .. Box("stbl", table)];
        byte[] mdia = [.. Box("mdhd", [.. Big(0), .. Big(0x5E0BE100), .. Big(0x5E0BE100), .. Big(1000), .. Big(seconds * 1000), .. Big(0)]), .. Box("hdlr", [.. Big(0), .. Big(0), .. Encoding.ASCII.GetBytes(handler), .. new byte[12], .. Canary, 0]), .. Box("minf", minf)];
        return Box("trak", [.. Box("tkhd", [0, 0, 0, 7, .. Big(0x5E0BE100), .. Big(0x5E0BE100), .. Big(1), .. new byte[68]]), .. Box("mdia", mdia)]);
    }
}
