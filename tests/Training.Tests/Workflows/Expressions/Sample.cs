using Training.Workflows.Expressions;

namespace Training.Tests.Workflows.Expressions;

/// <summary>A variable of each kind, one each that has no value, and what expressions over them come to.</summary>
internal static class Sample
{
    /// <summary>22 November in London is the 23rd in Vietnam.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 20, 30, 0, TimeSpan.Zero);

    public static IReadOnlyDictionary<string, Value> Values { get; } = new Dictionary<string, Value>
    {
        ["b"] = Value.Of(true),
        ["n"] = Value.Of(4m),
        ["t"] = Value.Of("bác sĩ"),
        ["d"] = Value.Of(new DateOnly(2026, 1, 31)),
        ["i"] = Value.Of(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.FromHours(7))),
        ["p"] = Value.Of(new IsoDuration(0, 2, TimeSpan.Zero)),
        ["l"] = Value.Of(["bác sĩ", "điều dưỡng", "bác sĩ"]),
    };

    /// <summary>Those of <see cref="Values"/>; with a "0" behind the name those without a value.</summary>
    public static IReadOnlyDictionary<string, ValueKind> Kinds { get; } = Values
        .SelectMany(variable => new[] { KeyValuePair.Create(variable.Key, variable.Value.Kind), KeyValuePair.Create(variable.Key + "0", variable.Value.Kind) })
        .ToDictionary();

    public static string NameOf(ValueKind kind) => Values.Single(variable => variable.Value.Kind == kind).Key;

    public static Expression Parse(string text) => Expression.Parse(text, Kinds);

    public static Value Evaluate(string text) => Parse(text).Evaluate(Values.GetValueOrDefault, Now);

    /// <summary>Reason, position and arguments, in one line.</summary>
    public static string Error(string text)
    {
        var error = Assert.Throws<ExpressionError>(() => Evaluate(text));
        return string.Join(' ', [error.Reason["Expression.".Length..], error.Position.ToString(System.Globalization.CultureInfo.InvariantCulture), .. error.Arguments.Select(Short)]);
    }

    private static string Short(string argument) => argument.Replace("Expression.Kind.", "", StringComparison.Ordinal);
}
