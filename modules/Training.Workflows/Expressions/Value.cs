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
    public ValueKind Kind => throw new NotImplementedException();

    /// <summary>The value as it is stored: the same for equal values, the same in every culture.</summary>
    public string Stored => throw new NotImplementedException();

    public bool IsTrue => throw new NotImplementedException();

    public decimal Number => throw new NotImplementedException();

    public string Text => throw new NotImplementedException();

    public DateOnly Date => throw new NotImplementedException();

    public DateTimeOffset Instant => throw new NotImplementedException();

    public IsoDuration Duration => throw new NotImplementedException();

    public IReadOnlyList<string> Texts => throw new NotImplementedException();

    public static Value Of(bool value) => throw new NotImplementedException();

    public static Value Of(decimal value) => throw new NotImplementedException();

    public static Value Of(string value) => throw new NotImplementedException();

    public static Value Of(DateOnly value) => throw new NotImplementedException();

    public static Value Of(DateTimeOffset value) => throw new NotImplementedException();

    public static Value Of(IsoDuration value) => throw new NotImplementedException();

    public static Value Of(IEnumerable<string> value) => throw new NotImplementedException();

    /// <summary>Reads what <see cref="Stored"/> wrote, and what a document gives as a literal; null where it is none of this kind.</summary>
    public static Value? Read(ValueKind kind, string stored) => throw new NotImplementedException();

    public bool Equals(Value? other) => throw new NotImplementedException();

    public override bool Equals(object? obj) => Equals(obj as Value);

    public override int GetHashCode() => throw new NotImplementedException();
}
