using System.Text.RegularExpressions;

namespace Training.Modules;

/// <summary>Names said to be a patient's. Word by word, each looked at a bounded number of times.</summary>
internal static partial class PatientNames
{
    private const int MostWordsBetween = 5;

    public static bool IsIn(string plain)
    {
        var words = WordsOf(plain);
        for (var i = 0; i < words.Length; i++)
        {
            if (MarkerAt(words, i, out var strong) is > 0 and var length && Behind(words, i + length, strong))
            {
                return true;
            }

            if (NameAt(words, i) is > 0 and var count && !IsAnnouncedAsOther(words, i) && SaysWhoItIs(words, i + count))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where the words, such as a file's, contain a full name that nothing says to be a colleague's or a place's.</summary>
    public static bool IsNameOf(string plain)
    {
        var words = WordsOf(plain);
        return Enumerable.Range(0, words.Length).Any(i => FullNameAt(words, i) > 0 && !IsAnnouncedAsOther(words, i));
    }

    private static NameWord[] WordsOf(string plain)
    {
        var shouted = !plain.Any(char.IsLower);
        var end = 0;
        return [.. Token().Matches(plain).Select(match =>
        {
            var gap = plain[end..match.Index];
            end = match.Index + match.Length;
            return new NameWord(match.Value, gap, shouted);
        })];
    }

    /// <returns>How many words say that a name follows; 0 where none do.</returns>
    private static int MarkerAt(NameWord[] words, int i, out bool strong)
    {
        var (one, two) = (words[i].Folded, i + 1 < words.Length && words[i + 1].Follows ? words[i].Folded + words[i + 1].Folded : "");
        strong = true;
        if (two is "benhnhan" or "nguoibenh" or "hoten" or "bnhan" || (two is "bn" && words[i + 1].Gap is "." or "/"))
        {
            return 2;
        }

        if (two == "hova" && i + 2 < words.Length && words[i + 2].Folded == "ten")
        {
            return 3;
        }

        if (one is "bn" or "nb" or "patient" or "pt" or "bnhan" or "benhnhan" or "hoten" || words[i].Is("cụ") || words[i].Is("cháu") || words[i].Is("bé"))
        {
            return 1;
        }

        strong = false;
        return one is "ten" or "name" or "mr" or "mrs" or "ms" || words[i].IsOrPlain("ông", "bà", "anh", "chị", "cô", "chú", "em", "mẹ", "bác", "bé", "cụ", "cháu", "sản phụ") ? 1 : 0;
    }

    // "BN nữ, 45 tuổi, giường 5, tên là Trần Thị Bích"
    private static bool Behind(NameWord[] words, int from, bool strong)
    {
        for (var i = from; i < words.Length && i <= from + MostWordsBetween; i++)
        {
            if (words[i].Gap.AsSpan().IndexOfAny('\n', ';') >= 0 || (i > from && words[i].Gap.Contains(". ", StringComparison.Ordinal)))
            {
                return false;
            }

            if (IsNameAt(words, i, strong))
            {
                return true;
            }

            if (!words[i].IsBetween)
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsNameAt(NameWord[] words, int i, bool strong)
    {
        if (i + 1 >= words.Length || !words[i + 1].Follows || TwoWordPlace(words, i))
        {
            return false;
        }

        var (family, next) = (words[i], words[i + 1]);
        if (IsPair(family, next))
        {
            return !NameWords.NoName.Contains(family.Folded) || family.IsCertain || FullNameAt(words, i) > 0;
        }

        return FullNameAt(words, i) > 0
            || (i + 2 < words.Length && family.IsFamily && next.IsMiddle && words[i + 2].Follows && words[i + 2].Text.Length > 1
                && !NameWords.FoldedVerbs.Contains(family.Folded) && !NameWords.NoGiven.Contains(words[i + 2].Folded))
            || (family.IsCertain && next.Text.Length > 1 && !NameWords.NoNameBehind.Contains(next.Folded))
            || (family.Folded == "nguyen" && !family.HasMarks && next.Text.Length > 1 && !NameWords.NoNameBehind.Contains(next.Folded))
            || (strong && TitlesFrom(words, i) >= 2 && !NameWords.NoName.Contains(family.Folded) && !NameWords.Staff.Contains(family.Folded) && !NameWords.Places.Contains(family.Folded));
    }

    // "Hồ Én": family and given name.
    private static bool IsPair(NameWord family, NameWord given)
        => family.IsFamily && family.IsTitle && given.IsTitle && given.Text.Length > 1 && (given.Folded == "nam" || !NameWords.NoName.Contains(given.Folded));

    /// <returns>The number of words of the name that stands there by itself; 0 where none does.</returns>
    private static int NameAt(NameWord[] words, int i) => FullNameAt(words, i) is > 0 and var count ? count
        : i + 1 < words.Length && words[i + 1].Follows && words[i].HasMarks && IsPair(words[i], words[i + 1]) && !TwoWordPlace(words, i) ? 2
        : 0;

    /// <returns>The number of words of family, middle and given name, in whatever case; 0 where it is no full name.</returns>
    private static int FullNameAt(NameWord[] words, int i)
    {
        if (i + 2 >= words.Length || !words[i].IsFamily || !words[i + 1].Follows || !words[i + 2].Follows || TwoWordPlace(words, i))
        {
            return 0;
        }

        var (family, middle, given) = (words[i], words[i + 1], words[i + 2]);
        var title = family.IsTitle && middle.IsTitle && given.IsTitle;
        var sure = middle.IsMiddle && !NameWords.NoGiven.Contains(given.Folded) && given.Text.Length > 1
            && (title || family.IsCertain || middle.Folded is "van" or "thi" || (family.Folded is "nguyen" or "huynh"));
        if (!sure && !(title && family.IsCertain) && !(title && middle.IsMiddle))
        {
            return 0;
        }

        return i + 3 < words.Length && words[i + 3].Follows && words[i + 3].IsTitle == title && words[i + 3].IsTitle ? 4 : 3;
    }

    // A name alone may be anybody's; with age or sex behind it, it is a patient's.
    private static bool SaysWhoItIs(NameWord[] words, int from)
    {
        for (var i = from; i < words.Length && i < from + 3 && !words[i].Gap.Contains('\n', StringComparison.Ordinal); i++)
        {
            if (words[i].Is("nữ") || words[i].Is("nam") || words[i].Folded is "sn" or "male" or "female"
                || (words[i].IsNumber && ((words[i].Text.Length == 4 && words[i].Text[..2] is "19" or "20") || (i + 1 < words.Length && words[i + 1].Folded is "tuoi" or "t" or "y" or "yo"))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAnnouncedAsOther(NameWord[] words, int i)
    {
        for (var back = 1; back <= 3 && i - back >= 0; back++)
        {
            var word = words[i - back];
            var pair = i - back - 1 >= 0 ? words[i - back - 1].Folded + word.Folded : "";
            if (NameWords.Staff.Contains(word.Folded) || NameWords.Staff.Contains(pair) || (back == 1 && (NameWords.Places.Contains(word.Folded) || NameWords.Places.Contains(pair))))
            {
                return true;
            }

            if (words[i - back + 1].Gap.AsSpan().IndexOfAny(',', ';', '\n') >= 0)
            {
                return false;
            }
        }

        return false;
    }

    private static bool TwoWordPlace(NameWord[] words, int i) => NameWords.TwoWordPlaces.Contains(words[i].Folded + words[i + 1].Folded);

    private static int TitlesFrom(NameWord[] words, int i)
    {
        var count = 0;
        while (i + count < words.Length && (count == 0 || words[i + count].Follows) && words[i + count].IsTitle && words[i + count].IsSyllable)
        {
            count++;
        }

        return count;
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*|\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
