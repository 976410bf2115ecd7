namespace Training.Workflows.Expressions;

/// <summary>An expression that does not hold: at parsing (<see cref="Position"/> tells where) or at evaluation.</summary>
/// <param name="reason">Key of the sentence in the texts of this module, beginning with <c>Expression.</c>.</param>
/// <param name="position">Characters before the trouble, from 0.</param>
/// <param name="arguments">What the sentence names.</param>
internal sealed class ExpressionError(string reason, int position, params string[] arguments) : Exception($"{reason} at {position} ({string.Join(", ", arguments)})")
{
    public string Reason { get; } = reason;

    public int Position { get; } = position;

    public IReadOnlyList<string> Arguments { get; } = arguments;
}

/// <summary>A typed expression over declared variables: parsed once, without loops, without side effects.</summary>
internal sealed class Expression
{
    public string Text => throw new NotImplementedException();

    public ValueKind Kind => throw new NotImplementedException();

    /// <summary>The variables that it reads.</summary>
    public IReadOnlySet<string> Variables => throw new NotImplementedException();

    /// <exception cref="ExpressionError">It can not be read, names what is not declared, or compares what can not be compared.</exception>
    public static Expression Parse(string text, IReadOnlyDictionary<string, ValueKind> variables) => throw new NotImplementedException();

    /// <param name="variables">The value of a variable; null where it has none.</param>
    /// <param name="now">What <c>now()</c> and <c>today()</c> mean.</param>
    /// <exception cref="ExpressionError">A variable has no value, or a number is divided by zero or too large.</exception>
    public Value Evaluate(Func<string, Value?> variables, DateTimeOffset now) => throw new NotImplementedException();
}
