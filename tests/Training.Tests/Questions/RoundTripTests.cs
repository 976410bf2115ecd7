using FsCheck;
using FsCheck.Fluent;
using Training.Questions.Formats;
using Training.Questions.Gift;
using Training.Questions.Model;
using Training.Questions.Moodle;

namespace Training.Tests.Questions;

public sealed class RoundTripTests
{
    private static readonly QuestionKind[] InGift = [QuestionKind.Single, QuestionKind.Multiple, QuestionKind.TrueFalse, QuestionKind.Matching, QuestionKind.Ordering, QuestionKind.ShortText, QuestionKind.Numeric, QuestionKind.Essay];

    private static readonly QuestionKind[] InMoodle = [.. InGift, QuestionKind.Cloze];

    private static readonly Gen<string> Garbage = Gen.OneOf(
        from words in Gen.Elements("::", "{", "}", "~", "=", "->", "#", "####", "%50%", "\\", "\n", "\n\n", "$CATEGORY:", "//", "[html]", "<b>", "&amp;", "TRUE", "1..2", ">0 ALL", "a", "\uD800", "{1:SA:=", "<span lang=\"vi\" class=\"multilang\">").ArrayOf() select string.Concat(words),
        from words in Gen.Elements("<quiz>", "</quiz>", "<question type=\"cloze\">", "<question type=\"numerical\">", "<question type=\"matching\">", "</question>", "<text>", "</text>", "<questiontext>", "</questiontext>", "<answer fraction=\"100\">", "</answer>", "<answer/>", "{1:MC:=a~b}", "{1:NM:x}", "&#0;", "<![CDATA[", "]]>", "9", "<!DOCTYPE a>", "<units><unit/></units>", "<subquestion/>").ArrayOf()
        select "<?xml version=\"1.0\"?>" + string.Concat(words),
        from letters in Gen.Choose(1, char.MaxValue).ArrayOf() select string.Concat(letters.Select(letter => (char)letter)));

    [Fact]
    public void Gift_TwoHundredQuestions_ComeBackAsTheyWere() => ComeBack(FileFormat.Gift, InGift);

    [Fact]
    public void MoodleXml_TwoHundredQuestions_ComeBackAsTheyWere() => ComeBack(FileFormat.MoodleXml, InMoodle);

