using System.Globalization;
using Training.Workflows.Expressions;

namespace Training.Workflows.Running;

/// <summary>Between the values of the engine and those that other modules use.</summary>
internal static class Values
{
    /// <exception cref="ArgumentException">It is of no kind that a variable can hold.</exception>
    public static Value Of(object value) => value switch
    {
        bool yes => Value.Of(yes),
        int number => Value.Of((decimal)number),
        decimal number => Value.Of(number),
        string text => Value.Of(text),
        DateOnly day => Value.Of(day),
        DateTimeOffset moment => Value.Of(moment),
        IEnumerable<string> texts => Value.Of(texts),
        _ => throw new ArgumentException($"No variable can hold a {value.GetType().Name}.", nameof(value)),
    };

    public static Dictionary<string, Value> Of(IReadOnlyDictionary<string, object> values) => values.ToDictionary(v => v.Key, v => Of(v.Value));

    public static object ToObject(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.IsTrue,
        ValueKind.Number => value.Number,
        ValueKind.Text => value.Text,
        ValueKind.Date => value.Date,
        ValueKind.Instant => value.Instant,
        ValueKind.Duration => value.Duration.ToString(),
        ValueKind.Texts => value.Texts,
        _ => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{value.Kind} is no kind of value.")),
    };
}
