using System.Diagnostics;
using Training.Questions.Formats;
using Training.Questions.Moodle;

namespace Training.Tests.Questions;

/// <summary>What is wrong in a file is said with the line where it is, and the questions around it are taken.</summary>
public sealed class BrokenFileTests
{
    private const string Good = "::Đúng::Tim có bốn buồng.{T}\n\n";

    private const string GoodXml = "<quiz>\n<question type=\"truefalse\"><name><text>Đúng</text></name><questiontext><text>Tim có bốn buồng.</text></questiontext><answer fraction=\"100\"><text>true</text></answer><answer fraction=\"0\"><text>false</text></answer></question>\n";

    /// <summary>A broken question that stands from line 3 on; the line that is named, and why.</summary>
    public static TheoryData<string, int, string> BrokenGift => new()
    {
        { "Không có dấu ngoặc.", 3, "Finding.Gift.Description" },
        { "Câu hỏi {", 3, "Finding.Gift.Braces" },
        { "Dòng đầu\nCâu hỏi }", 4, "Finding.Gift.Braces" },
        { "Ngược } câu hỏi {", 3, "Finding.Gift.Braces" },
        { "Hai lần {\n=a ~b {\n}", 3, "Finding.Gift.Braces" },
        { "Một {=a ~b} và\nhai {=c ~d}", 4, "Finding.Gift.TwoBlocks" },
        { "{=a ~b}", 3, "Finding.NoText" },
        { "::Tên::{T}", 3, "Finding.NoText" },
        { "Chọn {\n=đúng\n~\n~sai}", 5, "Finding.EmptyAnswer" },
        { "Chọn {\nthừa\n=đúng ~sai}", 4, "Finding.Gift.BeforeAnswer" },
        { "Chọn {~một}", 3, "Finding.Reason" },
        { "Chọn {~%50%nửa =}", 3, "Finding.EmptyAnswer" },
        { "Chọn nhiều {~%50%a ~%20%b}", 3, "Finding.Reason" },
        { "Không cái nào đúng {~a ~b}", 3, "Finding.Reason" },
        { "Trùng nhau {=a ~a}", 3, "Finding.Reason" },
        { "Ghép {\n=a -> 1\n=b\n}", 5, "Finding.Gift.NoArrow" },
        { "Ghép {\n=a -> 1\n=b ->\n}", 5, "Finding.EmptyAnswer" },
        { "Ghép một {=a -> 1}", 3, "Finding.Reason" },
        { "Số {#mười}", 3, "Finding.Number" },
        { "Số {#\n=5:1\n=6:nhiều}", 5, "Finding.Number" },
        { "Số {#9..1}", 3, "Finding.Number" },
        { "Số {#}", 3, "Finding.Reason" },
        { "Xếp {>0 ALL\nmột}", 3, "Finding.Reason" },
        { "Gõ {=%50%gần đúng}", 3, "Finding.Reason" },
    };

    /// <inheritdoc cref="BrokenGift"/>
    public static TheoryData<string, int, string> BrokenXml => new()
    {
        { Question("calculated", ""), 3, "Finding.Xml.Type" },
        { Question("description", ""), 3, "Finding.Gift.Description" },
        { "<question><questiontext><text>Hỏi</text></questiontext></question>", 3, "Finding.Xml.Type" },
        { "<question type=\"essay\">\n<questiontext><text> </text></questiontext></question>", 3, "Finding.NoText" },
        { "\n<answer/>", 4, "Finding.Xml.NoQuestion" },
        { Question("multichoice", "<answer fraction=\"trăm\"><text>a</text></answer>"), 4, "Finding.Fraction" },
        { Question("multichoice", "\n<answer fraction=\"100\"><text></text></answer>"), 5, "Finding.EmptyAnswer" },
        { Question("multichoice", "<answer fraction=\"100\"><text>a</text></answer>"), 3, "Finding.Reason" },
        { Question("multichoice", "<answer fraction=\"50\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer>"), 3, "Finding.Reason" },
        { Question("multichoice", "<single>false</single><answer fraction=\"10\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer>"), 3, "Finding.Reason" },
        { Question("truefalse", "<answer fraction=\"100\"><text>đúng</text></answer>"), 3, "Finding.Truth" },
        { Question("numerical", "\n\n<answer fraction=\"100\"><text>mười</text></answer>"), 6, "Finding.Number" },
        { Question("numerical", "<answer fraction=\"100\"><text>10</text><tolerance>ít</tolerance></answer>"), 4, "Finding.Number" },
        { Question("numerical", "<answer fraction=\"100\"><text>10</text></answer>\n<units><unit><multiplier>x</multiplier><unit_name>mg</unit_name></unit></units>"), 5, "Finding.Number" },
        { Question("numerical", ""), 3, "Finding.Reason" },
        { Question("matching", "<subquestion><text>a</text></subquestion>"), 4, "Finding.EmptyAnswer" },
        { Question("matching", "<subquestion><text>a</text><answer><text>1</text></answer></subquestion>"), 3, "Finding.Reason" },
        { Question("shortanswer", ""), 3, "Finding.Reason" },
        { Question("ordering", "<answer><text>một</text></answer>"), 3, "Finding.Reason" },
        { "<question type=\"cloze\"><questiontext><text>Không có chỗ trống</text></questiontext></question>", 3, "Finding.Cloze.NoGaps" },
        { "<question type=\"cloze\"><questiontext><text>Một\nhai {1:MULTIRESPONSE:=a~b}</text></questiontext></question>", 4, "Finding.Cloze.Kind" },
        { "<question type=\"cloze\"><questiontext><text>Mở {1:SA:=a</text></questiontext></question>", 3, "Finding.Cloze.Open" },
        { "<question type=\"cloze\"><questiontext><text>Số {1:NM:=mười}</text></questiontext></question>", 3, "Finding.Cloze.Answers" },
        { "<question type=\"essay\">\n<questiontext><text>Hỏi", 5, "Finding.Xml.Broken" },
        { "<question type=\"essay\"></quiz>", 3, "Finding.Xml.Broken" },
        { string.Concat(Enumerable.Repeat("<a>", 40)), 3, "Finding.Xml.Depth" },
    };

