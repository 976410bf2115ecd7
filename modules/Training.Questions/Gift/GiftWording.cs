using Training.Questions.Formats;
using Training.Questions.Model;

namespace Training.Questions.Gift;

/// <summary>The marks in square brackets that say how a text is written.</summary>
internal enum GiftFormat
{
    Moodle,
    Html,
    Plain,
    Markdown,
}

/// <summary>Texts of a GIFT file, each with the mark that it may have before it.</summary>
internal static class GiftWording
{
    /// <summary>The text, and how it was written; what it lost is added.</summary>
    public static (Words? Words, GiftFormat Format) Read(GiftText text, GiftFormat inherited, ref HtmlText.Lost lost, ref bool markdown)
    {
        var trimmed = text.Trim();
        var format = inherited;
        foreach (var (mark, named) in Marks)
        {
            if (trimmed.StandsAt(mark, 0))
            {
                (format, trimmed) = (named, trimmed[mark.Length..]);
                break;
            }
        }

        var raw = trimmed.ToString();
        markdown |= format == GiftFormat.Markdown && raw.AsSpan().IndexOfAny("*_`#[") >= 0;
        return (format is GiftFormat.Html || (format is GiftFormat.Moodle && HtmlText.LooksLikeHtml(raw)) ? HtmlText.Read(raw, ref lost) : Words.Of(raw), format);
    }

    /// <summary>How a text has to be written so that it is read as what it is.</summary>
    public static GiftFormat FormatOf(Words words) => words.En is not null ? GiftFormat.Html : words.Vi.StartsWith('[') || HtmlText.LooksLikeHtml(words.Vi) ? GiftFormat.Plain : GiftFormat.Moodle;

    public static string Write(Words? words, GiftFormat inherited = GiftFormat.Moodle)
    {
        if (words is null)
        {
            return "";
        }

        var format = FormatOf(words);

        // Among HTML a text without a mark would be HTML too.
        var mark = format == GiftFormat.Moodle && inherited != GiftFormat.Moodle ? GiftFormat.Plain : format;
        return (mark == inherited && !(words.Vi.StartsWith('[') && mark == GiftFormat.Plain) ? "" : Marks.First(known => known.Format == mark).Mark) + Escape(format == GiftFormat.Html ? HtmlText.Write(words) : words.Vi);
    }

    /// <summary>What has a meaning in GIFT gets a backslash, and a line break is written as one.</summary>
    public static string Escape(string text)
    {
        var escaped = new System.Text.StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '\\' or '#' or '=' or '~' or '{' or '}' or ':' => $"\\{c}",
                '\n' => "\\n",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    private static readonly (string Mark, GiftFormat Format)[] Marks =
        [("[html]", GiftFormat.Html), ("[plain]", GiftFormat.Plain), ("[markdown]", GiftFormat.Markdown), ("[moodle]", GiftFormat.Moodle)];
}
