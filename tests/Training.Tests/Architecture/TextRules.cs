using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Training.Tests.Architecture;

/// <summary>The words of one module in both languages.</summary>
/// <param name="Name">"Training.Courses/Texts": the file without its ending, below modules, themes or src.</param>
/// <param name="Vietnamese">Key → text, in the order of the file.</param>
/// <param name="English">The same in English.</param>
internal sealed record TextSet(string Name, IReadOnlyList<KeyValuePair<string, string>> Vietnamese, IReadOnlyList<KeyValuePair<string, string>> English)
{
    public IEnumerable<string> Keys => Vietnamese.Select(text => text.Key);

    public static TextSet Read(SourceFile vietnamese, SourceFile? english) => new(
        vietnamese.Path[(vietnamese.Path.IndexOf('/', StringComparison.Ordinal) + 1)..^".resx".Length],
        Parse(vietnamese),
        english is null ? [] : Parse(english));

    private static IReadOnlyList<KeyValuePair<string, string>> Parse(SourceFile file) =>
        [.. XDocument.Parse(file.Text).Root!.Elements("data").Select(data => KeyValuePair.Create((string)data.Attribute("name")!, (string?)data.Element("value") ?? ""))];
}

/// <summary>A place that asks for a text.</summary>
/// <param name="At">File and line.</param>
/// <param name="Set">Name of the set that answers.</param>
/// <param name="Before">The key, or what stands before the part that is worked out.</param>
/// <param name="After">What stands behind that part; null where the whole key is written.</param>
internal sealed record TextUse(string At, string Set, string Before, string? After = null)
{
    public bool Fits(string key) => After is null
        ? key == Before
        : key.Length > Before.Length + After.Length && key.StartsWith(Before, StringComparison.Ordinal) && key.EndsWith(After, StringComparison.Ordinal);
}

