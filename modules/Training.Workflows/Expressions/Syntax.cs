namespace Training.Workflows.Expressions;

/// <summary>A part of an expression as it was written, before anybody asked what it means.</summary>
/// <param name="Position">Where it is: of an operator its sign, else its first character.</param>
internal abstract record Syntax(int Position);

internal sealed record LiteralSyntax(Value Value, int Position) : Syntax(Position);

internal sealed record NameSyntax(string Name, int Position) : Syntax(Position);

internal sealed record CallSyntax(string Function, IReadOnlyList<Syntax> Arguments, int Position) : Syntax(Position);

internal sealed record ListSyntax(IReadOnlyList<Syntax> Items, int Position) : Syntax(Position);

/// <summary><c>not</c> and the minus before a number.</summary>
internal sealed record UnarySyntax(string Operator, Syntax Operand, int Position) : Syntax(Position);

internal sealed record BinarySyntax(string Operator, Syntax Left, Syntax Right, int Position) : Syntax(Position);
