using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;
using Training.Workflows.Expressions;

namespace Training.Tests.Workflows;

/// <summary>The texts of the module in one language; a text that is missing fails.</summary>
internal sealed class ModuleTexts(string language) : IStringLocalizer<Training.Workflows.Texts>
{
    private readonly ResourceManager _manager = new("Training.Workflows.Texts", typeof(Expression).Assembly);

    public LocalizedString this[string name] => new(name, _manager.GetString(name, CultureInfo.GetCultureInfo(language)) ?? throw new KeyNotFoundException(name));

    public LocalizedString this[string name, params object[] arguments] => new(name, string.Format(CultureInfo.InvariantCulture, this[name].Value, arguments));

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
}
