using AngleSharp.Html.Parser;
using Training.Courses.Lessons;

namespace Training.Tests.Courses;

/// <summary>Whatever a lesson's author writes, nothing of it runs.</summary>
public sealed class LessonMarkupTests
{
    private const int Grammar = 100_000;
    private const int Batch = 50;

    private static readonly string[] Elements = ["a", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "br", "hr", "table", "thead", "tbody", "tr", "th", "td", "div", "html", "head", "body"];
    private static readonly string[] Attributes = ["href", "rel", "title", "class", "start", "tabindex", "id"];

    private static readonly string[] Calls = ["alert(1)", "alert`1`", "confirm(1)", "top['al'+'ert'](1)", "&#97;lert(1)", "eval(atob('YQ=='))"];

    // After the OWASP XSS Filter Evasion Cheat Sheet and the usual mutation tricks; X stands for the call.
    private static readonly string[] Vectors =
    [
        "<script>X</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<scr<script>ipt>X</script>", "<script/x>X</script>", "<script\n>X</script\n>", "<<script>X//<</script>", "<script>X", "<img src=x onerror=X>", "<img src=x:x onerror\n=X>",
        "<IMG \"\"\"><SCRIPT>X</SCRIPT>\">", "<img src=`javascript:X`>", "<svg onload=X>", "<svg/onload=X//", "<svg><script>X</script>", "<svg><style><img src=x onerror=X></style>", "<math><mtext><table><mglyph><style><img src=x onerror=X>",
        "<body onload=X>", "<iframe src=javascript:X>", "<iframe srcdoc='<script>X</script>'>", "<object data=javascript:X>", "<embed src=javascript:X>", "<form action=javascript:X><button>", "<input autofocus onfocus=X>", "<details open ontoggle=X>",
        "<video><source onerror=X>", "<audio src onloadstart=X>", "<marquee onstart=X>", "<isindex action=javascript:X type=image>", "<link rel=stylesheet href=javascript:X>", "<style>@import 'javascript:X'</style>", "<div style=\"width:expression(X)\">",
        "<base href=javascript:X//>", "<meta http-equiv=refresh content=0;javascript:X>", "<a href=javascript:X>x</a>", "<template><script>X</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=X>\">", "<!--><img src=x onerror=X>-->",
        "<![CDATA[><script>X</script>]]>", "<?xml X?><script>X</script>", "</title><script>X</script>", "</p><script>X</script>", "[x](javascript:X)", "[x](JaVaScRiPt:X)", "[x](java\tscript:X)", "[x](&#106;avascript:X)", "[x](&#x6A;avascript:X)",
        "[x](javascript&colon;X)", "[x](<javascript:X>)", "[x]( javascript:X)", "[x](\u0001javascript:X)", "[x](data:text/html,<script>X</script>)", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:X)", "[x](https://a.example/\"onmouseover=X)",
        "[x](https://a.example 'a\"onmouseover=\"X')", "![x](javascript:X)", "![x](x\"onerror=\"X)", "![x\"onerror=\"X](x)", "<javascript:X>", "<https://a.example/\"onclick=X>", "[x]: javascript:X\n\n[x]", "[x]: <javascript:X> 'a'\n\n[a][x]", "[![x](y)](javascript:X)",
        "| a | b |\n|---|---|\n| <img src=x onerror=X> | [x](javascript:X) |", "```\"onclick=X\n<script>X</script>\n```", "```<script>X</script>\nx\n```", "`<script>X</script>`", "> <script>X</script>", "- <img src=x onerror=X>\n- b", "# <svg onload=X>",
        "\\<script>X\\</script>", "&lt;script&gt;X&lt;/script&gt;", "[x](file:///etc/passwd)", "[x](//evil.example)", "[x](https://a.example){onclick=X}", "{onclick=X}\n# x", "<a name=x onmouseover=X>", "\uFF1Cscript\uFF1EX\uFF1C/script\uFF1E",
    ];

    [Fact]
    public void Render_KnownAttacks_LeaveNothingThatRuns()
    {
        var attacks = (from vector in Vectors from call in Calls select vector.Replace("X", call, StringComparison.Ordinal)).ToList();
        Assert.True(attacks.Count >= 300, $"{attacks.Count}");
        Assert.All(attacks, attack => Assert.True(Dangers(LessonText.Render(attack)) is { Count: 0 }, attack));
    }

    [Fact]
    public void Render_TextsOfAGrammar_LeaveNothingThatRuns()
    {
        var random = new Random(20261122);
        for (var batch = 0; batch < Grammar / Batch; batch++)
        {
            var texts = Enumerable.Range(0, Batch).Select(_ => Write(random, 3)).ToList();
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
        Assert.All(Enumerable.Range(0, 500).Select(_ => Write(random, 3)), text => Assert.Equal(LessonText.Render(text), LessonText.Render(text)));
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

    // Random pieces of attacks inside random Markdown.
    private static string Write(Random random, int depth)
    {
        var vector = Vectors[random.Next(Vectors.Length)].Replace("X", Calls[random.Next(Calls.Length)], StringComparison.Ordinal);
        if (random.Next(3) == 0)
        {
            vector = vector.Insert(random.Next(vector.Length), new[] { "\0", "\n", "\t", " ", "\"", "'", "`", "<", ">", "\\", "&", "(", ")", "[", "]", "\u2028", "\uFEFF", "|", "*" }[random.Next(19)]);
        }

        if (random.Next(4) == 0)
        {
            vector = vector[..random.Next(1, vector.Length)];
        }

        return depth == 0 ? vector : random.Next(9) switch
        {
            0 => $"> {Write(random, depth - 1)}",
            1 => $"- {Write(random, depth - 1)}",
            2 => $"**{Write(random, depth - 1)}**",
            3 => $"[{Write(random, depth - 1)}]({vector})",
            4 => $"`{vector}`{Write(random, depth - 1)}",
            5 => $"| a | b |\n|---|---|\n| {vector.Replace('\n', ' ')} | x |\n\n{Write(random, depth - 1)}",
            6 => $"{vector}{Write(random, depth - 1)}",
            7 => $"[r]: {vector}\n\n[r] {Write(random, depth - 1)}",
            _ => vector,
        };
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
