using Training.Tests.Architecture;

namespace Training.Tests.Workflows.Bpmn;

/// <summary>Whatever the reader and the engine may say has its sentence in both languages, and no sentence is left over.</summary>
public sealed class ReasonTests
{
    private static readonly string[] Owned = ["Bpmn.", "Lint.", "Step.", "Difference.", "Fault.", "Engine."];

    private static readonly TextUse[] Uses = [.. Repository.SiteFiles(".cs", ".cshtml")
        .Where(file => file.Path.StartsWith("modules/Training.Workflows/", StringComparison.Ordinal))
        .SelectMany(file => TextRules.MentionsIn(file, Documents.Texts.Name))
        .Where(use => Owned.Any(owned => use.Before.StartsWith(owned, StringComparison.Ordinal)))];

    [Fact]
    public void Reasons_InTheCode_HaveTextsInBothLanguages()
    {
        Assert.True(Uses.Select(use => use.Before).Distinct().Count() > 100, "The reasons are written in some way that this rule does not see.");
        Rule.Holds(
            TextRules.LanguagesAgree(Documents.Texts),
            TextRules.UsedTextsExist(Uses, new Dictionary<string, TextSet> { [Documents.Texts.Name] = Documents.Texts }, []));
    }

    [Fact]
    public void Texts_OfReaderAndEngine_AreAskedFor()
        => Rule.Holds(Documents.Texts.Keys
            .Where(key => Owned.Any(owned => key.StartsWith(owned, StringComparison.Ordinal)) && !Uses.Any(use => use.Fits(key)))
            .Select(key => $"Nobody asks for {key}"));
}