    [Fact]
    public void Json_EveryType_ComesBackAsItWas()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            foreach (var kind in Enum.GetValues<QuestionKind>())
            {
                var maker = new QuestionMaker(seed);
                var body = maker.Full(kind);
                var json = BodyJson.Write(body);
                Assert.Equal(json, BodyJson.Write(BodyJson.Read(json)));
                var answer = BodyJson.WriteResponse(maker.Answer(body));
                Assert.Equal(answer, BodyJson.WriteResponse(BodyJson.ReadResponse(answer)));
            }
        }
    }

    [Theory]
    [InlineData("""{"v":2,"body":{"type":"true-false"}}""")]
    [InlineData("""{"v":1,"body":{"type":"unheard-of"}}""")]
    [InlineData("""{"v":1}""")]
    [InlineData("""{"body":{}}""")]
    [InlineData("[]")]
    public void Json_OfALaterSiteOrNoQuestion_IsRefused(string json) => Assert.Throws<System.Text.Json.JsonException>(() => BodyJson.Read(json));

    [Theory]
    [InlineData(FileFormat.Gift)]
    [InlineData(FileFormat.MoodleXml)]
    internal void Write_WhatAFormatCanNotHold_IsSaid(FileFormat format)
    {
        var xml = format == FileFormat.MoodleXml;
        var text = new Words("Câu hỏi");
        (QuestionBody Body, string? Whole, string[] Parts)[] cases =
        [
            (new HotSpot { Text = text }, "Omission.HotSpot", []),
            (new Vignette { Text = text }, "Omission.Vignette", []),
            (new Cloze { Text = new Words("Là [[1]]", "It is [[1]]"), Gaps = [new TextGap { Answers = [new TextAnswer("x", 1)], IgnoreDiacritics = true }] }, xml ? null : "Omission.Cloze", xml ? ["Omission.Diacritics", "Omission.ClozeEnglish"] : []),
            (new ShortText { Text = text, IgnoreDiacritics = true, MatchCase = true, Answers = [new TextAnswer("x", 1)], Hints = [text], Penalty = 0.1m }, null, xml ? ["Omission.Diacritics"] : ["Omission.Hints", "Omission.Penalty", "Omission.MatchCase", "Omission.Diacritics"]),
            (new ShortText { Text = text, Answers = [new TextAnswer("a -> b", 1)] }, xml ? null : "Omission.Gift.Arrow", []),
            (new Matching { Text = text, Pairs = [new Pair(new Words("a -> b"), text), new Pair(text, new Words("y"))] }, xml ? null : "Omission.Gift.Arrow", []),
            (new Ordering { Text = text, Items = [new Words("// a"), text] }, xml ? null : "Omission.Gift.Slashes", []),
            (new Essay { Text = text, Rubric = [new Criterion(text, [])], Template = text }, null, ["Omission.Rubric"]),
            (new Numeric { Text = text, Answers = [new NumberAnswer(1, 0, 1)], Units = [new Unit("mg", 1)], UnitRule = UnitRule.Required }, null, xml ? [] : ["Omission.Units"]),
            (new SingleChoice { Text = text, Shuffle = false, Options = [new Option(text, 1), new Option(new Words("b"), 0)] }, null, xml ? [] : ["Omission.Shuffle"]),
        ];
        foreach (var (body, whole, parts) in cases)
        {
            var written = QuestionFiles.Write(format, [new NamedQuestion("Tên", body, [])]);
            Assert.Equal(whole is null ? parts : [whole], written.Omissions.Select(omission => omission.Key));
            Assert.Equal(whole is null, written.Text.Contains("Tên", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Read_AnyText_ReportsOrTakes() => Prop.ForAll(Garbage.ToArbitrary(), text =>
    {
        foreach (var reading in new[] { GiftReader.Read(text), MoodleReader.Read(text), QuestionFiles.Read(text) })
        {
            Assert.All(reading.Questions, question => Assert.Empty(Validation.Check(question.Body)));
            Assert.All(reading.Findings, finding => Assert.InRange(finding.Line, 1, text.ReplaceLineEndings("\n").Count(c => c == '\n') + 1));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));

    [Fact]
    public void Read_DamagedFiles_ReportsOrTakes()
    {
        var random = new Random(20261123);
        foreach (var format in Enum.GetValues<FileFormat>())
        {
            var file = QuestionFiles.Write(format, Enumerable.Range(0, 30).Select(seed => new QuestionMaker(seed).Any(InGift, format))).Text;
            for (var times = 0; times < 300; times++)
            {
                var (at, length) = (random.Next(file.Length), random.Next(1, 200));
                var damaged = file[..at] + file[Math.Min(file.Length, at + length)..];
                Assert.All(QuestionFiles.Read(damaged).Questions, question => Assert.Empty(Validation.Check(question.Body)));
            }
        }
    }

    private static void ComeBack(FileFormat format, QuestionKind[] kinds)
    {
        var questions = Enumerable.Range(0, 200).Select(seed => new QuestionMaker(seed).Any([kinds[seed % kinds.Length]], format)).ToArray();
        var written = QuestionFiles.Write(format, questions);
        Assert.Empty(written.Omissions);
        foreach (var question in questions)
        {
            // One by one first, so that a failure shows the question.
            var file = QuestionFiles.Write(format, [question]).Text;
            var alone = QuestionFiles.Read(file);
            Assert.True(alone is { Questions.Count: 1, Findings.Count: 0 }, $"{string.Join("; ", alone.Findings)}\n{file}");
            Same(question, alone.Questions[0], file);
        }

        var read = QuestionFiles.Read(written.Text);
        Assert.Empty(read.Findings);
        Assert.Equal(questions.Length, read.Questions.Count);
        foreach (var (question, found) in questions.Zip(read.Questions))
        {
            Same(question, found, "");
        }
    }

    private static void Same(NamedQuestion question, FoundQuestion found, string file)
    {
        Assert.True(BodyJson.Write(question.Body) == BodyJson.Write(found.Body), $"\n{BodyJson.Write(question.Body)}\n{BodyJson.Write(found.Body)}\n{file}");
        Assert.Equal(question.Name, found.Name);
        Assert.Equal(question.Tags, found.Tags);
    }
}
