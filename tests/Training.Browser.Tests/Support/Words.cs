using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Training.Browser.Tests.Support;

/// <summary>The site's own words, so that a test looks for what the page means in either language and not for a spelling.</summary>
internal static class Words
{
    public static string Of(string language, string module, string key, params object[] arguments)
    {
        var resources = new ResourceManager($"Training.{module}.Texts", Assembly.Load($"Training.{module}"));
        var text = resources.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new MissingManifestResourceException($"{module} has no text {key}.");
        return string.Format(CultureInfo.GetCultureInfo(language), text, arguments);
    }

    /// <summary>The same for the language that a person reads.</summary>
    public static string Reads(this Person person, string module, string key, params object[] arguments) => Of(person.Language, module, key, arguments);

    /// <summary>The page says this in its main part.</summary>
    public static async Task SeesAsync(this Person person, string text)
    {
        var all = string.Join(' ', (await person.TextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.True(all.Contains(text, StringComparison.OrdinalIgnoreCase), $"{person.Path}: “{text}” is not on the page:\n{all}");
    }
}
