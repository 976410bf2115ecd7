using System.Text;
using System.Text.Json.Serialization;
using Training.Modules;

namespace Training.Questions.Model;

/// <summary>A text in Vietnamese, in English too where somebody translated it. Plain: a line break is a line break, and nothing in it is markup.</summary>
internal sealed record Words(string Vi, string? En = null)
{
    /// <summary>In the language of the page; Vietnamese where there is no English.</summary>
    [JsonIgnore]
    public string Display => Show.Name(Vi, En);

    [JsonIgnore]
    public bool IsEmpty => Vi.Length == 0;

    /// <summary>Cleaned; null where nothing is left in either language.</summary>
    public static Words? Of(string? vi, string? en = null)
    {
        var (first, second) = (Clean(vi), Clean(en));
        return first.Length == 0 && second.Length == 0 ? null : new Words(first, second.Length == 0 || second == first ? null : second);
    }

    /// <summary>
    /// One way to write what looks the same: NFC, line feeds, no control characters and no halves of characters, no spaces at the end of a line.
    /// Every text of a question has gone through here, so that files hold exactly what the bank holds.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\t' or '\u00A0')
            {
                kept.Append(' ');
            }
            else if (rune.Value == '\n')
            {
                TrimEnd(kept);
                kept.Append('\n');
            }
            else if (!Rune.IsControl(rune) && rune != Rune.ReplacementChar && rune.Value is not (0xFFFE or 0xFFFF or 0x2028 or 0x2029))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
    }
}
