using System.Globalization;
using Microsoft.Extensions.Localization;
using Training.Exchange.Contracts;
using Training.Modules;

namespace Training.Exchange.Files;

/// <summary>The words of the module that owns a table, in the language of the page or in every language.</summary>
internal sealed class Wording(IStringLocalizerFactory factory)
{
    public static string ModuleOf(object owner) => owner.GetType().Assembly.GetName().Name!;

    public string Of(string module, string key, params object[] arguments) => factory.Create("Texts", module)[key, arguments];

    public string Of(object owner, string key) => Of(ModuleOf(owner), key);

    public string Title(object owner, TableColumn column) => Of(owner, column.TitleKey);

    /// <summary>The value of a cell as a person reads it.</summary>
    public string Cell(object owner, TableColumn column, string value) => column.Kind switch
    {
        ColumnKind.Choice when column.Choices.FirstOrDefault(choice => choice.Value == value) is { } choice => Of(owner, choice.TitleKey),
        ColumnKind.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => Show.Date(date),
        _ => value,
    };

    /// <summary>The text in every language of the site, as it is compared with what a file has.</summary>
    public IReadOnlyList<string> Folded(object owner, string key)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            var texts = new List<string>();
            foreach (var language in LocalizationExtensions.Languages)
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                texts.Add(VietnameseText.Fold(Of(owner, key)));
            }

            return texts;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
