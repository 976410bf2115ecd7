using System.Collections.Frozen;

namespace Training.Workflows.Expressions;

/// <summary>What an operator makes of two kinds.</summary>
/// <param name="Kind">Kind of the result.</param>
/// <param name="Run">The result; the number is the place of the operator, for errors.</param>
internal sealed record Operator(ValueKind Kind, Func<Value, Value, int, Value> Run);

/// <summary>Which operator takes which kinds. What is not in the table is refused; <c>and</c>, <c>or</c>, <c>not</c> and <c>in</c> have rules of their own.</summary>
internal static class Operators
{
    private static readonly FrozenDictionary<(string Sign, ValueKind Left, ValueKind Right), Operator> Table = All().ToFrozenDictionary(row => row.Key, row => row.Value);

    public static Operator? Find(string sign, ValueKind left, ValueKind right) => Table.GetValueOrDefault((sign, left, right));

    public static bool AreEqual(Value left, Value right, int position) => Compare(left, right, position) == 0;

    private static IEnumerable<KeyValuePair<(string, ValueKind, ValueKind), Operator>> All() =>
    [
        .. Enum.GetValues<ValueKind>().SelectMany(kind => Comparisons(kind, ("=", order => order == 0), ("!=", order => order != 0))),
        .. new[] { ValueKind.Number, ValueKind.Text, ValueKind.Date, ValueKind.Instant, ValueKind.Duration }.SelectMany(kind => Comparisons(
            kind, ("<", order => order < 0), ("<=", order => order <= 0), (">", order => order > 0), (">=", order => order >= 0))),

        Row("+", ValueKind.Number, ValueKind.Number, ValueKind.Number, (left, right, _) => Value.Of(left.Number + right.Number)),
        Row("-", ValueKind.Number, ValueKind.Number, ValueKind.Number, (left, right, _) => Value.Of(left.Number - right.Number)),
        Row("*", ValueKind.Number, ValueKind.Number, ValueKind.Number, (left, right, _) => Value.Of(left.Number * right.Number)),
        Row("/", ValueKind.Number, ValueKind.Number, ValueKind.Number, (left, right, at) => Value.Of(left.Number / Divisor(right, at))),
        Row("%", ValueKind.Number, ValueKind.Number, ValueKind.Number, (left, right, at) => Value.Of(left.Number % Divisor(right, at))),

        Row("+", ValueKind.Date, ValueKind.Duration, ValueKind.Date, (left, right, at) => Value.Of(WholeDays(right, at).After(left.Date))),
        Row("-", ValueKind.Date, ValueKind.Duration, ValueKind.Date, (left, right, at) => Value.Of((-WholeDays(right, at)).After(left.Date))),
        Row("+", ValueKind.Instant, ValueKind.Duration, ValueKind.Instant, (left, right, _) => Value.Of(right.Duration.After(left.Instant))),
        Row("-", ValueKind.Instant, ValueKind.Duration, ValueKind.Instant, (left, right, _) => Value.Of((-right.Duration).After(left.Instant))),
        Row("-", ValueKind.Date, ValueKind.Date, ValueKind.Duration, (left, right, _) => Value.Of(new IsoDuration(0, left.Date.DayNumber - right.Date.DayNumber, TimeSpan.Zero))),
        Row("-", ValueKind.Instant, ValueKind.Instant, ValueKind.Duration, (left, right, _) => Value.Of(new IsoDuration(0, 0, left.Instant - right.Instant))),
    ];

    private static IEnumerable<KeyValuePair<(string, ValueKind, ValueKind), Operator>> Comparisons(ValueKind kind, params (string Sign, Func<int, bool> Holds)[] comparisons)
        => comparisons.Select(comparison => Row(comparison.Sign, kind, kind, ValueKind.Boolean, (left, right, at) => Value.Of(comparison.Holds(Compare(left, right, at)))));

    private static KeyValuePair<(string, ValueKind, ValueKind), Operator> Row(string sign, ValueKind left, ValueKind right, ValueKind result, Func<Value, Value, int, Value> run)
        => new((sign, left, right), new Operator(result, run));

    // Of booleans and lists, only whether it is zero means anything.
    private static int Compare(Value left, Value right, int position) => left.Kind switch
    {
        ValueKind.Boolean => left.IsTrue.CompareTo(right.IsTrue),
        ValueKind.Number => left.Number.CompareTo(right.Number),
        ValueKind.Text => string.CompareOrdinal(left.Text, right.Text),
        ValueKind.Date => left.Date.CompareTo(right.Date),
        ValueKind.Instant => left.Instant.CompareTo(right.Instant),
        ValueKind.Duration => IsoDuration.Compare(left.Duration, right.Duration) ?? throw new ExpressionError("Expression.DurationOrder", position, left.Stored, right.Stored),
        _ => left.Texts.SequenceEqual(right.Texts, StringComparer.Ordinal) ? 0 : 1,
    };

    private static decimal Divisor(Value value, int position) => value.Number != 0 ? value.Number : throw new ExpressionError("Expression.DivisionByZero", position);

    // A day has no hours that could be added.
    private static IsoDuration WholeDays(Value value, int position)
        => value.Duration.Time == TimeSpan.Zero ? value.Duration : throw new ExpressionError("Expression.TimeOnDate", position, value.Stored);
}
