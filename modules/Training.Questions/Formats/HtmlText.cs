using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Training.Questions.Model;

namespace Training.Questions.Formats;

/// <summary>
/// Texts as other systems keep them. HTML becomes plain text with its line breaks; what that loses is said. English beside Vietnamese is
/// written as the multi-language filter of Moodle reads it (docs.moodle.org: Multi-language content filter).
/// </summary>
internal static partial class HtmlText
{
    private static readonly HashSet<string> Breaks = ["p", "div", "li", "ul", "ol", "tr", "table", "tbody", "thead", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr"];

    private static readonly HashSet<string> Silent = ["p", "div", "br", "span", "html", "body", "font"];

    private static readonly HashSet<string> Media = ["img", "video", "audio", "object", "embed", "iframe", "svg", "source", "math"];

    private static readonly HashSet<string> Dropped = ["script", "style", "head"];

    /// <summary>What was lost on the way.</summary>
    [Flags]
    public enum Lost
    {
        Nothing = 0,
        Formatting = 1,
        Media = 2,
    }

    /// <summary>Whether a text that does not say what it is has markup in it.</summary>
    public static bool LooksLikeHtml(string text) => Tag().IsMatch(text);

    /// <summary>Whether a text is nothing but the same in several languages.</summary>
    public static bool IsInLanguages(string html)
    {
        var parts = Language().Matches(html);
        return parts.Count > 0 && Language().Replace(html, "").Trim().Length == 0 && parts.All(part => part.Groups["lang"].Value is "vi" or "en") && parts.DistinctBy(part => part.Groups["lang"].Value).Count() == parts.Count;
    }

    /// <summary>Both languages of a text in HTML.</summary>
    public static Words? Read(string html, ref Lost lost)
    {
        if (!IsInLanguages(html))
        {
            return Words.Of(ToPlain(html, ref lost));
        }

        string? vi = null, en = null;
        foreach (Match part in Language().Matches(html))
        {
            var plain = ToPlain(part.Groups["text"].Value, ref lost);
            (vi, en) = part.Groups["lang"].Value == "vi" ? (plain, en) : (vi, plain);
        }

        return Words.Of(vi ?? en, vi is null ? null : en);
    }

    /// <summary>Both languages, or the only one, as HTML.</summary>
    public static string Write(Words words) => words.En is { } en
        ? $"<span lang=\"vi\" class=\"multilang\">{Encode(words.Vi)}</span><span lang=\"en\" class=\"multilang\">{Encode(en)}</span>"
        : Encode(words.Vi);

    /// <summary>A plain text as HTML that looks the same: spaces at the beginning of a line and behind others would fold otherwise.</summary>
    public static string Encode(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        var before = '\n';
        foreach (var c in text)
        {
            html.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\n' => "<br />",
                ' ' when before is ' ' or '\n' => "&nbsp;",
                _ => c.ToString(),
            });
            before = c;
        }

        return html.ToString();
    }

    public static string ToPlain(string html, ref Lost lost)
    {
        var plain = new StringBuilder(html.Length);
        string? skipped = null;
        var lastEnd = html.LastIndexOf('>');
        for (var at = 0; at < html.Length;)
        {
            if (html[at] == '<' && TagAt(html, at, lastEnd) is var (name, closing, end))
            {
                at = end;
                if (skipped is not null)
                {
                    skipped = closing && name == skipped ? null : skipped;
                    continue;
                }

                if (Dropped.Contains(name) && !closing)
                {
                    (skipped, lost) = (name, lost | Lost.Formatting);
                    continue;
                }

                lost |= Media.Contains(name) ? Lost.Media : Silent.Contains(name) || name.Length == 0 ? Lost.Nothing : Lost.Formatting;
                if (name == "br" || (Breaks.Contains(name) && plain.Length > 0 && plain[^1] != '\n'))
                {
                    TrimEnd(plain);
                    plain.Append('\n');
                }

                continue;
            }

            var next = html.IndexOf('<', at + 1);
            var text = html[at..(next < 0 ? html.Length : next)];
            at += text.Length;
            if (skipped is null)
            {
                Append(plain, text);
            }
        }

        return Words.Clean(plain.ToString());
    }

    private static void Append(StringBuilder plain, string text)
    {
        // Entities are read after white space was folded, so that a space written as one stays.
        foreach (var c in WebUtility.HtmlDecode(Space().Replace(text, "\u0001")))
        {
            if (c != '\u0001')
            {
                plain.Append(c);
            }
            else if (plain.Length > 0 && plain[^1] is not (' ' or '\n'))
            {
                plain.Append(' ');
            }
        }
    }

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
    }

    private static (string Name, bool Closing, int End)? TagAt(string html, int at, int lastEnd)
    {
        if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
        {
            var close = html.IndexOf("-->", at + 4, StringComparison.Ordinal);
            return ("", false, close < 0 ? html.Length : close + 3);
        }

        var begin = at + 1;
        var closing = begin < html.Length && html[begin] == '/';
        begin += closing ? 1 : 0;
        var end = begin;
        while (end < html.Length && char.IsAsciiLetterOrDigit(html[end]))
        {
            end++;
        }

        // Asked first: a text of nothing but beginnings must not be searched to its end for each.
        return end == begin || end > lastEnd || !char.IsAsciiLetter(html[begin]) ? null : (html[begin..end].ToLowerInvariant(), closing, html.IndexOf('>', end) + 1);
    }

    [GeneratedRegex("[ \\t\\r\\n\\f]+")]
    private static partial Regex Space();

    [GeneratedRegex("</?[A-Za-z][A-Za-z0-9]*(\\s[^<>]*)?/?>|&(#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z]+);", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("<span\\s+(?:lang=\"(?<lang>[a-z]+)\"\\s+class=\"multilang\"|class=\"multilang\"\\s+lang=\"(?<lang>[a-z]+)\")\\s*>(?<text>[^<]*(?:<br ?/?>[^<]*)*)</span>")]
    private static partial Regex Language();
}
