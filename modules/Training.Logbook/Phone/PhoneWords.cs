using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Logbook.Phone;

/// <summary>The words of the phone's shell: those of the logbook, and of each module that adds screens.</summary>
internal sealed class PhoneWords(IStringLocalizer<Texts> texts, IEnumerable<IPhoneScreens> modules)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>In the language of the request.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        texts.PhoneKeys().Select(key => KeyValuePair.Create(key, texts[$"Phone.{key}"].Value)).Concat(modules.SelectMany(module => module.Words)).ToDictionary(),
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
