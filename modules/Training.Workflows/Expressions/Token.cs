namespace Training.Workflows.Expressions;

internal enum TokenKind
{
    Number,
    Text,
    Name,

    /// <summary>A word of the language, an operator or a bracket.</summary>
    Symbol,

    End,
}

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Content">What it means: the text without quotes and escapes, the operator, the name.</param>
/// <param name="Position">Characters before it, from 0.</param>
internal readonly record struct Token(TokenKind Kind, string Content, int Position)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && string.Equals(Content, symbol, StringComparison.Ordinal);
}
