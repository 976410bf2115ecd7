using System.Collections.Immutable;

namespace Training.Workflows.Expressions;

/// <summary>What a variable or an expression can hold.</summary>
internal enum ValueKind
{
    Boolean,

    /// <summary>A decimal number.</summary>
    Number,

    Text,

    /// <summary>A day of the calendar, as it is in Vietnam.</summary>
    Date,

    /// <summary>A moment, UTC.</summary>
    Instant,

    /// <summary>Months (years are twelve) and a time span, as in ISO 8601.</summary>
    Duration,

    /// <summary>A list of texts.</summary>
    Texts,
}

/// <summary>A value of one kind; equal where kind and content are.</summary>
internal sealed class Value : IEquatable<Value>
{
    private readonly object _content;

    private Value(ValueKind kind, object content) => (Kind, _content) = (kind, content);

    public ValueKind Kind { get; }

    /// <summary>The value as it is stored: the same for equal values, the same in every culture.</summary>
    public string Stored => field ??= StoredForm.Write(this);

    public bool IsTrue => Content<bool>();

    public decimal Number => Content<decimal>();

    public string Text => Content<string>();

    public DateOnly Date => Content<DateOnly>();

    public DateTimeOffset Instant => Content<DateTimeOffset>();

    public IsoDuration Duration => Content<IsoDuration>();

    public IReadOnlyList<string> Texts => Content<ImmutableArray<string>>();

    public static Value Of(bool value) => new(ValueKind.Boolean, value);

    public static Value Of(decimal value) => new(ValueKind.Number, value);

    public static Value Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(ValueKind.Text, value);
    }

    public static Value Of(DateOnly value) => new(ValueKind.Date, value);

    public static Value Of(DateTimeOffset value) => new(ValueKind.Instant, value.ToUniversalTime());

    public static Value Of(IsoDuration value) => new(ValueKind.Duration, value);

    public static Value Of(IEnumerable<string> value) => new(ValueKind.Texts, value.ToImmutableArray());

    /// <summary>
    /// Reads what <see cref="Stored"/> wrote, and what a document gives as a literal; null where it is none of this kind.
    /// A moment without an offset is in Vietnam's time; texts are an array in JSON.
    /// </summary>
    public static Value? Read(ValueKind kind, string stored) => StoredForm.Read(kind, stored);

    // The stored form is the same for equal values and differs for different ones, so that it decides.
    public bool Equals(Value? other) => other is not null && Kind == other.Kind && string.Equals(Stored, other.Stored, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Value);

    public override int GetHashCode() => HashCode.Combine(Kind, Stored.GetHashCode(StringComparison.Ordinal));

    public override string ToString() => $"{Kind} {Stored}";

    private T Content<T>() => _content is T content ? content : throw new InvalidOperationException($"A value of kind {Kind} was asked for a {typeof(T).Name}.");
}