    [Theory]
    [MemberData(nameof(BrokenGift))]
    public void Gift_BrokenQuestion_IsReportedWithItsLine(string broken, int line, string key)
    {
        var reading = QuestionFiles.Read($"{Good}{broken}\n\n{Good}");
        Assert.Equal(2, reading.Questions.Count);
        var finding = Assert.Single(reading.Findings.DistinctBy(finding => finding.Key));
        Assert.Equal((line, key, Loss.Whole), (finding.Line, finding.Key, finding.Loss));
    }

    [Theory]
    [MemberData(nameof(BrokenXml))]
    public void MoodleXml_BrokenQuestion_IsReportedWithItsLine(string broken, int line, string key)
    {
        var reading = QuestionFiles.Read($"{GoodXml}{broken}\n</quiz>\n");
        Assert.Single(reading.Questions);
        var finding = Assert.Single(reading.Findings.DistinctBy(finding => finding.Key));
        Assert.Equal((line, key, Loss.Whole), (finding.Line, finding.Key, finding.Loss));
    }

    [Fact]
    public void BrokenFiles_AreAtLeastForty() => Assert.InRange(BrokenGift.Count + BrokenXml.Count, 40, 100);

    /// <summary>IMP-3: nothing is read from elsewhere, and nothing grows.</summary>
    [Theory]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<quiz><question type=\"essay\"><questiontext><text>&x;</text></questiontext></question></quiz>", "Finding.Xml.Dtd")]
    [InlineData("<!DOCTYPE quiz SYSTEM \"http://127.0.0.1:9/x.dtd\">\n<quiz/>", "Finding.Xml.Dtd")]
    [InlineData("<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><quiz>&b;</quiz>", "Finding.Xml.Dtd")]
    [InlineData("<quiz xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"file:///etc/passwd\" parse=\"text\"/></quiz>", "Finding.Xml.NoQuestion")]
    public void MoodleXml_WithThingsFromElsewhere_ReadsNone(string file, string key)
    {
        var reading = QuestionFiles.Read(file);
        Assert.Empty(reading.Questions);
        Assert.Equal(key, Assert.Single(reading.Findings).Key);
    }

    [Fact]
    public void Read_FilesThatAreHardOnParsers_TakeLittleTime()
    {
        string[] hard =
        [
            new('{', 200_000), new('\\', 200_000), string.Concat(Enumerable.Repeat("#", 200_000)), "x{" + new string('=', 100_000) + "}", "x{~" + string.Concat(Enumerable.Repeat("####", 50_000)) + "}",
            "[html]" + string.Concat(Enumerable.Repeat("<span lang=\"vi\" class=\"multilang\">", 5_000)) + "{T}", "x{T}" + string.Concat(Enumerable.Repeat("\n\nx{T}", 20_000)), "[html]" + new string('<', 100_000) + "{T}",
            "<quiz><question type=\"cloze\"><questiontext><text>" + string.Concat(Enumerable.Repeat("{1:SA:", 50_000)) + "</text></questiontext></question></quiz>",
            "<quiz>" + string.Concat(Enumerable.Repeat("<question/>", 100_000)) + "</quiz>",
        ];
        foreach (var file in hard)
        {
            var watch = Stopwatch.StartNew();
            QuestionFiles.Read(file);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{file[..20]} took {watch.Elapsed}");
        }
    }

    [Fact]
    public void Read_WhatIsLostOfAQuestion_IsSaidAndTheRestTaken()
    {
        var gift = QuestionFiles.Read("$CATEGORY: $course$/top/Tim mạch//Nội\n\n// [tag:cấp cứu] [tag:ECG]\n::Q::[html]<p>Nhìn <img src=\"x.png\"> <b>điện tim</b></p>{=A#[html]<i>đúng</i> ~B}\n");
        var question = Assert.Single(gift.Questions);
        Assert.Equal("Nhìn  điện tim".Replace("  ", " ", StringComparison.Ordinal), question.Body.Text.Vi);
        Assert.Equal(["cấp cứu", "ECG", "Tim mạch/Nội"], question.Tags);
        Assert.Equal(["Finding.Formatting", "Finding.Media"], gift.Findings.Select(finding => finding.Key).Order());
        Assert.All(gift.Findings, finding => Assert.Equal((4, Loss.Part), (finding.Line, finding.Loss)));

        var xml = MoodleReader.Read("<quiz><question type=\"multichoice\"><name><text>n</text></name>\n<questiontext format=\"html\"><text>Hỏi<![CDATA[<br>dòng hai]]></text></questiontext>\n<defaultgrade>2</defaultgrade>\n<idnumber>X1</idnumber>\n<correctfeedback format=\"html\"><text>Giỏi</text></correctfeedback>\n<partiallycorrectfeedback><text></text></partiallycorrectfeedback>\n<moi>1</moi><answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer></question></quiz>");
        Assert.Equal("Hỏi\ndòng hai", Assert.Single(xml.Questions).Body.Text.Vi);
        Assert.Equal([(3, "Finding.Grade"), (4, "Finding.IdNumber"), (5, "Finding.Combined"), (7, "Finding.Xml.Element")], xml.Findings.Select(finding => (finding.Line, finding.Key)));
    }

    private static string Question(string type, string rest) => $"<question type=\"{type}\"><questiontext><text>Hỏi</text></questiontext>\n{rest}</question>";
}
