using System.Text;
using Training.Media.Films;
using Training.Modules;

namespace Training.Tests.Media;

/// <summary>Films are freed of what describes them and stay what they are; what browsers do not play is refused (UPL-1).</summary>
public sealed class FilmTests
{
    public static TheoryData<string, byte[], bool, int> Good => new()
    {
        { "MP4", FilmSamples.Mp4(), true, 60 },
        { "MP4, VP9", FilmSamples.Mp4(codec: "vp09"), true, 60 },
        { "MP4, sound only", SoundSamples.Mp4(), false, 2 },
        { "WebM", FilmSamples.WebM(), true, 60 },
        { "WebM of a browser", FilmSamples.WebM(known: false), true, 60 },
        { "WebM, AV1", FilmSamples.WebM(codec: "V_AV1"), true, 60 },
        { "WebM, sound only", SoundSamples.WebM(), false, 2 },
    };

    [Theory, MemberData(nameof(Good))]
    public void Clean_Film_KeepsItsFramesAndItsLengthAndNothingElse(string name, byte[] file, bool pictures, int seconds)
    {
        Assert.Contains(Samples.Canary, Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        var (facts, clean) = Clean(file);
        Assert.Equal((name, pictures, seconds), (name, facts.HasPictures, (int)Math.Round(facts.Duration.TotalSeconds)));
        Assert.Equal(file.Length, clean.Length);
        var text = Encoding.Latin1.GetString(clean);
        Assert.DoesNotContain(Samples.Canary, text, StringComparison.Ordinal);
        Assert.DoesNotContain("+10.7578", text, StringComparison.Ordinal);

        // Nothing is left to take out: whoever is killed half way may begin again.
        Assert.Equal(clean, Clean(clean).File);
    }

    [Fact]
    public void Clean_Film_FramesAreUntouched()
    {
        foreach (var file in new[] { FilmSamples.Mp4(frames: 300_000), FilmSamples.WebM(frames: 300_000) })
        {
            var expected = new byte[300_000];
            new Random(expected.Length).NextBytes(expected);
            Assert.True(Clean(file).File.AsSpan().IndexOf(expected) > 0);
        }
    }

    [Theory]
    [InlineData("Video.QuickTime", "mp4", "avc1", "qt  ", "soun")]
    [InlineData("Video.OtherCodec", "mp4", "hvc1", "isom", "soun")]
    [InlineData("Video.OtherCodec", "mp4", "mp4v", "isom", "soun")]
    [InlineData("Video.OtherTracks", "mp4", "avc1", "isom", "meta")]
    [InlineData("Video.OtherTracks", "mp4", "avc1", "isom", "tmcd")]
    public void Clean_WhatBrowsersDoNotPlay_IsRefused(string key, string kind, string codec, string brand, string handler)
        => Assert.Equal((kind, key), (kind, Assert.Throws<RuleViolation>(() => Clean(FilmSamples.Mp4(codec: codec, brand: brand, handler: handler))).Key));

    [Theory]
    [InlineData("Video.OtherCodec", "V_MPEG4/ISO/AVC", 1, "webm")]
    [InlineData("Video.OtherCodec", "V_VP9", 1, "matroska")]
    [InlineData("Video.OtherTracks", "V_VP9", 17, "webm")]
    public void Clean_OtherMatroska_IsRefused(string key, string codec, byte kind, string type)
        => Assert.Equal(key, Assert.Throws<RuleViolation>(() => Clean(FilmSamples.WebM(codec: codec, kind: kind, type: type))).Key);

    [Fact]
    public void Clean_CutOffOrWithSomethingBehind_IsBroken()
    {
        foreach (var file in new[] { FilmSamples.Mp4(), FilmSamples.WebM() })
        {
            foreach (var broken in new byte[][] { file[..^1], file[..100], file[..(file.Length / 2)], [.. file, .. "PK\u0003\u0004 and an archive"u8], [.. file, .. file] })
            {
                Assert.True(Record.Exception(() => Clean(broken)) is InvalidDataException or EndOfStreamException or ArgumentException or IndexOutOfRangeException);
            }
        }
    }

    [Fact]
    public void Clean_AnyBitFlippedInTheHead_IsRefusedOrCleanAndNeverMore()
    {
        // Whatever the file says of itself, nothing is read or written outside of it, and nothing hangs.
        foreach (var file in new[] { FilmSamples.Mp4(frames: 64), FilmSamples.WebM(frames: 64) })
        {
            for (var at = 0; at < file.Length; at++)
            {
                var changed = file.ToArray();
                changed[at] ^= (byte)(1 << (at % 8));
                var failure = Record.Exception(() => Assert.Equal(changed.Length, Clean(changed).File.Length));
                Assert.True(failure is null or RuleViolation or InvalidDataException or EndOfStreamException or ArgumentException or IndexOutOfRangeException or OverflowException, $"{at}: {failure}");
            }
        }
    }

    private static (FilmFacts Facts, byte[] File) Clean(byte[] content)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            FilmFacts facts;
            using (var file = new FilmFile(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1)))
            {
                facts = content.AsSpan(4).StartsWith("ftyp"u8) ? Mp4Film.Clean(file) : WebMFilm.Clean(file);
            }

            return (facts, File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