/// <summary>Whatever is shown has its words in both languages, and no words are left over.</summary>
internal static partial class TextRules
{
    /// <summary>Both files have the same keys, each once, none empty, with the same places for values.</summary>
    public static IReadOnlyList<string> LanguagesAgree(TextSet set)
    {
        var english = set.English.DistinctBy(text => text.Key).ToDictionary();
        var twice = set.Vietnamese.GroupBy(text => text.Key).Concat(set.English.GroupBy(text => text.Key))
            .Where(group => group.Count() > 1)
            .Select(group => $"{set.Name}: {group.Key} stands there twice");
        var empty = set.Vietnamese.Concat(set.English).Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => $"{set.Name}: {text.Key} is empty");
        var different = set.Vietnamese.Where(text => english.TryGetValue(text.Key, out var other) && PlacesOf(text.Value) != PlacesOf(other))
            .Select(text => $"{set.Name}: {text.Key} takes other values in English");
        return [.. twice, .. empty, .. different,
            .. set.Keys.Except(english.Keys).Select(key => $"{set.Name}: {key} has no English text"),
            .. english.Keys.Except(set.Keys).Select(key => $"{set.Name}: {key} has no Vietnamese text")];
    }

    /// <summary>Every text that is asked for is there; where a part of the key is worked out, at least one that fits.</summary>
    /// <param name="uses">Where texts are asked for.</param>
    /// <param name="sets">All sets by name.</param>
    /// <param name="common">Names of the sets that are asked where the module's own has no answer.</param>
    public static IReadOnlyList<string> UsedTextsExist(IEnumerable<TextUse> uses, IReadOnlyDictionary<string, TextSet> sets, IReadOnlyList<string> common) =>
        [.. uses
            .Where(use => !common.Prepend(use.Set).Any(name => sets.TryGetValue(name, out var set) && set.Keys.Any(use.Fits)))
            .Select(use => $"{use.At} asks {use.Set} for {use.Before}{(use.After is null ? "" : "…" + use.After)}, which is not there")];

    /// <summary>Where the part that is worked out is a value of an enum, every value has its text.</summary>
    /// <param name="uses">Where texts are asked for.</param>
    /// <param name="sets">All sets by name.</param>
    /// <param name="valuesOf">The values behind a use; null where it is no enum.</param>
    public static IReadOnlyList<string> EveryValueHasItsText(IEnumerable<TextUse> uses, IReadOnlyDictionary<string, TextSet> sets, Func<TextUse, IReadOnlyList<string>?> valuesOf) =>
        [.. (from use in uses
             where use.After is not null && sets.ContainsKey(use.Set)
             from value in valuesOf(use) ?? []
             let key = use.Before + value + use.After
             where !sets[use.Set].Keys.Contains(key)
             select $"{use.Set} has no {key}, which {use.At} may ask for")];

    /// <summary>Every text is asked for somewhere.</summary>
    public static IReadOnlyList<string> TextsAreUsed(TextSet set, IReadOnlyCollection<TextUse> uses) =>
        [.. set.Keys.Where(key => !uses.Any(use => use.Fits(key))).Select(key => $"{set.Name}: nobody asks for {key}")];

    /// <summary>What localizers, broken rules, annotations and events of the trail in a file ask for.</summary>
    /// <param name="file">Code or markup.</param>
    /// <param name="setOf">Name of a localizer (T, V, texts) → name of its set.</param>
    public static IEnumerable<TextUse> UsesIn(SourceFile file, Func<string, string> setOf)
    {
        var text = CSharpText.WithoutComments(file);
        foreach (Match match in Indexer().Matches(text))
        {
            var argument = FirstArgument(text, match.Index + match.Length);
            foreach (var use in LiteralsOf(argument).Select(literal => UseOf(literal, file.At(match.Index), setOf(match.Groups["who"].Value))))
            {
                yield return use;
            }
        }

        foreach (Match match in Event().Matches(text))
        {
            foreach (var literal in LiteralsOf(FirstArgument(text, match.Index + match.Length)))
            {
                yield return UseOf(literal, file.At(match.Index), setOf("texts"));
            }
        }

        foreach (Match match in Asking().Matches(text))
        {
            yield return UseOf(match.Groups["key"].Value, file.At(match.Index), setOf("texts"));
        }
    }

    /// <summary>Anything written in a file that could be a key: keys may also reach a localizer by way of a variable.</summary>
    public static IEnumerable<TextUse> MentionsIn(SourceFile file, string set) => Literal().Matches(CSharpText.WithoutComments(file))
        .Select(match => UseOf(match.Groups["dollar"].Value + match.Groups["key"].Value, file.At(match.Index), set))
        .Where(use => use.After is null || use.Before.Length > 0);

    // An interpolated text is cut at its first and behind its last hole; "Language." stands for whatever is added to it.
    private static TextUse UseOf(string literal, string at, string set)
    {
        var text = literal.TrimStart('$').Trim('"');
        return literal.StartsWith('$') && text.Contains('{', StringComparison.Ordinal)
            ? new TextUse(at, set, text[..text.IndexOf('{', StringComparison.Ordinal)], text[(text.LastIndexOf('}') + 1)..])
            : new TextUse(at, set, text, text.EndsWith('.') ? "" : null);
    }

    private static IEnumerable<string> LiteralsOf(string expression)
    {
        var pieces = CSharpText.PiecesOf(expression).Where(piece => piece.Kind == PieceKind.String).ToArray();
        return pieces.Where(piece => !pieces.Any(outer => outer.Start < piece.Start && piece.End < outer.End)).Select(piece => expression[piece.Start..piece.End]);
    }

    private static string FirstArgument(string text, int from)
    {
        var depth = 0;
        var strings = CSharpText.PiecesOf(text[from..Math.Min(text.Length, from + 500)]).Where(piece => piece.Kind == PieceKind.String).ToArray();
        for (var at = from; at < text.Length; at++)
        {
            if (strings.FirstOrDefault(piece => piece.Start == at - from) is { } literal)
            {
                at = from + literal.End - 1;
                continue;
            }

            depth += text[at] switch { '[' or '(' or '{' => 1, ']' or ')' or '}' => -1, _ => 0 };
            if (depth < 0 || (depth == 0 && text[at] == ','))
            {
                return text[from..at];
            }
        }

        return text[from..];
    }

    private static string PlacesOf(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"(?<![\w.])(?<who>T|V|texts)\[")]
    private static partial Regex Indexer();

    [GeneratedRegex(@"\b(?:new AuditEvent|EventOf|EventAsync)\(")]
    private static partial Regex Event();

    [GeneratedRegex("""(?:new RuleViolation\(|\bDisplay\(Name = |\bErrorMessage = )(?<key>\$?"[^"]+")""")]
    private static partial Regex Asking();

    [GeneratedRegex("(?<dollar>\\$?)\"(?<key>[A-Z][\\w.]*(?:\\{[^{}\"]*\\}[\\w.]*)*|[a-z]+(?:-[a-z]+)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();
}
