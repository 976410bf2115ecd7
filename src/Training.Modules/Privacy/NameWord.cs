using System.Text.RegularExpressions;

namespace Training.Modules;

/// <summary>A word of screened text, or a number.</summary>
/// <param name="text">As it was written.</param>
/// <param name="gap">What stands between it and the word before.</param>
/// <param name="shouted">Everything is in capitals, so that they say nothing.</param>
internal sealed partial class NameWord(string text, string gap, bool shouted)
{
    private readonly string _lower = text.ToLowerInvariant();

    public string Text { get; } = text;

    public string Gap { get; } = gap;

    public string Folded { get; } = ScreenedText.Fold(text);

    public bool HasMarks => Folded != _lower;

    public bool IsNumber => char.IsAsciiDigit(Text[0]);

    /// <summary>Goes on with the word before: nothing but spaces, dots, hyphens or underscores between.</summary>
    public bool Follows => Gap.Length is > 0 and <= 4 && Gap.AsSpan().IndexOfAnyExcept(" ._-·") < 0;

    /// <summary>Begins with a capital letter that means something, in whatever case the rest is.</summary>
    public bool IsTitle => !shouted && char.IsUpper(Text[0]);

    public bool IsFamily => HasMarks ? NameWords.Families.Contains(_lower) : NameWords.FoldedFamilies.Contains(Folded);

    public bool IsCertain => NameWords.Certain.Contains(_lower);

    public bool IsMiddle => HasMarks ? NameWords.Middles.Contains(_lower) : NameWords.FoldedMiddles.Contains(Folded);

    /// <summary>Could be a syllable of Vietnamese; Parkinson and Willebrand could not.</summary>
    public bool IsSyllable => Syllable().IsMatch(Folded);

    /// <summary>May stand between "BN" and the name.</summary>
    public bool IsBetween => IsNumber || Is("nam") || Is("nữ")
        || Folded is "ten" or "la" or "nu" or "name" or "named" or "ong" or "ba" or "tuoi" or "t" or "giuong" or "phong" or "ho" or "va" or "so" or "anh" or "chi" or "be" or "cu" or "chau" or "em" or "co" or "bn" or "mr" or "mrs" or "ms";

    public bool Is(string word) => _lower == word;

    /// <summary>One of the words, or one of them without its marks.</summary>
    public bool IsOrPlain(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (_lower == word || (!HasMarks && Folded == ScreenedText.Fold(word)))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$", RegexOptions.NonBacktracking)]
    private static partial Regex Syllable();
}
