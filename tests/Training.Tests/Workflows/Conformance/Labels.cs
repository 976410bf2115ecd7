namespace Training.Tests.Workflows.Conformance;

/// <summary>Which number a case calls what: lines of a journal are compared up to the names of tokens, scopes, timers and subscriptions.</summary>
internal sealed class Labels
{
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    /// <summary>Compares, and learns the names that are new.</summary>
    /// <returns>What the journal says, in the names that are known by then; null where it is what was expected.</returns>
    public string? Compare(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var gap = expected.ToList().IndexOf("…");
        var pairs = gap < 0
            ? expected.Zip(actual)
            : expected.Take(gap).Zip(actual).Concat(expected.Skip(gap + 1).Reverse().Zip(actual.Reverse()).Reverse());
        var fits = gap < 0 ? expected.Count == actual.Count : expected.Count <= actual.Count + 1;
        foreach (var (one, other) in pairs)
        {
            fits &= Fits(one, other);
        }

        return fits ? null : string.Join("\n  ", actual.Select(Told));
    }

    private bool Fits(string expected, string actual)
    {
        var (said, found) = (Words(expected), Words(actual));
        return said.Length == found.Length && said.Zip(found).All(pair => IsNumber(pair.First) && IsNumber(pair.Second)
            ? Learn(pair.First, pair.Second)
            : pair.First == pair.Second);
    }

    private bool Learn(string label, string number)
        => label[..1] == number[..1] && (_numbers.TryGetValue(label, out var known) ? known == number : _numbers.TryAdd(label, number) && _labels.TryAdd(number, label));

    private string Told(string line) => string.Join(' ', Words(line).Select(word => _labels.GetValueOrDefault(word, word)));

    // "in 7" is one word; what follows the equals sign is a value; the round of a body is a count.
    private static string[] Words(string line)
    {
        var parts = line.Split(" = ", 2);
        var words = parts[0].Replace(" in ", " in~", StringComparison.Ordinal).Split(' ').Select(word => word.Replace('~', ' '));
        return [.. words.Select(word => line.StartsWith("ScopeOpened", StringComparison.Ordinal) && word.StartsWith('@') ? $"({word})" : word), .. parts.Skip(1).Select(value => $"= {value}")];
    }

    private static bool IsNumber(string word) => word.StartsWith('#') || word.StartsWith('@') || word.StartsWith("in ", StringComparison.Ordinal);
}
