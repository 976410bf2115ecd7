namespace Training.Tests.Architecture;

/// <summary>A text file of the repository.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string Extension => System.IO.Path.GetExtension(Path);

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    public int LineCount => Text.Count(c => c == '\n') + (Text.EndsWith('\n') ? 0 : 1);

    /// <summary>The line that a position is on, as an editor counts.</summary>
    public int LineOf(int position) => 1 + Text.AsSpan(0, position).Count('\n');

    /// <summary>Where a violation is: <c>path:line</c>.</summary>
    public string At(int position) => $"{Path}:{LineOf(position)}";

    /// <summary>"Training.Courses" for everything below <c>modules/Training.Courses</c>; the project's name elsewhere.</summary>
    public string Project => Path.Split('/') is [_, var project, _, ..] ? project : "";
}

/// <summary>The files that the rules are about.</summary>
internal static class Repository
{
    // Nobody here wrote what lies below wwwroot/bpmn-js and wwwroot/phone/room/qr-codes: assets.sh compares it with its package.
    private static readonly string[] Ignored = ["bin", "obj", "node_modules", "bpmn-js", "qr-codes"];
    private static readonly string[] Text = [".cs", ".cshtml", ".css", ".js", ".svg", ".resx", ".md"];
    private static readonly Lazy<IReadOnlyList<SourceFile>> AllFiles = new(() => [.. Read("src").Concat(Read("modules")).Concat(Read("themes")).Concat(Read("tests"))]);

    public static string Root { get; } = FindRoot();

    /// <summary>Everything people write below src, modules, themes and tests.</summary>
    public static IReadOnlyList<SourceFile> Files => AllFiles.Value;

    /// <summary>What the site is made of: everything but tests and generated migrations.</summary>
    public static IEnumerable<SourceFile> SiteFiles(params string[] extensions) => Files
        .Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal) && !IsMigration(file) && extensions.Contains(file.Extension));

    public static bool IsMigration(SourceFile file) => file.Folder.EndsWith("/Migrations", StringComparison.Ordinal);

    /// <summary>The lines of a reviewed list beside the rules: without comments and empty lines.</summary>
    public static IReadOnlyList<string> ReviewedList(string name) =>
        [.. File.ReadAllLines(Path.Combine(Root, "tests/Training.Tests/Architecture", name)).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];

    /// <summary>A reviewed list of <c>thing: reason</c>.</summary>
    public static IReadOnlyDictionary<string, string> ReviewedReasons(string name) => ReviewedList(name)
        .ToDictionary(line => line.Split(": ", 2)[0].TrimEnd(':'), line => line.Split(": ", 2) is [_, var reason] ? reason : "");

    private static IEnumerable<SourceFile> Read(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", new EnumerationOptions { RecurseSubdirectories = true })
        .Where(file => Text.Contains(Path.GetExtension(file)))
        .Select(file => (File: file, Path: Path.GetRelativePath(Root, file).Replace('\\', '/')))
        .Where(file => !file.Path.Split('/').Any(Ignored.Contains))
        .OrderBy(file => file.Path, StringComparer.Ordinal)
        .Select(file => new SourceFile(file.Path, System.IO.File.ReadAllText(file.File)));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Training.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"There is no Training.sln above {AppContext.BaseDirectory}.");
        }

        return folder;
    }
}
