using System.Globalization;
using Training.Modules;

namespace Training.Acceptance.Running;

/// <summary>Says something in another language than that of whoever makes the request.</summary>
internal static class InLanguages
{
    /// <summary>Once in each language of the site.</summary>
    public static IReadOnlyList<string> Each(Func<string> text) => [.. LocalizationExtensions.Languages.Select(language => In(language, text))];

    /// <summary>In Vietnamese, the language of what is kept, whoever did it.</summary>
    public static string OfRecords(Func<string> text) => In("vi", text);

    private static string In(string language, Func<string> text)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return text();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
