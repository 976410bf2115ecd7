using System.Globalization;

namespace Training.Workflows.Expressions;

/// <summary>
/// From loose to tight: <c>or</c>; <c>and</c>; <c>not</c>; comparisons and <c>in</c>, one at a time; <c>+ -</c>; <c>* / %</c>; minus; operands.
/// Chains of one level are read in a loop, so that only what is written inside of something else makes the calls deeper.
/// </summary>
internal sealed class Parser
{
    private static readonly string[] Comparisons = ["=", "!=", "<", "<=", ">", ">=", "in"];

    private readonly IReadOnlyList<Token> _tokens;
    private int _at;
    private int _depth;

    private Parser(IReadOnlyList<Token> tokens) => _tokens = tokens;

    private Token Next => _tokens[_at];

    public static Syntax Read(string text)
    {
        if (text.Length > Expression.MaxLength)
        {
            throw new ExpressionError("Expression.TooLong", Expression.MaxLength, Expression.MaxLength.ToString(CultureInfo.InvariantCulture));
        }

        var parser = new Parser(Lexer.Read(text));
        if (parser.Next.Kind == TokenKind.End)
        {
            throw new ExpressionError("Expression.Empty", 0);
        }

        var syntax = parser.ReadOr();
        return parser.Next.Kind == TokenKind.End ? syntax : throw parser.Unexpected();
    }

    private Syntax ReadOr() => ReadChain(ReadAnd, "or");

    private Syntax ReadAnd() => ReadChain(ReadNot, "and");

    private Syntax ReadNot() => ReadUnary("not", ReadNot, ReadComparison);

    private Syntax ReadComparison()
    {
        var left = ReadSum();
        if (!SeesComparison())
        {
            return left;
        }

        var sign = Take();
        var comparison = new BinarySyntax(sign.Content, left, ReadSum(), sign.Position);
        return SeesComparison() ? throw new ExpressionError("Expression.Chained", Next.Position, Next.Content) : comparison;
    }

    private Syntax ReadSum() => ReadChain(ReadProduct, "+", "-");

    private Syntax ReadProduct() => ReadChain(ReadMinus, "*", "/", "%");

    private Syntax ReadMinus() => ReadUnary("-", ReadMinus, ReadOperand);

    private Syntax ReadOperand()
    {
        var token = Next;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _at++;
                return new LiteralSyntax(Value.Of(StoredForm.ReadNumber(token.Content)!.Value), token.Position);
            case TokenKind.Text:
                _at++;
                return new LiteralSyntax(Value.Of(token.Content), token.Position);
            case TokenKind.Name:
                _at++;
                return Next.Is("(") ? new CallSyntax(token.Content, ReadItems(")"), token.Position) : new NameSyntax(token.Content, token.Position);
            case TokenKind.Symbol when token.Content is "true" or "false":
                _at++;
                return new LiteralSyntax(Value.Of(token.Is("true")), token.Position);
            case TokenKind.Symbol when token.Is("["):
                return new ListSyntax(ReadItems("]"), token.Position);
            case TokenKind.Symbol when token.Is("("):
                return Nested(ReadGroup);
            default:
                throw Unexpected();
        }
    }

    private Syntax ReadGroup()
    {
        _at++;
        var inner = ReadOr();
        Expect(")");
        return inner;
    }

    // Begins on the opening bracket.
    private List<Syntax> ReadItems(string close) => Nested(() =>
    {
        _at++;
        List<Syntax> items = [];
        if (!Next.Is(close))
        {
            items.Add(ReadOr());
            while (Next.Is(","))
            {
                _at++;
                items.Add(ReadOr());
            }
        }

        Expect(close);
        return items;
    });

    private Syntax ReadChain(Func<Syntax> read, params ReadOnlySpan<string> operators)
    {
        var left = read();
        while (Next.Kind == TokenKind.Symbol && operators.Contains(Next.Content))
        {
            var sign = Take();
            left = new BinarySyntax(sign.Content, left, read(), sign.Position);
        }

        return left;
    }

    private Syntax ReadUnary(string sign, Func<Syntax> again, Func<Syntax> otherwise)
    {
        if (!Next.Is(sign))
        {
            return otherwise();
        }

        var position = Next.Position;
        return Nested(() =>
        {
            _at++;
            return new UnarySyntax(sign, again(), position);
        });
    }

    private T Nested<T>(Func<T> read)
    {
        if (_depth == Expression.MaxDepth)
        {
            throw new ExpressionError("Expression.TooDeep", Next.Position, Expression.MaxDepth.ToString(CultureInfo.InvariantCulture));
        }

        _depth++;
        var result = read();
        _depth--;
        return result;
    }

    private bool SeesComparison() => Next.Kind == TokenKind.Symbol && Comparisons.Contains(Next.Content);

    private Token Take() => _tokens[_at++];

    private void Expect(string symbol)
    {
        if (Next.Kind == TokenKind.End)
        {
            throw Unexpected();
        }

        if (!Next.Is(symbol))
        {
            throw new ExpressionError("Expression.Expected", Next.Position, symbol, Next.Content);
        }

        _at++;
    }

    private ExpressionError Unexpected()
        => Next.Kind == TokenKind.End ? new ExpressionError("Expression.UnexpectedEnd", Next.Position) : new ExpressionError("Expression.Unexpected", Next.Position, Next.Content);
}
