using Microsoft.Extensions.Localization;

namespace Training.Workflows.Expressions;

/// <summary>An expression that does not hold: at parsing (<see cref="Position"/> tells where) or at evaluation.</summary>
/// <param name="reason">Key of the sentence in the texts of this module, beginning with <c>Expression.</c>.</param>
/// <param name="position">Characters before the trouble, from 0.</param>
/// <param name="arguments">What the sentence names. One that begins with <c>Expression.Kind.</c> is the key of a word itself.</param>
internal sealed class ExpressionError(string reason, int position, params string[] arguments) : Exception($"{reason} at {position} ({string.Join(", ", arguments)})")
{
    public string Reason { get; } = reason;

    public int Position { get; } = position;

    public IReadOnlyList<string> Arguments { get; } = arguments;

    /// <summary>The reason as people read it.</summary>
    /// <param name="texts">The texts of this module.</param>
    public string Sentence(IStringLocalizer texts)
        => texts[Reason, [.. Arguments.Select(argument => argument.StartsWith("Expression.Kind.", StringComparison.Ordinal) ? texts[argument].Value : argument)]];
}

/// <summary>
/// A typed expression over declared variables: parsed once, without loops, without side effects.
/// <para>
/// From loose to tight: <c>or</c>, <c>and</c>, <c>not</c>, one of <c>= == != &lt; &lt;= &gt; &gt;= in</c>, <c>+ -</c>, <c>* / %</c>, minus. <c>and</c>, <c>or</c> and
/// <c>in [..]</c> stop where the result is certain. A text is compared letter by letter; dates and moments take durations, and make one when
/// subtracted. Durations are compared where the order is the same on every day (<see cref="IsoDuration.Compare"/>), else the evaluation fails.
/// Literals: <c>1.5</c>, <c>"text"</c>, <c>'text'</c> (with <c>\n \r \t \\ \" \' \u00e0</c>), <c>true</c>, <c>["a", "b"]</c>, <c>date("2026-11-22")</c>,
/// <c>instant("2026-11-22T08:00:00+07:00")</c>, <c>duration("P2D")</c>. Functions: <c>today() now() defined(variable) size(texts) count(texts, text)
/// min(a, b) max(a, b) lower(text)</c>. One <c>=</c> before everything is tolerated.
/// </para>
/// </summary>
internal sealed class Expression
{
    /// <summary>Longer texts are refused.</summary>
    public const int MaxLength = 2000;

    /// <summary>So many brackets, calls, lists and signs may stand inside of each other.</summary>
    public const int MaxDepth = 50;

    private readonly Term _term;

    private Expression(string text, Term term, IReadOnlySet<string> variables) => (Text, _term, Variables) = (text, term, variables);

    public string Text { get; }

    public ValueKind Kind => _term.Kind;

    /// <summary>The variables that it reads.</summary>
    public IReadOnlySet<string> Variables { get; }

    /// <summary>Whether a variable may be called so: a letter, then letters, digits and underscores, and no word of the language.</summary>
    public static bool IsName(string text) => Lexer.IsName(text);

    /// <exception cref="ExpressionError">It can not be read, names what is not declared, or compares what can not be compared.</exception>
    public static Expression Parse(string text, IReadOnlyDictionary<string, ValueKind> variables)
    {
        var checker = new Checker(variables);
        return new Expression(text, checker.Check(Parser.Read(text)), checker.Variables);
    }

    /// <param name="variables">The value of a variable; null where it has none.</param>
    /// <param name="now">What <c>now()</c> and <c>today()</c> mean.</param>
    /// <exception cref="ExpressionError">A variable has no value, or a number is divided by zero or too large.</exception>
    public Value Evaluate(Func<string, Value?> variables, DateTimeOffset now) => _term.Run(new Scope(variables, now));
}
