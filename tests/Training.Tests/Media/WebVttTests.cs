using Training.Media.Captions;
using Training.Modules;

namespace Training.Tests.Media;

/// <summary>Captions are read strictly, refused by line, and written anew.</summary>
public sealed class WebVttTests
{
    private const string Two = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nXin chào\n\n00:00:03.000 --> 00:00:04.000\n<v Bác sĩ>Đặt <b>stent</b>\ndòng hai\n";

    [Fact]
    public void Clean_GoodCaptions_AreWrittenAnew()
    {
        Assert.Equal(Two, WebVtt.Clean(Two));
        Assert.Equal(Two, WebVtt.Clean(WebVtt.Clean(Two)));

        // With a mark at the beginning, other line ends, names of cues, short times and white space.
        var same = "\uFEFFWEBVTT - phim\r\n\r\n1\r\n00:01.000 -->  00:02.500 \r\nXin chào\r\n\r\n\r\nhai\r\n00:00:03.000 --> 00:00:04.000\r\n<v Bác sĩ>Đặt <b>stent</b>\r\n dòng hai";
        Assert.Equal(Two, WebVtt.Clean(same));
    }

    [Theory]
    [InlineData("Captions.NoHead", null, "")]
    [InlineData("Captions.NoHead", null, "WEBVTTX\n\n00:01.000 --> 00:02.000\na")]
    [InlineData("Captions.NoHead", null, "1\n00:00:01,000 --> 00:00:02,000\na")]
    [InlineData("Captions.Empty", null, "WEBVTT\n\n")]
    [InlineData("Captions.NoEmptyLine", 2, "WEBVTT\n00:01.000 --> 00:02.000\na")]
    [InlineData("Captions.Times", 3, "WEBVTT\n\n00:01,000 --> 00:02,000\na")]
    [InlineData("Captions.Times", 3, "WEBVTT\n\nNOTE hidden\nwords")]
    [InlineData("Captions.Times", 3, "WEBVTT\n\nSTYLE\n::cue { background: url(x) }")]
    [InlineData("Captions.Times", 3, "WEBVTT\n\n00:61.000 --> 01:62.000\na")]
    [InlineData("Captions.Settings", 3, "WEBVTT\n\n00:01.000 --> 00:02.000 position:10%\na")]
    [InlineData("Captions.Backwards", 3, "WEBVTT\n\n00:02.000 --> 00:02.000\na")]
    [InlineData("Captions.Order", 6, "WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb")]
    [InlineData("Captions.NoText", 3, "WEBVTT\n\n00:01.000 --> 00:02.000\n\nb")]
    [InlineData("Captions.Times", 5, "WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:03.000 --> 00:04.000\nb")]
    [InlineData("Captions.Tag", 4, "WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script>")]
    [InlineData("Captions.Tag", 4, "WEBVTT\n\n00:01.000 --> 00:02.000\n<img src=x onerror=alert(1)>")]
    [InlineData("Captions.Tag", 4, "WEBVTT\n\n00:01.000 --> 00:02.000\n<b onclick=x>a</b>")]
    [InlineData("Captions.Tag", 4, "WEBVTT\n\n00:01.000 --> 00:02.000\n<c.red>a</c>")]
    [InlineData("Captions.Tag", 4, "WEBVTT\n\n00:01.000 --> 00:02.000\n<b><i>a</b></i>")]
    [InlineData("Captions.Tag", 4, "WEBVTT\n\n00:01.000 --> 00:02.000\n<b>a")]
    [InlineData("Captions.Tag", 4, "WEBVTT\n\n00:01.000 --> 00:02.000\na < b")]
    [InlineData("Captions.Tag", 4, "WEBVTT\n\n00:01.000 --> 00:02.000\na & b")]
    [InlineData("Captions.Tag", 4, "WEBVTT\n\n00:01.000 --> 00:02.000\n&#60;script>")]
    [InlineData("Captions.Line", 4, "WEBVTT\n\n00:01.000 --> 00:02.000\na\u0000b")]
    public void Clean_AnythingElse_IsRefusedByLine(string key, int? line, string text)
    {
        var refusal = Assert.Throws<RuleViolation>(() => WebVtt.Clean(text));
        Assert.Equal((key, line), (refusal.Key, refusal.Arguments.Count > 0 ? refusal.Arguments[0] as int? : null));
    }
}
