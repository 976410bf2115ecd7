using Microsoft.Extensions.Localization;
using Training.Scorm.Manifests;

namespace Training.Scorm.Authoring;

internal static class Sentences
{
    /// <summary>A finding in the language of the page.</summary>
    public static string Sentence(this IStringLocalizer<Texts> texts, Finding finding) => texts[finding.Key, [.. finding.Arguments]].Value;
}
