using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Localization;

namespace Training.Logbook.Phone;

/// <summary>The words of the phone's shell: every text of the module whose key begins with <c>Phone.</c>, without that.</summary>
internal sealed class PhoneWords(IStringLocalizer<Texts> texts)
{
    private const string Prefix = "Phone.";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>In the language of the request.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        texts.GetAllStrings(includeParentCultures: true)
            .Where(text => text.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(text => text.Name[Prefix.Length..])
            .Order(StringComparer.Ordinal)
            .ToDictionary(key => key, key => texts[$"Phone.{key}"].Value),
        Json);

    public string JsonIn(CultureInfo language)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = language;
            return ToJson();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
