using System.Text;
using System.Text.RegularExpressions;
using Training.Tests.Architecture;

namespace Training.Tests.Documentation;

/// <summary>What documents point to is there.</summary>
internal static partial class Markdown
{
    /// <summary>Every link and picture inside the repository leads to a file or folder, and to a heading where it names one.</summary>
    /// <param name="document">The document.</param>
    /// <param name="read">The text of a file by its path from the root; empty for a folder, null where there is nothing.</param>
    public static IReadOnlyList<string> BrokenLinks(SourceFile document, Func<string, string?> read) =>
        [.. from match in Link().Matches(CodeBlock().Replace(document.Text, block => new string('\n', block.Value.Count(c => c == '\n'))))
            let target = match.Groups["target"].Value
            where !target.Contains(':', StringComparison.Ordinal)
            let parts = target.Split('#', 2)
            let path = parts[0].Length == 0 ? document.Path : Resolve(document.Folder, parts[0])
            let text = read(path)
            where text is null || (parts is [_, var heading] && !HeadingsOf(text).Contains(heading))
            select $"{document.At(match.Index)} points to {target}, which is not there"];

    /// <summary>Every path that stands between backticks and ends in a file name is there, from one of the folders.</summary>
    public static IReadOnlyList<string> MissingFiles(SourceFile document, IReadOnlyList<string> folders, Func<string, string?> read) =>
        [.. from match in QuotedPath().Matches(document.Text)
            let path = match.Groups["path"].Value
            where !folders.Any(folder => read(Resolve(folder, path)) is not null)
            select $"{document.At(match.Index)} names {path}, which is not there"];

    /// <summary>A decision is numbered like its file and has every section.</summary>
    public static IReadOnlyList<string> IncompleteDecisions(IReadOnlyList<SourceFile> decisions) =>
        [.. from decision in decisions.Select((file, index) => (file, number: index + 1))
            from problem in new[]
            {
                Path.GetFileName(decision.file.Path).StartsWith($"{decision.number:0000}-", StringComparison.Ordinal) ? null : $"is not number {decision.number}",
                decision.file.Text.StartsWith($"# {decision.number}. ", StringComparison.Ordinal) ? null : $"does not begin with '# {decision.number}. '",
            }.Concat(Sections.Where(section => !decision.file.Text.Contains($"\n## {section}\n", StringComparison.Ordinal)).Select(section => $"has no section '{section}'"))
            where problem is not null
            select $"{decision.file.Path} {problem}"];

    private static readonly string[] Sections = ["Context", "Decision", "Rationale", "Consequences", "When it does not apply"];

    private static string Resolve(string folder, string path) => Path.GetRelativePath("/", Path.GetFullPath(path, "/" + folder)).Replace('\\', '/');

    private static HashSet<string> HeadingsOf(string text) => [.. Heading().Matches(text).Select(match => Slug(match.Groups["text"].Value))];

    private static string Slug(string heading)
    {
        var slug = new StringBuilder();
        foreach (var c in heading.Trim().ToLowerInvariant())
        {
            slug.Append(c == ' ' ? "-" : char.IsLetterOrDigit(c) || c is '-' or '_' ? c.ToString() : "");
        }

        return slug.ToString();
    }

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```[\s\S]*?^```|^    [^\n]*", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"`(?<path>(?:[\w.-]+/)+[\w.-]+\.(?:cs|cshtml|csproj|md|json|csv|props|targets|sh))`")]
    private static partial Regex QuotedPath();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
