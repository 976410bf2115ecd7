using Training.Modules;
using Training.Tests.Architecture;

namespace Training.Tests.Documentation;

/// <summary>Documents point to what is there, and everything that should have a document has one.</summary>
public sealed class DocumentTests
{
    private const int LongestModuleReadme = 40;

    private static readonly ModuleCatalog Catalog = new(typeof(Program).Assembly);

    private static SourceFile[] Documents =>
    [
        new("README.md", File.ReadAllText(Path.Combine(Repository.Root, "README.md"))),
        .. Repository.Files.Where(file => file.Path.EndsWith("/README.md", StringComparison.Ordinal)
            || (file.Extension == ".md" && file.Path.StartsWith("src/docs/", StringComparison.Ordinal))),
    ];

    private static SourceFile[] Decisions => [.. Documents.Where(file => file.Folder == "src/docs/decisions")];

    [Fact]
    public void Documents_Links_LeadSomewhere() => Rule.Holds(Documents.SelectMany(document => Markdown.BrokenLinks(document, Read)));

    [Fact]
    public void Documents_PathsInBackticks_Exist()
        => Rule.Holds(Documents.SelectMany(document => Markdown.MissingFiles(document, [document.Folder, ""], Read)));

    [Fact]
    public void Decisions_EachOne_NumberedAndComplete() => Rule.Holds(Markdown.IncompleteDecisions(Decisions));

    [Fact]
    public void Decisions_WhereADocumentListsThem_AllAreListed()
    {
        // A document that names more than half of them is a list.
        var names = Decisions.Select(decision => Path.GetFileName(decision.Path)).ToArray();
        Rule.Holds(
            from document in Documents
            where document.Folder != "src/docs/decisions"
            let listed = names.Where(name => document.Text.Contains(name, StringComparison.Ordinal)).ToArray()
            where listed.Length * 2 > names.Length
            from missing in names.Except(listed)
            select $"{document.Path} lists the decisions without {missing}");
    }

    [Fact]
    public void Decisions_NamedInCode_Exist()
    {
        var numbers = Decisions.Select(decision => Path.GetFileName(decision.Path)[..4]).ToHashSet();
        Rule.Holds(
            from file in Repository.SiteFiles(".cs", ".cshtml")
            from match in System.Text.RegularExpressions.Regex.Matches(file.Text, @"src/docs/decisions/(?<first>\d{4})(?:, (?<next>\d{4}))*")
            from number in match.Groups["first"].Captures.Concat(match.Groups["next"].Captures)
            where !numbers.Contains(number.Value)
            select $"{file.At(match.Index)} names decision {number.Value}, which is not there");
    }

    [Fact]
    public void Modules_Readme_IsThereAndShort()
        => Rule.Holds(
            from module in Catalog.Modules
            let readme = Documents.FirstOrDefault(document => document.Folder.EndsWith("/" + module.Id, StringComparison.Ordinal))
            where readme is null || readme.LineCount > LongestModuleReadme
            select $"{module.Id} has {(readme is null ? "no README" : $"a README of {readme.LineCount} lines")}");

    [Fact]
    public void Readme_Modules_AllAreListed()
        => Rule.Holds(
            from module in Catalog.Modules
            where module.Manifest is not ThemeAttribute && !Documents[0].Text.Contains($"| {module.Area} |", StringComparison.Ordinal)
            select $"README.md does not list {module.Area}");

    [Fact]
    public void BrokenLinks_BadSamples_AreFound()
        => Rule.Fails(
            Markdown.BrokenLinks(
                new SourceFile(
                    "src/docs/a.md",
                    """
                    # A b
                    [ok](b.md) [gone](../gone.md) ![no picture](x.png) [web](https://example.org) [here](#a-b) [nowhere](#c)
                    [deep](b.md#title) [not](b.md#other)

                        [code](code.md)

                    [late](late.md)
                    ```
                    [fenced](fenced.md)
                    ```
                    """),
                path => path is "src/docs/a.md" ? "# A b\n" : path is "src/docs/b.md" ? "## Title\n" : null),
            "../gone.md",
            "x.png",
            "#c",
            "b.md#other",
            "late.md");

    [Fact]
    public void MissingFiles_BadSample_IsFound()
        => Rule.Fails(
            Markdown.MissingFiles(
                new SourceFile("modules/Training.A/README.md", "`B/C.cs` and `B/Gone.cs`, `/address`, `a.b`"),
                ["modules/Training.A"],
                path => path == "modules/Training.A/B/C.cs" ? "" : null),
            "B/Gone.cs");

    [Fact]
    public void IncompleteDecisions_BadSample_IsFound()
        => Rule.Fails(
            Markdown.IncompleteDecisions([new("src/docs/decisions/0002-x.md", "# 1. X\n\n## Context\n## Decision\n\n## Rationale\n\n## When it does not apply\n")]),
            "is not number 1",
            "has no section 'Consequences'");

    private static string? Read(string path)
    {
        var full = Path.Combine(Repository.Root, path);
        return File.Exists(full) ? File.ReadAllText(full) : Directory.Exists(full) ? "" : null;
    }
}
