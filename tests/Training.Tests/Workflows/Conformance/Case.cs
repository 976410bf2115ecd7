using System.Globalization;
using System.Xml;
using Training.Workflows.Expressions;

namespace Training.Tests.Workflows.Conformance;

/// <summary>What somebody does in a case, and the journal that must come of it.</summary>
/// <param name="Line">Of the file, from 1.</param>
/// <param name="Command">First word: <c>start</c>, <c>task</c>, <c>wait</c>, <c>message</c>, <c>signal</c>, <c>retry</c>, <c>skip</c>, <c>cancel</c>, <c>refused</c>.</param>
/// <param name="Arguments">The other words.</param>
/// <param name="Expected">Lines of the journal.</param>
internal sealed record Step(int Line, string Command, IReadOnlyList<string> Arguments, IReadOnlyList<string> Expected)
{
    /// <summary>The arguments of the form <c>name=value</c>, each read as what it looks like.</summary>
    public Dictionary<string, object> Variables => Arguments.Where(a => a.Contains('=', StringComparison.Ordinal)).Select(a => a.Split('=', 2)).ToDictionary(a => a[0], a => Read(a[1]));

    public IReadOnlyList<string> Words => [.. Arguments.Where(a => !a.Contains('=', StringComparison.Ordinal))];

    private static object Read(string text)
        => text is "true" or "false" ? text == "true"
            : decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
            : text.Contains(',', StringComparison.Ordinal) ? text.Split(',')
            : text;
}

/// <summary>
/// A case of the conformance suite: a document and, beside it, what is done and what must come of it. In the text file a line at the
/// margin is a step, the indented lines below it are the entries of the journal that it must cause, all of them and in this order;
/// <c>#</c> begins a comment.
/// </summary>
internal sealed class Case
{
    private Case(string name, string document, IReadOnlyList<Step> steps) => (Name, Document, Steps) = (name, document, steps);

    public string Name { get; }

    public string Document { get; }

    /// <summary>Other documents that it calls.</summary>
    public IReadOnlyList<string> Called { get; private init; } = [];

    public IReadOnlyList<Step> Steps { get; }

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Workflows", "Conformance", "Cases");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static Case Read(string name)
    {
        var steps = new List<Step>();
        foreach (var (index, line) in File.ReadAllLines(Path.Combine(Folder, $"{name}.txt")).Index())
        {
            var text = line.Split('#', 2) is [var before, ..] && line.TrimStart().StartsWith('#') ? before : line;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (char.IsWhiteSpace(text[0]))
            {
                steps[^1] = steps[^1] with { Expected = [.. steps[^1].Expected, text.Trim()] };
            }
            else
            {
                var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                steps.Add(new Step(index + 1, words[0], words[1..], []));
            }
        }

        return new Case(name, File.ReadAllText(Path.Combine(Folder, $"{name}.bpmn")), steps)
        {
            Called = [.. Directory.EnumerateFiles(Folder, $"{name}.called*.bpmn").Order(StringComparer.Ordinal).Select(File.ReadAllText)],
        };
    }

    public static TimeSpan Duration(string text) => XmlConvert.ToTimeSpan(text);

    /// <summary>The key of the process in the document.</summary>
    public string Key => Training.Workflows.Bpmn.BpmnReader.Read(System.Text.Encoding.UTF8.GetBytes(Document)).Model!.Id;

    internal static Value ValueOf(object value) => Training.Workflows.Running.Values.Of(value);
}
