namespace Training.Tests.Architecture;

/// <summary>How a list of violations fails a test: all of them at once.</summary>
internal static class Rule
{
    public static void Holds(params IEnumerable<IEnumerable<string>> violations)
    {
        string[] all = [.. violations.SelectMany(list => list).Distinct()];
        Assert.True(all.Length == 0, $"{all.Length} violations:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }

    public static void Holds(IEnumerable<string> violations) => Holds([violations]);

    /// <summary>The rule finds something in the bad sample, and says where.</summary>
    public static void Fails(IReadOnlyList<string> violations, params string[] mentioning)
    {
        Assert.Equal(mentioning.Length, violations.Count);
        Assert.All(mentioning, text => Assert.Contains(violations, violation => violation.Contains(text, StringComparison.Ordinal)));
    }
}
