namespace Training.Tests.Courses;

/// <summary>What somebody writes into a lesson who wants it to run in another's browser.</summary>
internal static class HostileMarkdown
{
    public static readonly string[] Calls = ["tripwire(1)", "alert(1)", "alert`1`", "confirm(1)", "top['al'+'ert'](1)", "&#97;lert(1)", "eval(atob('YQ=='))"];

    // After the OWASP XSS Filter Evasion Cheat Sheet and the usual mutation tricks; X stands for the call.
    public static readonly string[] Vectors =
    [
        "<script>X</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<scr<script>ipt>X</script>", "<script/x>X</script>", "<script\n>X</script\n>", "<<script>X//<</script>", "<script>X", "<img src=x onerror=X>", "<img src=x:x onerror\n=X>",
        "<IMG \"\"\"><SCRIPT>X</SCRIPT>\">", "<img src=`javascript:X`>", "<svg onload=X>", "<svg/onload=X//", "<svg><script>X</script>", "<svg><style><img src=x onerror=X></style>", "<math><mtext><table><mglyph><style><img src=x onerror=X>",
        "<body onload=X>", "<iframe src=javascript:X>", "<iframe srcdoc='<script>X</script>'>", "<object data=javascript:X>", "<embed src=javascript:X>", "<form action=javascript:X><button>", "<input autofocus onfocus=X>", "<details open ontoggle=X>",
        "<video><source onerror=X>", "<audio src onloadstart=X>", "<marquee onstart=X>", "<isindex action=javascript:X type=image>", "<link rel=stylesheet href=javascript:X>", "<style>@import 'javascript:X'</style>", "<div style=\"width:expression(X)\">",
        "<base href=javascript:X//>", "<meta http-equiv=refresh content=0;javascript:X>", "<a href=javascript:X>x</a>", "<template><script>X</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=X>\">", "<!--><img src=x onerror=X>-->",
        "<![CDATA[><script>X</script>]]>", "<?xml X?><script>X</script>", "</title><script>X</script>", "</p><script>X</script>", "[x](javascript:X)", "[x](JaVaScRiPt:X)", "[x](java\tscript:X)", "[x](&#106;avascript:X)", "[x](&#x6A;avascript:X)",
        "[x](javascript&colon;X)", "[x](<javascript:X>)", "[x]( javascript:X)", "[x](\u0001javascript:X)", "[x](data:text/html,<script>X</script>)", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:X)", "[x](https://a.example/\"onmouseover=X)",
        "[x](https://a.example 'a\"onmouseover=\"X')", "![x](javascript:X)", "![x](x\"onerror=\"X)", "![x\"onerror=\"X](x)", "<javascript:X>", "<https://a.example/\"onclick=X>", "[x]: javascript:X\n\n[x]", "[x]: <javascript:X> 'a'\n\n[a][x]", "[![x](y)](javascript:X)",
        "| a | b |\n|---|---|\n| <img src=x onerror=X> | [x](javascript:X) |", "```\"onclick=X\n<script>X</script>\n```", "```<script>X</script>\nx\n```", "```check\n<img src=x onerror=X>\n[x] \"><svg onload=X>\n[ ] </summary><script>X</script>\n</details><img src=x onerror=X>\n```", "`<script>X</script>`", "> <script>X</script>", "- <img src=x onerror=X>\n- b", "# <svg onload=X>",
        "\\<script>X\\</script>", "&lt;script&gt;X&lt;/script&gt;", "[x](file:///etc/passwd)", "[x](//evil.example)", "[x](https://a.example){onclick=X}", "{onclick=X}\n# x", "<a name=x onmouseover=X>", "\uFF1Cscript\uFF1EX\uFF1C/script\uFF1E",
        // What is harmless when it is read and not any more when it is written out and read again.
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=X&gt;\">", "<svg></p><style><a id=\"</style><img src=1 onerror=X>\">", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=X>",
        "<listing>&lt;img src=x onerror=X&gt;</listing>", "<xmp><p title=\"</xmp><img src=x onerror=X>\">", "<noembed><img title=\"</noembed><img src=x onerror=X>\"></noembed>", "<select><template><style><img src=x onerror=X></style></template></select>",
        "<math><annotation-xml encoding=\"text/html\"><xmp>&lt;/xmp&gt;&lt;img src=x onerror=X&gt;</xmp></annotation-xml></math>", "<svg><desc><noscript>&lt;/noscript&gt;&lt;script&gt;X&lt;/script&gt;</noscript></desc></svg>", "<a href=\"\u0001java\u0009script:X\">x</a>",
        "<img alt=\"`` onerror=X\" src=x>", "<table><td><svg><title><style><!--</style></title><img title=\"--><img src=x onerror=X>\">", "<math href=\"javascript:X\"><mi>x</mi></math>", "&amp;lt;img src=x onerror=X&amp;gt;", "[x](https://a.example/&quot;&gt;&lt;img/src=x/onerror=X&gt;)",
    ];

    /// <summary>Random pieces of attacks inside random Markdown.</summary>
    public static string Write(Random random, int depth)
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

        return depth == 0 ? vector : random.Next(10) switch
        {
            0 => $"> {Write(random, depth - 1)}",
            1 => $"- {Write(random, depth - 1)}",
            2 => $"**{Write(random, depth - 1)}**",
            3 => $"[{Write(random, depth - 1)}]({vector})",
            4 => $"`{vector}`{Write(random, depth - 1)}",
            5 => $"| a | b |\n|---|---|\n| {vector.Replace('\n', ' ')} | x |\n\n{Write(random, depth - 1)}",
            6 => $"{vector}{Write(random, depth - 1)}",
            7 => $"```check\n{vector}\n[x] {Write(random, depth - 1)}\n[ ] {vector}\n{vector}\n```",
            8 => $"[r]: {vector}\n\n[r] {Write(random, depth - 1)}",
            _ => vector,
        };
    }
}
