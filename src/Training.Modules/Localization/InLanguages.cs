using System.Globalization;

namespace Training.Modules;

/// <summary>Says something in another language than that of whoever makes the request.</summary>
public static class InLanguages
{
    /// <summary>Once in each language of the site, the first one first; for letters, since nobody knows which one their reader reads.</summary>
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
