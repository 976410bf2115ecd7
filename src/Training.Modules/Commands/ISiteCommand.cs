namespace Training.Modules;

/// <summary>
/// A command of the site's own program: <c>dotnet Training.Web.dll audit verify</c>. The host looks it up by its first word and
/// runs it instead of serving pages.
/// </summary>
public interface ISiteCommand
{
    /// <summary>The first word, such as <c>audit</c>.</summary>
    string Name { get; }

    /// <summary>How it is called, a line each; shown where the arguments are not understood.</summary>
    string Usage { get; }

    /// <summary>
    /// True where it stores something: then the host migrates the database first, and on SQLite the site must not be running meanwhile.
    /// </summary>
    bool Writes { get; }

    /// <summary>Runs in a scope of its own.</summary>
    /// <param name="args">The words after the name.</param>
    /// <param name="output">What the person at the terminal reads.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The exit code: 0 where all is well; null where the arguments are not understood.</returns>
    Task<int?> RunAsync(IReadOnlyList<string> args, TextWriter output, CancellationToken ct);
}
