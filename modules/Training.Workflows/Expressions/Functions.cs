using System.Collections.Frozen;
using Training.Modules;

namespace Training.Workflows.Expressions;

/// <summary>A function of the language.</summary>
/// <param name="Parameters">Kinds of what it takes.</param>
/// <param name="Kind">Kind of the result.</param>
/// <param name="Run">The result.</param>
internal sealed record Function(IReadOnlyList<ValueKind> Parameters, ValueKind Kind, Func<IReadOnlyList<Value>, Scope, Value> Run);

/// <summary>The functions that there are; those whose argument has to be a literal or a variable are left to the <see cref="Checker"/>.</summary>
internal static class Functions
{
    private static readonly FrozenDictionary<string, Function> Table = new Dictionary<string, Function>
    {
        ["today"] = new([], ValueKind.Date, (_, scope) => Value.Of(VietnamTime.DateOf(scope.Now))),
        ["now"] = new([], ValueKind.Instant, (_, scope) => Value.Of(scope.Now)),
        ["size"] = new([ValueKind.Texts], ValueKind.Number, (given, _) => Value.Of(given[0].Texts.Count)),
        ["count"] = new([ValueKind.Texts, ValueKind.Text], ValueKind.Number, (given, _) => Value.Of(given[0].Texts.Count(text => string.Equals(text, given[1].Text, StringComparison.Ordinal)))),
        ["min"] = new([ValueKind.Number, ValueKind.Number], ValueKind.Number, (given, _) => Value.Of(Math.Min(given[0].Number, given[1].Number))),
        ["max"] = new([ValueKind.Number, ValueKind.Number], ValueKind.Number, (given, _) => Value.Of(Math.Max(given[0].Number, given[1].Number))),
        ["lower"] = new([ValueKind.Text], ValueKind.Text, (given, _) => Value.Of(given[0].Text.ToLowerInvariant())),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Function? Find(string name) => Table.GetValueOrDefault(name);
}
