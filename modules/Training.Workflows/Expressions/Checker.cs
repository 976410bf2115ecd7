using System.Globalization;

namespace Training.Workflows.Expressions;

/// <summary>Finds out what an expression means: which variables, which kinds. What passes can fail for values only.</summary>
internal sealed class Checker(IReadOnlyDictionary<string, ValueKind> declared)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>The variables that were named so far.</summary>
    public IReadOnlySet<string> Variables => _read;

    public Term Check(Syntax syntax) => syntax switch
    {
        LiteralSyntax literal => new Term(literal.Value.Kind, _ => literal.Value),
        NameSyntax name => Variable(name),
        CallSyntax call => Call(call),
        ListSyntax list => Texts(list),
        UnarySyntax unary => Unary(unary),
        BinarySyntax { Operator: "and" or "or" } both => Both(both),
        BinarySyntax { Operator: "in" } membership => In(membership),
        BinarySyntax binary => Binary(binary),
        _ => throw new InvalidOperationException($"{syntax.GetType().Name} has no meaning."),
    };

    private static string Name(ValueKind kind) => $"Expression.Kind.{kind}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Decimals and dates end somewhere.
    private static Value Guarded(int position, Func<Value> run)
    {
        try
        {
            return run();
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            throw new ExpressionError("Expression.TooLarge", position);
        }
    }

    private Term Variable(NameSyntax syntax)
    {
        var kind = Declared(syntax);
        return new Term(kind, scope => scope.Variables(syntax.Name) switch
        {
            null => throw new ExpressionError("Expression.NoValue", syntax.Position, syntax.Name),
            { } value when value.Kind != kind => throw new ExpressionError("Expression.OtherKind", syntax.Position, syntax.Name, Name(kind), Name(value.Kind)),
            { } value => value,
        });
    }

    private ValueKind Declared(NameSyntax syntax)
    {
        if (!declared.TryGetValue(syntax.Name, out var kind))
        {
            throw new ExpressionError("Expression.UnknownVariable", syntax.Position, syntax.Name);
        }

        _read.Add(syntax.Name);
        return kind;
    }

    private Term Unary(UnarySyntax syntax)
    {
        var operand = Check(syntax.Operand);
        var kind = syntax.Operator == "not" ? ValueKind.Boolean : ValueKind.Number;
        Require(kind, operand, syntax);
        return syntax.Operator == "not"
            ? new Term(kind, scope => Value.Of(!operand.Run(scope).IsTrue))
            : new Term(kind, scope => Value.Of(-operand.Run(scope).Number));
    }

    private Term Both(BinarySyntax syntax)
    {
        var (left, right) = (Check(syntax.Left), Check(syntax.Right));
        Require(ValueKind.Boolean, left, syntax);
        Require(ValueKind.Boolean, right, syntax);

        // The right side is not asked where the left one decides.
        var decides = syntax.Operator == "or";
        return new Term(ValueKind.Boolean, scope => left.Run(scope) is var first && first.IsTrue == decides ? first : right.Run(scope));
    }

    private static void Require(ValueKind kind, Term operand, Syntax syntax)
    {
        if (operand.Kind != kind)
        {
            var sign = syntax is UnarySyntax unary ? unary.Operator : ((BinarySyntax)syntax).Operator;
            throw new ExpressionError("Expression.OperandKind", syntax.Position, sign, Name(kind), Name(operand.Kind));
        }
    }

    private Term Binary(BinarySyntax syntax)
    {
        var (left, right) = (Check(syntax.Left), Check(syntax.Right));
        var found = Operators.Find(syntax.Operator, left.Kind, right.Kind) ?? throw Mismatch(syntax, left.Kind, right.Kind);
        return new Term(found.Kind, scope =>
        {
            var (one, other) = (left.Run(scope), right.Run(scope));
            return Guarded(syntax.Position, () => found.Run(one, other, syntax.Position));
        });
    }

    private static ExpressionError Mismatch(BinarySyntax syntax, ValueKind left, ValueKind right)
        => new("Expression.OperandKinds", syntax.Position, syntax.Operator, Name(left), Name(right));

    private Term In(BinarySyntax syntax)
    {
        var left = Check(syntax.Left);
        if (syntax.Right is ListSyntax { Items.Count: > 0 } list && left.Kind != ValueKind.Texts)
        {
            // Items are asked one after the other until one is equal, as with "or".
            var items = Items(list, left.Kind);
            return new Term(ValueKind.Boolean, scope =>
            {
                var value = left.Run(scope);
                return Value.Of(items.Any(item => Operators.AreEqual(value, item.Run(scope), syntax.Position)));
            });
        }

        var right = Check(syntax.Right);
        return (left.Kind, right.Kind) == (ValueKind.Text, ValueKind.Texts)
            ? new Term(ValueKind.Boolean, scope =>
            {
                var value = left.Run(scope);
                return Value.Of(right.Run(scope).Texts.Contains(value.Text, StringComparer.Ordinal));
            })
            : throw Mismatch(syntax, left.Kind, right.Kind);
    }

    // Only texts make a list that is a value; lists of other kinds stand behind "in".
    private Term Texts(ListSyntax syntax)
    {
        var items = Items(syntax, ValueKind.Text);
        return new Term(ValueKind.Texts, scope => Value.Of(items.Select(item => item.Run(scope).Text)));
    }

    private Term[] Items(ListSyntax syntax, ValueKind kind) => [.. syntax.Items.Select(item =>
    {
        var term = Check(item);
        return term.Kind == kind ? term : throw new ExpressionError("Expression.ItemKind", item.Position, Name(kind), Name(term.Kind));
    })];

    private Term Call(CallSyntax syntax) => syntax.Function switch
    {
        "date" => Literal(syntax, ValueKind.Date, "Expression.BadDate"),
        "instant" => Literal(syntax, ValueKind.Instant, "Expression.BadInstant"),
        "duration" => Literal(syntax, ValueKind.Duration, "Expression.BadDuration"),
        "defined" => Defined(syntax),
        _ => Plain(syntax),
    };

    private static Term Literal(CallSyntax syntax, ValueKind kind, string reason)
    {
        RequireCount(syntax, 1);
        if (syntax.Arguments[0] is not LiteralSyntax { Value.Kind: ValueKind.Text } literal)
        {
            throw new ExpressionError("Expression.LiteralNeeded", syntax.Arguments[0].Position, syntax.Function);
        }

        var value = Value.Read(kind, literal.Value.Text) ?? throw new ExpressionError(reason, literal.Position, literal.Value.Text);
        return new Term(kind, _ => value);
    }

    private Term Defined(CallSyntax syntax)
    {
        RequireCount(syntax, 1);
        if (syntax.Arguments[0] is not NameSyntax name)
        {
            throw new ExpressionError("Expression.VariableNeeded", syntax.Arguments[0].Position, syntax.Function);
        }

        Declared(name);
        return new Term(ValueKind.Boolean, scope => Value.Of(scope.Variables(name.Name) is not null));
    }

    private Term Plain(CallSyntax syntax)
    {
        var function = Functions.Find(syntax.Function) ?? throw new ExpressionError("Expression.UnknownFunction", syntax.Position, syntax.Function);
        RequireCount(syntax, function.Parameters.Count);
        Term[] arguments = [.. syntax.Arguments.Zip(function.Parameters, (argument, kind) => Check(argument) is var term && term.Kind == kind
            ? term
            : throw new ExpressionError("Expression.ArgumentKind", argument.Position, syntax.Function, Name(kind), Name(term.Kind)))];
        return new Term(function.Kind, scope =>
        {
            Value[] given = [.. arguments.Select(argument => argument.Run(scope))];
            return Guarded(syntax.Position, () => function.Run(given, scope));
        });
    }

    private static void RequireCount(CallSyntax syntax, int count)
    {
        if (syntax.Arguments.Count != count)
        {
            throw new ExpressionError("Expression.ArgumentCount", syntax.Position, syntax.Function, Number(count), Number(syntax.Arguments.Count));
        }
    }
}
