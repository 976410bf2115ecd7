using System.Text;
using Training.Modules;

namespace Training.Questions.Model;

/// <summary>When two typed texts are the same.</summary>
internal static class TextRules
{
    private const char Any = '\uE000';

    /// <summary>What is compared: single spaces, lower case where case does not matter, without diacritics where they do not matter.</summary>
    public static string Comparable(string text, bool matchCase, bool ignoreDiacritics)
    {
        var spaced = string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var cased = matchCase ? spaced : spaced.ToLowerInvariant();
        return ignoreDiacritics ? WithoutDiacritics(cased) : cased;
    }

    /// <summary>Whether a typed text is the answer; an asterisk in the answer stands for any characters, also for none.</summary>
    public static bool Fits(string typed, string answer, bool matchCase, bool ignoreDiacritics)
    {
        var pattern = Comparable(answer.Replace("\\*", "\uE001", StringComparison.Ordinal).Replace('*', Any).Replace('\uE001', '*'), matchCase, ignoreDiacritics).Split(Any);
        var text = Comparable(typed, matchCase, ignoreDiacritics);
        if (pattern.Length == 1)
        {
            return text == pattern[0];
        }

        var (first, last) = (pattern[0], pattern[^1]);
        if (text.Length < first.Length + last.Length || !text.StartsWith(first, StringComparison.Ordinal) || !text.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }

        var at = first.Length;
        foreach (var piece in pattern[1..^1])
        {
            var found = text.IndexOf(piece, at, text.Length - last.Length - at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + piece.Length;
        }

        return true;
    }

    // The project's folding, character by character: signs such as + and % make answers different and have to stay.
    private static string WithoutDiacritics(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var folded = Rune.IsLetter(rune) ? VietnameseText.Fold(rune.ToString()) : "";
            plain.Append(folded.Length == 0 ? rune.ToString() : Rune.IsUpper(rune) ? folded.ToUpperInvariant() : folded);
        }

        return plain.ToString();
    }
}
