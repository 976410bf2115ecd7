using System.Globalization;
using System.Text;

namespace Training.Modules;

/// <summary>Takes away the ways of writing the same thing differently.</summary>
internal static class ScreenedText
{
    /// <summary>
    /// Compatibility form: full-width digits and letters count as the plain ones. Digits of other scripts become ASCII, characters that
    /// nobody sees separate nothing, and a stray half of a pair counts as a space.
    /// </summary>
    public static string Plain(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune == Rune.ReplacementChar ? " " : rune.ToString());
        }

        var plain = new StringBuilder(text.Length);
        foreach (var c in whole.ToString().Normalize(NormalizationForm.FormKC))
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(c))
            {
                case UnicodeCategory.Format:
                    break;
                case UnicodeCategory.DecimalDigitNumber:
                    plain.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)));
                    break;
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.Control:
                    plain.Append(c is '\n' or '\r' ? '\n' : ' ');
                    break;
                default:
                    plain.Append(c);
                    break;
            }
        }

        return plain.ToString();
    }

    /// <summary>Lower case and without marks, with everything between the words kept.</summary>
    public static string Fold(string plain)
    {
        var folded = new StringBuilder(plain.Length);
        foreach (var c in plain.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                var lower = char.ToLowerInvariant(c);
                folded.Append(lower is 'đ' or 'ð' ? 'd' : lower);
            }
        }

        return folded.ToString();
    }

    /// <summary><c>NguyenVanAn_CT-2.pdf</c> as <c>Nguyen Van An CT 2 pdf</c>.</summary>
    public static string WordsOfFileName(string plain)
    {
        var words = new StringBuilder(plain.Length + 8);
        for (var i = 0; i < plain.Length; i++)
        {
            var c = plain[i];
            if (char.IsLetterOrDigit(c))
            {
                if (i > 0 && ((char.IsUpper(c) && char.IsLower(plain[i - 1])) || (char.IsLetter(c) != char.IsLetter(plain[i - 1]) && char.IsLetterOrDigit(plain[i - 1]))))
                {
                    words.Append(' ');
                }

                words.Append(c);
            }
            else
            {
                words.Append(c is '_' or '+' or '~' or '%' ? ' ' : c);
            }
        }

        return words.ToString();
    }
}
