using System.Text;
using Training.Media.Audio;
using Training.Media.Contracts;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Media;

public sealed class SoundTests
{
    private static readonly Dictionary<string, Func<byte[]>> Whole = new()
    {
        ["ogg"] = () => SoundSamples.Ogg(),
        ["webm"] = () => SoundSamples.WebM(),
        ["webm of known length"] = () => SoundSamples.WebM(known: true),
        ["mp4"] = () => SoundSamples.Mp4(),
    };

    public static TheoryData<string> Wholes => [.. Whole.Keys];

    [Theory, MemberData(nameof(Wholes))]
    public async Task Take_Recording_KeepsTheSoundAndNothingElse(string name)
    {
        var sent = Whole[name]();
        Assert.Contains(Samples.Canary, Encoding.Latin1.GetString(sent), StringComparison.Ordinal);
        await using var site = await Files.StartAsync(Database.Sqlite);
        var taken = await site.TakeAsync(sent, FileKinds.Audio);
        var stored = await File.ReadAllBytesAsync(site.PathOf(taken.Hash));
        var text = Encoding.Latin1.GetString(stored);
        Assert.DoesNotContain(Samples.Canary, text, StringComparison.Ordinal);
        Assert.DoesNotContain("+10.7578", text, StringComparison.Ordinal);
        Assert.Equal(FileKinds.Audio, taken.Kind.Group());

        // Cleaned again it is the same: what the cleaner leaves, it understands.
        Assert.Equal(taken, await site.TakeAsync(stored, FileKinds.Audio));
        if (MediaTools.Reason is null)
        {
            var said = await MediaTools.RunAsync(site.Folder, "exiftool", "-a", "-u", "-G1", "-s", site.PathOf(taken.Hash));
            Assert.DoesNotContain("Error", said, StringComparison.Ordinal);
            Assert.All(["Artist", "Title", "GPS", "MuxingApp ", "2020:"], word => Assert.DoesNotContain(word, said.Replace("MuxingApp                       : \n", "", StringComparison.Ordinal), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Clean_Duration_IsRead()
    {
        Assert.Equal(3, OggOpus.Clean(SoundSamples.Ogg(3)).Duration.TotalSeconds, 0.1);
        Assert.Equal(3, WebM.Clean(SoundSamples.WebM(3)).Duration.TotalSeconds, 0.1);
        Assert.Equal(3, Mp4.Clean(SoundSamples.Mp4(3)).Duration.TotalSeconds, 0.1);
    }

    [Fact]
    public void Clean_Mp4_LeavesEverySampleInItsPlace()
    {
        var sent = SoundSamples.Mp4();
        var clean = Mp4.Clean(sent).File;
        Assert.Equal(sent.Length, clean.Length);
        Assert.Equal(sent[^100..], clean[^100..]);
    }

    [Theory, MemberData(nameof(Wholes))]
    public async Task Take_CutOff_IsRefused(string name)
    {
        var sent = Whole[name]();
        await using var site = await Files.StartAsync(Database.Sqlite);
        foreach (var length in new[] { sent.Length - 1, sent.Length - 90, sent.Length / 2, 60, 20 })
        {
            // A browser's recording may stop between two blocks; everything else is broken.
            await site.RefusesAsync("File.Broken", sent[..length]);
        }
    }

    [Fact]
    public void Clean_EveryChangedByte_IsRefusedOrWhole()
    {
        // Whatever stands in a length or a type: refused with words, never another failure.
        foreach (var (name, make) in Whole)
        {
            var sent = make();
            for (var at = 0; at < Math.Min(sent.Length, 1200); at++)
            {
                foreach (var octet in new byte[] { 0x00, 0x7F, 0xFF, (byte)(sent[at] ^ 0x10) })
                {
                    var changed = (byte[])sent.Clone();
                    changed[at] = octet;
                    try
                    {
                        _ = name.StartsWith("ogg", StringComparison.Ordinal) ? OggOpus.Clean(changed) : name == "mp4" ? Mp4.Clean(changed) : WebM.Clean(changed);
                    }
                    catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IndexOutOfRangeException or OverflowException or RuleViolation)
                    {
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Take_VideoOrOtherCodec_IsRefused()
    {
        await using var site = await Files.StartAsync(Database.Sqlite);
        await site.RefusesAsync("Audio.NotOnlySound", SoundSamples.WebM(trackType: 1, codec: "V_VP8"));
        await site.RefusesAsync("Audio.OtherCodec", SoundSamples.WebM(codec: "A_VORBIS"));
        await site.RefusesAsync("Audio.NotOnlySound", SoundSamples.Mp4(handler: "vide"));
        await site.RefusesAsync("Audio.OtherCodec", SoundSamples.Mp4(codec: "samr"));
        await site.RefusesAsync("Audio.OtherCodec", SoundSamples.Ogg(codec: "XXXXHead"));
        await site.RefusesAsync("Audio.NotOnlySound", [.. SoundSamples.Ogg(), .. SoundSamples.Ogg()]);
    }

    [Fact]
    public async Task Take_TooLong_IsRefused()
    {
        await using var site = await Files.StartAsync(Database.Sqlite, options: options => options.AudioMinutes = 1);
        foreach (var sent in new[] { SoundSamples.Ogg(90), SoundSamples.WebM(90), SoundSamples.Mp4(90) })
        {
            await site.RefusesAsync("Audio.TooLong", sent);
        }
    }
}
