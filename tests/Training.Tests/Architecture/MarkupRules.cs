using System.Text.RegularExpressions;

namespace Training.Tests.Architecture;

/// <summary>What the Content-Security-Policy refuses at run time is found here before, and words come from resources.</summary>
internal static partial class MarkupRules
{
    /// <summary>Neither style nor script stands in a page or in a string of a tag helper.</summary>
    public static IReadOnlyList<string> NothingInline(IEnumerable<SourceFile> files) => Find(files, Inline(), "is inline; the Content-Security-Policy refuses it");

    /// <summary>Nothing is loaded from, and nothing links to, another site.</summary>
    public static IReadOnlyList<string> NoOtherOrigin(IEnumerable<SourceFile> files) => Find(files, OtherOrigin(), "points to another site");

    /// <summary>Letters that only Vietnamese has stand in resources and comments, or in a file of the reviewed list.</summary>
    public static IReadOnlyList<string> WordsComeFromResources(IEnumerable<SourceFile> files, IReadOnlyDictionary<string, string> reviewed)
    {
        var found = (from file in files
                     let text = CSharpText.WithoutComments(file)
                     let at = text.Select((c, index) => (c, index)).FirstOrDefault(x => x.c > 127 && char.IsLetter(x.c))
                     where at.c != 0
                     select (file.Path, Violation: $"{file.At(at.index)} has '{at.c}': words stand in Texts.resx")).ToArray();
        return [.. found.Where(x => !reviewed.ContainsKey(x.Path)).Select(x => x.Violation),
            .. reviewed.Keys.Except(found.Select(x => x.Path)).Select(path => $"{path} is on the list and need not be"),
            .. reviewed.Where(x => x.Value.Length == 0).Select(x => $"{x.Key} is on the list without a reason")];
    }

    /// <summary>No word stands between two tags of a page as it is.</summary>
    public static IReadOnlyList<string> NoWordsInMarkup(IEnumerable<SourceFile> files) => Find(files, BareWord(), "is a word in the markup; words stand in Texts.resx");

    private static string[] Find(IEnumerable<SourceFile> files, Regex pattern, string what) =>
        [.. from file in files
            from match in pattern.Matches(CSharpText.StringsOnly(file))
            select $"{file.At(match.Index)} {match.Value.Trim()} {what}"];

    /// <summary>A form that names its own address gets no token from the framework unless it asks for one.</summary>
    public static IReadOnlyList<string> FormsCarryTheirToken(IEnumerable<SourceFile> files) =>
        [.. from file in files
            from match in FormWithAddress().Matches(CSharpText.WithoutComments(file))
            where !match.Value.Contains("asp-antiforgery=\"true\"", StringComparison.Ordinal)
                && !CSharpText.WithoutComments(file).Contains("@Html.AntiForgeryToken()", StringComparison.Ordinal)
            select $"{file.At(match.Index)} posts without the token of the form"];

    /// <summary>An attribute that is null is left out, but not one of data: a script that looks whether it is there finds it always.</summary>
    public static IReadOnlyList<string> DataIsNeverNull(IEnumerable<SourceFile> files) =>
        [.. from file in files
            from match in DataOrNull().Matches(CSharpText.WithoutComments(file))
            select $"{file.At(match.Index)} {match.Value} is there even where it is null; say \"yes\" or \"no\""];

    [GeneratedRegex("""\bdata-[a-z-]+="@\(.*?\bnull\)(?=")""")]
    private static partial Regex DataOrNull();

    [GeneratedRegex("""<form\b(?=[^>]*\bmethod="post")(?=[^>]*\saction=)[^>]*>""", RegexOptions.IgnoreCase)]
    private static partial Regex FormWithAddress();

    [GeneratedRegex("""<script\b(?![^>]*\ssrc\s*=)|<style\b|(?<=[\s"])style\s*=\s*\\?["'@{]|(?<=[\s"])on[a-z]+\s*=\s*\\?["'@{]|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("""(?<!xmlns(?::\w+)?\s*=\s*["'])https?://[^\s"')]*|(?:src|href|action|srcset|poster|data)\s*=\s*["']//|url\(\s*["']?//|@import""", RegexOptions.IgnoreCase)]
    private static partial Regex OtherOrigin();

    [GeneratedRegex(@"(?<=<[a-z][^<>]*>)\s*\p{L}{2,}[\p{L}\s,.;:!?'’-]*(?=</[a-z])")]
    private static partial Regex BareWord();
}
