using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Training.Workflows.Expressions;

namespace Training.Tests.Workflows.Expressions;

public sealed class ExpressionProperties
{
    private static readonly string[] Words =
    [
        "n", "n0", "b", "t", "d", "i", "p", "l", "x", "1", "0", "2.5", "99999999999999999999", "'a'", "\"b\"", "'", "\"", "\\", "true", "false", "and", "or", "not", "in",
        "=", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", " ", "min(", "today()", "defined(", "date('2026-11-22')", "duration('P1M')",
        "duration('P9999Y')", "size(", "lower(", "ế", "🐈", "\ud800", "\0", "\u00a0", "_", ".", "?", "{", "\n",
    ];

    private static readonly Gen<int> Seeds = Gen.Choose(0, int.MaxValue);

    private static readonly Gen<string> Garbage = Gen.OneOf(
        from words in Gen.Elements(Words).ArrayOf() select string.Concat(words),
        from letters in Gen.Choose(0, char.MaxValue).ArrayOf() select string.Concat(letters.Select(letter => (char)letter)),
        from seed in Seeds
        from at in Gen.Choose(0, 10_000)
        from length in Gen.Choose(0, 5)
        from word in Gen.Elements(Words)
        select Damaged(new Trees(seed).Any(4).Text, at, length, word));

    [Fact]
    public void Evaluate_AnyTree_IsWhatTheTreeSays() => Prop.ForAll(Seeds.ToArbitrary(), seed =>
    {
        var tree = new Trees(seed).Any(4);
        if (tree.Text.Length > Expression.MaxLength)
        {
            return;
        }

        var (expected, actual) = (Outcome(tree.Result), Outcome(() => Content(Sample.Evaluate(tree.Text))));
        Assert.True(Equals(expected, actual), $"{tree.Text} is {expected} and came to {actual}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Parse_AnyText_RefusesOrAccepts() => Prop.ForAll(Garbage.ToArbitrary(), text =>
    {
        try
        {
            Sample.Parse(text).Evaluate(Sample.Values.GetValueOrDefault, Sample.Now);
        }
        catch (ExpressionError error)
        {
            Assert.InRange(error.Position, 0, text.Length);
            Assert.StartsWith("Expression.", error.Reason, StringComparison.Ordinal);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Parse_TextsThatAreHardOnParsers_TakeLittleTime()
    {
        string[] hard =
        [
            .. from word in Words from tail in new[] { "", "n", "1", "x" } select Filled(word, tail),
            Filled("(n+", ""), Filled("[[", ""), Filled("not not ", ""), Filled("n in[", ""), Filled("- -", "n"), Filled("min(1,", ""), Filled("1+1*", "1"), Filled("b and b or ", "b"), Filled("'\\u0041", "'"),
        ];
        var started = Stopwatch.GetTimestamp();
        foreach (var text in hard)
        {
            _ = Outcome(() => Sample.Evaluate(text));
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static string Filled(string word, string tail) => string.Concat(Enumerable.Repeat(word, (Expression.MaxLength - tail.Length) / word.Length)) + tail;

    private static string Damaged(string text, int at, int length, string word)
    {
        var from = at % (text.Length + 1);
        return text[..from] + word + text[Math.Min(text.Length, from + length)..];
    }

    private static object Content(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.IsTrue,
        ValueKind.Number => value.Number,
        ValueKind.Text => value.Text,
        _ => value.Date,
    };

    // Null: no result, for whatever reason.
    private static object? Outcome(Func<object> run)
    {
        try
        {
            return run();
        }
        catch (Exception exception) when (exception is NoResult or ExpressionError or OverflowException)
        {
            return null;
        }
    }
}
