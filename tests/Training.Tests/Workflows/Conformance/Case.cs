using System.Globalization;
using System.Text;
using System.Xml;
using Training.Workflows.Bpmn;

namespace Training.Tests.Workflows.Conformance;

/// <summary>What somebody does in a case, and the journal that must come of it.</summary>
/// <param name="Line">Of the file, from 1.</param>
/// <param name="Command">
/// First word: <c>start</c>, <c>task</c>, <c>wait</c> (and do what is due), <c>pass</c> (only time), <c>message</c>, <c>signal</c>, <c>repair</c>,
/// <c>retry</c>, <c>skip</c>, <c>cancel</c>, <c>publish</c>.
/// </param>
/// <param name="Arguments">The other words.</param>
/// <param name="Expected">Lines of the journal.</param>
internal sealed record Step(int Line, string Command, IReadOnlyList<string> Arguments, IReadOnlyList<string> Expected)
{
    /// <summary>The arguments of the form <c>name=value</c>, each read as what it looks like.</summary>
    public Dictionary<string, object> Variables => Arguments.Where(a => a.Contains('=', StringComparison.Ordinal)).Select(a => a.Split('=', 2)).ToDictionary(a => a[0], a => Read(a[1]));

    public IReadOnlyList<string> Words => [.. Arguments.Where(a => !a.Contains('=', StringComparison.Ordinal))];

    public override string ToString() => string.Join(' ', [Command, .. Arguments]);

    private static object Read(string text)
        => text is "true" or "false" ? text == "true"
            : decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : text.Contains(',', StringComparison.Ordinal) ? text.Split(',')
            : text;
}

/// <summary>
/// A case of the conformance suite: a document and, beside it, what is done and what must come of it. In the text file a line at the
/// margin is a step, the indented lines below it are the entries of the journal that it must cause, all of them and in this order;
/// <c>#</c> begins a comment. Numbers of tokens (<c>#1</c>), timers and subscriptions (<c>@t</c>) and scopes (<c>in p</c>) are names: each stands for the
/// number that it met first. <c>…</c> stands for any number of entries. What happens to the second instance of the case has <c>2:</c> before it, and
/// steps name a node of it as <c>2:A</c>; <c>A#2</c> is the second token at A.
/// </summary>
internal sealed class Case
{
    private readonly string _name;

    private Case(string name, IReadOnlyList<Step> steps) => (_name, Steps) = (name, steps);

    /// <summary>What there is from the beginning: the document, and before it those that it calls.</summary>
    public IReadOnlyList<string> Documents => [.. Directory.EnumerateFiles(Folder, $"{_name}.called*.bpmn").Order(StringComparer.Ordinal).Select(File.ReadAllText), Main];

    public IReadOnlyList<Step> Steps { get; }

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Workflows", "Conformance", "Cases");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>The key of the process in the document.</summary>
    public string Key => BpmnReader.Read(Encoding.UTF8.GetBytes(Main)).Model!.Id;

    private string Main => Document(null);

    public static Case Read(string name)
    {
        var steps = new List<Step>();
        foreach (var (index, line) in File.ReadAllLines(Path.Combine(Folder, $"{name}.txt")).Index())
        {
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#'))
            {
                continue;
            }

            if (char.IsWhiteSpace(line[0]))
            {
                steps[^1] = steps[^1] with { Expected = [.. steps[^1].Expected, line.Trim()] };
            }
            else
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                steps.Add(new Step(index + 1, words[0], words[1..], []));
            }
        }

        return new Case(name, steps);
    }

    public static TimeSpan Duration(string text) => XmlConvert.ToTimeSpan(text);

    /// <summary>A document of the case: the one itself, or the one with this word in its name.</summary>
    public string Document(string? which) => File.ReadAllText(Path.Combine(Folder, which is null ? $"{_name}.bpmn" : $"{_name}.{which}.bpmn"));
}
