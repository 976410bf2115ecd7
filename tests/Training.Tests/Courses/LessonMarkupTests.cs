using AngleSharp.Html.Parser;
using Training.Courses.Lessons;

namespace Training.Tests.Courses;

/// <summary>Whatever a lesson's author writes, nothing of it runs.</summary>
public sealed class LessonMarkupTests
{
    private const int Grammar = 100_000;
    private const int Batch = 50;

    private static readonly string[] Elements = ["a", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "br", "hr", "table", "thead", "tbody", "tr", "th", "td", "div", "html", "head", "body", "small", "math", "mrow", "mi", "mn", "mo", "mtext", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "section", "details", "summary"];
    private static readonly string[] Attributes = ["href", "rel", "title", "class", "start", "tabindex", "id", "display", "mathvariant", "accent", "name"];

    [Fact]
    public void Render_KnownAttacks_LeaveNothingThatRuns()
    {
        var attacks = (from vector in HostileMarkdown.Vectors from call in HostileMarkdown.Calls select vector.Replace("X", call, StringComparison.Ordinal)).ToList();
        Assert.True(attacks.Count >= 300, $"{attacks.Count}");
        Assert.All(attacks, attack => Assert.True(Dangers(LessonText.Render(attack)) is { Count: 0 }, attack));
    }

    [Fact]
    public void Render_TextsOfAGrammar_LeaveNothingThatRuns()
    {
        var random = new Random(20261122);
        for (var batch = 0; batch < Grammar / Batch; batch++)
        {
            var texts = Enumerable.Range(0, Batch).Select(_ => HostileMarkdown.Write(random, 3)).ToList();
            var html = string.Concat(texts.Select(text => $"<div>{LessonText.Render(text)}</div>"));
            if (Dangers(html) is { Count: > 0 } dangers)
            {
                var guilty = texts.First(text => Dangers(LessonText.Render(text)).Count > 0);
                Assert.Fail($"{dangers[0]} from: {guilty}");
            }
        }
    }

    [Fact]
    public void Render_Twice_IsTheSame()
    {
        var random = new Random(7);
        Assert.All(Enumerable.Range(0, 500).Select(_ => HostileMarkdown.Write(random, 3)), text => Assert.Equal(LessonText.Render(text), LessonText.Render(text)));
    }

    [Fact]
    public void Dangers_OfWhatRuns_AreSeen()
        => Assert.All(new[] { "<script>1</script>", "<img src=x>", "<p onclick=1>", "<p style='a:b'>", "<a href=' java\nscript:1'>", "<a href='//evil.example'>", "<svg></svg>", "<a href='https://a.example'>" }, html => Assert.NotEmpty(Dangers(html)));

    [Fact]
    public void Render_OrdinaryLinks_AreKept()
    {
        var html = LessonText.Render("[a](https://moh.gov.vn/x) [b](mailto:a@b.vn) <https://c.example>");
        Assert.Equal(3, new HtmlParser().ParseDocument(html).QuerySelectorAll("a[href][rel=noopener]").Length);
    }

    [Fact]
    public void Render_QuestionToOneself_OpensAnswersThatSayWhetherTheyAreRight()
    {
        var body = LessonText.Parse("Trước\n\n```hỏi\nDấu hiệu <b>nào</b>?\n[ ] Đau lưng\n\n[x] Bí tiểu & tê\nVì chùm \uE002 đuôi ngựa.\n```\n\nSau");
        var check = new HtmlParser().ParseDocument(string.Concat(body.Parts)).QuerySelector("section.self-check")!;
        Assert.Equal(["wrong", "right"], check.QuerySelectorAll("details").Select(answer => answer.ClassName));
        Assert.Equal(["Đau lưng", "Bí tiểu & tê"], check.QuerySelectorAll("summary").Select(answer => answer.TextContent));
        Assert.Equal("Vì chùm  đuôi ngựa.", check.QuerySelector(".right p")!.TextContent.Split(' ', 2)[1]);
        Assert.Null(check.QuerySelector("b"));
        Assert.Single(check.QuerySelectorAll("details").Select(answer => answer.GetAttribute("name")).Distinct());
        Assert.Empty(body.Unfinished);
    }

    [Theory, InlineData("[x] Một"), InlineData("[ ] Một\n[ ] Hai"), InlineData("")]
    public void Render_QuestionToOneselfWithTooFewAnswers_StaysAsItIsAndIsNamed(string answers)
    {
        var body = LessonText.Parse($"```check\nHỏi gì?\n{answers}\n```");
        Assert.Equal(["Hỏi gì?"], body.Unfinished);
        Assert.DoesNotContain("<section", string.Concat(body.Parts), StringComparison.Ordinal);
    }

    private static List<string> Dangers(string html)
    {
        var dangers = new List<string>();
        foreach (var element in new HtmlParser().ParseDocument(html).All)
        {
            if (!Elements.Contains(element.LocalName))
            {
                dangers.Add($"<{element.LocalName}>");
            }

            foreach (var attribute in element.Attributes)
            {
                if (!Attributes.Contains(attribute.Name) || (attribute.Name == "href" && !IsHarmless(attribute.Value)))
                {
                    dangers.Add($"<{element.LocalName} {attribute.Name}={attribute.Value}>");
                }
            }

            if (element.LocalName == "a" && element.GetAttribute("rel") != "noopener")
            {
                dangers.Add("a link without noopener");
            }
        }

        return dangers;
    }

    // Browsers drop white space and control characters before and inside the scheme.
    private static bool IsHarmless(string href)
    {
        var plain = string.Concat(href.Where(c => c > ' ' && c != '\u007f')).ToLowerInvariant();
        return plain.StartsWith("http://", StringComparison.Ordinal) || plain.StartsWith("https://", StringComparison.Ordinal) || plain.StartsWith("mailto:", StringComparison.Ordinal);
    }
}
