using System.ComponentModel.DataAnnotations;
using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>The words of the site: every one that is asked for is there in both languages, and none is left over.</summary>
public sealed class TextTests
{
    private const string Common = "Training.Modules/CommonTexts";
    private const string Vocabulary = "Training.Techniques/Contracts/Vocabulary";

    private static readonly ModuleCatalog Catalog = new(typeof(Program).Assembly);

    private static readonly Lazy<IReadOnlyDictionary<string, TextSet>> AllSets = new(() =>
    {
        var files = Repository.SiteFiles(".resx").ToDictionary(file => file.Path);
        return files.Values.Where(file => !file.Path.EndsWith(".en.resx", StringComparison.Ordinal))
            .Select(file => TextSet.Read(file, files.GetValueOrDefault(file.Path.Replace(".resx", ".en.resx", StringComparison.Ordinal))))
            .ToDictionary(set => set.Name);
    });

    private static readonly Lazy<IReadOnlyList<TextUse>> AllUses = new(
        () => [.. Repository.SiteFiles(".cs", ".cshtml").SelectMany(file => TextRules.UsesIn(file, who => SetOf(file, who)))]);

    private static IReadOnlyDictionary<string, TextSet> Sets => AllSets.Value;

    [Fact]
    public void Texts_Languages_Agree() => Rule.Holds(Sets.Values.SelectMany(TextRules.LanguagesAgree));

    [Fact]
    public void Texts_AskedFor_Exist()
    {
        Assert.True(AllUses.Value.Count > 300, "Texts are asked for in some way that this rule does not see.");
        Rule.Holds(TextRules.UsedTextsExist(AllUses.Value, Sets, [Common]));
    }

    [Fact]
    public void Texts_OfEnums_ExistForEveryValue()
    {
        var checkedPrefixes = AllUses.Value.Where(use => use.After is not null && ValuesOf(use) is not null).Select(use => use.Before).Distinct().ToArray();
        Assert.True(checkedPrefixes.Length > 12, $"Only these were checked: {string.Join(' ', checkedPrefixes)}");
        Rule.Holds(TextRules.EveryValueHasItsText(AllUses.Value, Sets, ValuesOf));
    }

    [Fact]
    public void Texts_Stored_AreAskedFor()
    {
        var mentions = Repository.SiteFiles(".cs", ".cshtml").SelectMany(file => TextRules.MentionsIn(file, file.Project)).ToArray();
        Rule.Holds(Sets.Values.SelectMany(set => TextRules.TextsAreUsed(set, set.Name switch
        {
            Common => [.. mentions, .. ValidationKeys().Select(key => new TextUse("", Common, key))],
            Vocabulary => mentions,
            _ => [.. mentions.Where(use => use.Set == set.Name.Split('/')[0])],
        })));
    }

    [Fact]
    public void Texts_OfValidation_ExistForEveryAttributeInUse()
        => Rule.Holds(ValidationKeys().Where(key => !Sets[Common].Keys.Contains(key)).Select(key => $"{Common} has no {key}"));

    private static string SetOf(SourceFile file, string localizer)
        => localizer == "V" ? Vocabulary : file.Project is "Training.Modules" or "Training.Data" ? Common : $"{file.Project}/Texts";

    // "Tier.{…}" is about the enum Tier of the module, or else about the only one whose name ends so: HospitalTier.
    private static IReadOnlyList<string>? ValuesOf(TextUse use)
    {
        var word = use.Before.TrimEnd('.').Split('.')[^1];
        if (word == "Role")
        {
            return Roles.All;
        }

        var enums = Catalog.Modules.Where(module => module.Id == use.Set.Split('/')[0]).SelectMany(module => module.Assembly.GetTypes()).Where(type => type.IsEnum).ToArray();
        var named = enums.Where(type => type.Name == word).ToArray();
        var candidates = named.Length > 0 ? named : [.. enums.Where(type => word.Length > 0 && type.Name.EndsWith(word, StringComparison.Ordinal))];
        return candidates is [var only] ? Enum.GetNames(only) : null;
    }

    // The key that a validation attribute without a message of its own gets; DataType never refuses a value.
    private static IEnumerable<string> ValidationKeys() => Catalog.Modules
        .SelectMany(module => module.Assembly.GetTypes())
        .SelectMany(type => type.GetProperties())
        .SelectMany(property => property.GetCustomAttributes(typeof(ValidationAttribute), inherit: true))
        .Cast<ValidationAttribute>()
        .Where(attribute => attribute.ErrorMessage is null && attribute.GetType() != typeof(DataTypeAttribute))
        .Select(attribute => "Validation." + attribute.GetType().Name[..^"Attribute".Length])
        .Distinct();
}
