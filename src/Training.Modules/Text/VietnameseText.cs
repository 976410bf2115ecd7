using System.Globalization;
using System.Text;

namespace Training.Modules;

/// <summary>Search without diacritics and Vietnamese sort order, the same on every database and every machine.</summary>
public static class VietnameseText
{
    private const string Alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

    // Both sort before digits and letters, and the second level before a word break: a name comes before the longer ones that begin with it.
    private const char SecondLevel = ' ';
    private const char WordBreak = '!';

    // Order of the tone marks in Vietnamese dictionaries: none, grave, hook above, tilde, acute, dot below.
    private static readonly char[] Tones = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

    /// <summary>Lower case, without diacritics, đ as d, runs of other characters as one space: what a search compares.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            var lower = char.ToLowerInvariant(c);
            if (lower is 'đ' or 'ð')
            {
                folded.Append('d');
            }
            else if (char.IsLetterOrDigit(lower))
            {
                folded.Append(lower);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The words of a search, folded; none for an empty one.</summary>
    public static string[] Words(string? search) => Fold(search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// A key of ASCII characters whose byte order is the order of a Vietnamese dictionary: letters first
    /// (a ă â b c d đ e ê … o ô ơ … u ư), tones second, case never.
    /// </summary>
    public static string SortKey(string text)
    {
        var letters = new StringBuilder(text.Length * 2);
        var tones = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var (letter, tone) = Split(c);
            var rank = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (rank >= 0)
            {
                letters.Append((char)('A' + rank / 26)).Append((char)('a' + rank % 26));
                tones.Append((char)('0' + tone));
            }
            else if (char.IsAsciiDigit(letter))
            {
                letters.Append(letter);
            }
            else if (letters.Length > 0 && letters[^1] != WordBreak)
            {
                letters.Append(WordBreak);
            }
        }

        return $"{letters.ToString().TrimEnd(WordBreak)}{SecondLevel}{tones}";
    }

    private static (char Letter, int Tone) Split(char c)
    {
        // Half of a character beyond the first plane, such as an emoji, can not be normalized by itself.
        if (char.IsSurrogate(c))
        {
            return (c, 0);
        }

        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        var tone = 1 + Array.FindIndex(Tones, mark => parts.Contains(mark, StringComparison.Ordinal));
        var letter = tone == 0 ? parts : parts.Replace(Tones[tone - 1].ToString(), "", StringComparison.Ordinal);
        return (letter.Normalize(NormalizationForm.FormC)[0], tone);
    }
}
