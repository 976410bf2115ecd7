using System.Globalization;

namespace Training.Tests.Workflows.Expressions;

/// <summary>An expression made at random: it can be written down, and says itself what it comes to, without the code under test.</summary>
/// <param name="Level">How tight it binds: 1 "or" to 8 a thing by itself.</param>
/// <param name="Text">Itself, without brackets around it.</param>
/// <param name="Result">What it comes to; throws <see cref="NoResult"/> where it comes to nothing.</param>
internal sealed record Tree(int Level, string Text, Func<object> Result)
{
    public string Within(int level, bool brackets) => brackets || Level < level ? $"({Text})" : Text;
}

internal sealed class NoResult : Exception;

/// <summary>Makes trees, the same for the same seed. Brackets stand only where the order of operators needs them, or a few more.</summary>
internal sealed class Trees(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Of a kind that is drawn, too.</summary>
    public Tree Any(int depth) => _random.Next(5) switch
    {
        0 => Number(depth),
        1 => Text(depth),
        2 => Date(depth),
        _ => Boolean(depth),
    };

    private Tree Boolean(int depth)
    {
        switch (depth == 0 ? _random.Next(4) : _random.Next(13))
        {
            case 0:
                return Literal("true", true);
            case 1:
                return Literal("false", false);
            case 2:
                return Literal("b", true);
            case 3:
                var defined = _random.Next(2) == 0;
                return Literal(defined ? "defined(n)" : "defined( n0 )", defined);
            case 4 or 5:
                return Binary(1, "or", 1, 2, Boolean(depth - 1), Boolean(depth - 1), (left, right) => (bool)left() || (bool)right());
            case 6 or 7:
                return Binary(2, "and", 2, 3, Boolean(depth - 1), Boolean(depth - 1), (left, right) => (bool)left() && (bool)right());
            case 8:
                var inner = Boolean(depth - 1);
                return new Tree(3, "not " + inner.Within(3, Extra()), () => !(bool)inner.Result());
            case 9:
                return Comparison<decimal>(Number(depth - 1), Number(depth - 1), Comparer<decimal>.Default.Compare);
            case 10:
                return Comparison<string>(Text(depth - 1), Text(depth - 1), string.CompareOrdinal);
            case 11:
                return Comparison<DateOnly>(Date(depth - 1), Date(depth - 1), Comparer<DateOnly>.Default.Compare);
            default:
                return In(Number(depth - 1), [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Number(depth - 1))]);
        }
    }

    private Tree Number(int depth)
    {
        switch (depth == 0 ? _random.Next(5) : _random.Next(12))
        {
            case 0 or 1:
                var whole = (decimal)_random.Next(0, 6);
                return Literal(whole.ToString(CultureInfo.InvariantCulture), whole);
            case 2:
                var part = _random.Next(0, 1000) / 100m;
                return Literal(part.ToString(CultureInfo.InvariantCulture), part);
            case 3:
                return Literal("n", 4m);
            case 4:
                return new Tree(8, "n0", () => throw new NoResult());
            case 5:
                return Binary(5, "+", 5, 6, Number(depth - 1), Number(depth - 1), (left, right) => (decimal)left() + (decimal)right());
            case 6:
                return Binary(5, "-", 5, 6, Number(depth - 1), Number(depth - 1), (left, right) => (decimal)left() - (decimal)right());
            case 7:
                return Binary(6, "*", 6, 7, Number(depth - 1), Number(depth - 1), (left, right) => (decimal)left() * (decimal)right());
            case 8:
                return Binary(6, "/", 6, 7, Number(depth - 1), Number(depth - 1), (left, right) => (left(), right()) is (decimal one, decimal other) && other != 0 ? one / other : throw new NoResult());
            case 9:
                return Binary(6, "%", 6, 7, Number(depth - 1), Number(depth - 1), (left, right) => (left(), right()) is (decimal one, decimal other) && other != 0 ? one % other : throw new NoResult());
            case 10:
                var inner = Number(depth - 1);
                return new Tree(7, "-" + inner.Within(7, Extra()), () => -(decimal)inner.Result());
            default:
                var (first, second) = (Number(depth - 1), Number(depth - 1));
                return new Tree(8, $"max({first.Text}, {second.Text})", () =>
                {
                    var (one, other) = ((decimal)first.Result(), (decimal)second.Result());
                    return one > other ? one : other;
                });
        }
    }

    private Tree Text(int depth)
    {
        switch (depth == 0 ? _random.Next(3) : _random.Next(4))
        {
            case 0:
                return Literal("t", "bác sĩ");
            case 3:
                var inner = Text(depth - 1);
                return new Tree(8, $"lower({inner.Text})", () => ((string)inner.Result()).ToLowerInvariant());
            default:
                var text = string.Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => "aAáĐ \"'\\\n(=1"[_random.Next(12)]));
                var quote = _random.Next(2) == 0 ? '"' : '\'';
                return Literal(quote + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(quote.ToString(), $"\\{quote}", StringComparison.Ordinal) + quote, text);
        }
    }

    private Tree Date(int depth)
    {
        switch (depth == 0 ? _random.Next(3) : _random.Next(5))
        {
            case 0:
                return Literal("d", new DateOnly(2026, 1, 31));
            case 1:
                return Literal("today()", new DateOnly(2026, 11, 23));
            case 2:
                var date = new DateOnly(2024, 1, 1).AddDays(_random.Next(2000));
                return Literal($"date(\"{date:yyyy-MM-dd}\")", date);
            default:
                var (inner, months, days, sign) = (Date(depth - 1), _random.Next(30), _random.Next(40), _random.Next(2) == 0 ? 1 : -1);
                return new Tree(
                    5,
                    $"{inner.Within(5, Extra())}{(sign > 0 ? "+" : " -")} duration('P{months}M{days}D')",
                    () => ((DateOnly)inner.Result()).AddMonths(sign * months).AddDays(sign * days));
        }
    }

    private Tree Comparison<T>(Tree left, Tree right, Func<T, T, int> compare)
    {
        var (sign, holds) = _random.Next(7) switch
        {
            0 => ("=", (Func<int, bool>)(order => order == 0)),
            1 => ("==", order => order == 0),
            2 => ("!=", order => order != 0),
            3 => ("<", order => order < 0),
            4 => ("<=", order => order <= 0),
            5 => (">", order => order > 0),
            _ => (">=", order => order >= 0),
        };
        return Binary(4, sign, 5, 5, left, right, (one, other) => holds(compare((T)one(), (T)other())));
    }

    private Tree In(Tree left, Tree[] items) => new(4, $"{left.Within(5, Extra())} in [{string.Join(",", items.Select(item => item.Text))}]", () =>
    {
        var value = (decimal)left.Result();
        foreach (var item in items)
        {
            if ((decimal)item.Result() == value)
            {
                return true;
            }
        }

        return false;
    });

    private Tree Binary(int level, string sign, int leftLevel, int rightLevel, Tree left, Tree right, Func<Func<object>, Func<object>, object> result)
        => new(level, $"{left.Within(leftLevel, Extra())} {sign} {right.Within(rightLevel, Extra())}", () => result(left.Result, right.Result));

    private static Tree Literal(string text, object result) => new(8, text, () => result);

    private bool Extra() => _random.Next(6) == 0;
}
