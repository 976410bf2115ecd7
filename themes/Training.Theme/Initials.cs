using System.Text;

namespace Training.Theme;

/// <summary>
/// The two letters in the circle of the user menu. A Vietnamese name is read from the back: of Nguyễn Hoàng Phượng, people know
/// Hoàng Phượng.
/// </summary>
internal static class Initials
{
    public static string Of(string name)
    {
        // "BS." and "TS." are titles, not names.
        var words = name.Normalize(NormalizationForm.FormC)
            .Split([' ', '-', '–'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => char.IsLetter(word[0]) && !word.EndsWith('.'))
            .ToArray();
        return string.Concat(words.TakeLast(2).Select(word => char.ToUpperInvariant(word[0])));
    }
}
