namespace Training.Workflows.Expressions;

/// <summary>What one evaluation sees.</summary>
/// <param name="Variables">The value of a variable; null where it has none.</param>
/// <param name="Now">What <c>now()</c> and <c>today()</c> mean.</param>
internal sealed record Scope(Func<string, Value?> Variables, DateTimeOffset Now);

/// <summary>A part of an expression that was found to make sense.</summary>
/// <param name="Kind">What it results in.</param>
/// <param name="Run">How.</param>
internal sealed record Term(ValueKind Kind, Func<Scope, Value> Run);
