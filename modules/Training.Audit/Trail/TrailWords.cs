using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Audit.Trail;

/// <summary>What modules write into the trail, in words. The module that tells of an action has words under its name; those of the facts are here.</summary>
internal sealed class TrailWords(ModuleCatalog catalog, IStringLocalizerFactory factory, IStringLocalizer<Texts> texts)
{
    private const int ShortestHash = 16;

    public string OfAction(string action)
    {
        var module = $"Training.{action.Split('.')[0]}";
        return factory.OfModule(catalog.Modules.Any(m => m.Id == module) ? module : typeof(Texts).Assembly.GetName().Name!)[action];
    }

    public string OfFact(string name) => texts[$"Fact.{name}"] is { ResourceNotFound: false } words ? words : name;

    public string OfValue(string? value) => texts[$"Value.{value}"] is { ResourceNotFound: false } words ? words : value ?? "";

    /// <summary>The facts that say something to a reader, in one line; ids and hashes stand on the page of the entry.</summary>
    public string Summary(EntryDetails says) => string.Join(
        " · ", (says.Facts ?? new Dictionary<string, string?>()).Where(f => f.Value is { Length: > 0 } value && !IsIdentifier(value)).Select(f => $"{OfFact(f.Key)}: {OfValue(f.Value)}"));

    private static bool IsIdentifier(string value) => Guid.TryParse(value, out _) || (value.Length >= ShortestHash && value.All(char.IsAsciiHexDigit));
}
