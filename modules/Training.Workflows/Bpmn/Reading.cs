using System.Globalization;
using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Workflows.Bpmn;

/// <summary>What is known while a document is read, and what was found to be wrong with it.</summary>
internal sealed class Reading
{
    private readonly List<Problem> _problems = [];
    private readonly List<Problem> _warnings = [];
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    private int _expressionsLength;

    public IReadOnlyList<Problem> Problems => _problems;

    public IReadOnlyList<Problem> Warnings => _warnings;

    /// <summary>Every element that has an id.</summary>
    public Dictionary<string, Element> Elements { get; } = new(StringComparer.Ordinal);

    /// <summary>Nodes that could be read.</summary>
    public Dictionary<string, Node> Nodes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ValueKind> Variables { get; } = new(StringComparer.Ordinal);

    public void Refuse(Element at, string reason, params string[] arguments)
    {
        if (at.Id is { } id)
        {
            _refused.Add(id);
        }

        Add(new Problem(at.ShownId, reason, arguments));
    }

    public void Warn(Problem warning)
    {
        if (_warnings.Count < Limits.Problems)
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>Whether something is wrong with the element itself, so that what points at it need not be told again.</summary>
    public bool IsRefused(string id) => _refused.Contains(id);

    public Expression? Expression(Element at, string text, IReadOnlyDictionary<string, ValueKind> variables)
    {
        if (!MayRead(at, text))
        {
            return null;
        }

        try
        {
            return Expressions.Expression.Parse(text, variables);
        }
        catch (ExpressionError error)
        {
            Refuse(at, text, error);
            return null;
        }
    }

    /// <summary>An expression of one kind; null after a problem.</summary>
    public Expression? Expression(Element at, string text, ValueKind kind, string reasonOfOtherKind, IReadOnlyDictionary<string, ValueKind> variables)
    {
        var expression = Expression(at, text, variables);
        if (expression is null || expression.Kind == kind)
        {
            return expression;
        }

        Refuse(at, reasonOfOtherKind, text);
        return null;
    }

    public TimerDefinition? Timer(Element at, string text, Func<TimerDefinition> read)
    {
        if (!MayRead(at, text))
        {
            return null;
        }

        try
        {
            return read();
        }
        catch (TimerError error)
        {
            Add(new Problem(at.ShownId, "Bpmn.Timer", text) { Cause = new Problem(at.ShownId, error.Reason, error.Text) });
        }
        catch (ExpressionError error)
        {
            Refuse(at, text, error);
        }

        return null;
    }

    /// <summary>Refuses what is empty or too long.</summary>
    public string? Required(Element at, string attribute, int longest = Limits.NameLength)
    {
        var value = at[attribute];
        if (string.IsNullOrWhiteSpace(value))
        {
            Refuse(at, "Bpmn.Attribute.Missing", attribute, at.Name);
            return null;
        }

        if (value.Length > longest)
        {
            Refuse(at, "Bpmn.Attribute.Long", attribute, longest.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        return value;
    }

    /// <summary>Null where it has none, an impossible one, or that of another element.</summary>
    public string? IdOf(Element element) => element.Id is { } id && Elements.TryGetValue(id, out var known) && known == element ? id : null;

    public static bool IsTrue(string? value, bool otherwise = false) => value is null ? otherwise : value.Trim() is "true" or "1";

    private bool MayRead(Element at, string text)
    {
        var before = _expressionsLength;
        _expressionsLength += text.Length;
        if (before <= Limits.ExpressionsLength && _expressionsLength > Limits.ExpressionsLength)
        {
            Refuse(at, "Bpmn.Limit.Expressions", Limits.ExpressionsLength.ToString(CultureInfo.InvariantCulture));
        }

        return _expressionsLength <= Limits.ExpressionsLength;
    }

    private void Refuse(Element at, string text, ExpressionError error) => Add(new Problem(
        at.ShownId, "Bpmn.Expression", text, (error.Position + 1).ToString(CultureInfo.InvariantCulture))
    {
        Cause = new Problem(at.ShownId, error.Reason, [.. error.Arguments]),
    });

    private void Add(Problem problem)
    {
        if (_problems.Count < Limits.Problems)
        {
            _problems.Add(problem);
        }
        else if (_problems.Count == Limits.Problems)
        {
            _problems.Add(new Problem(null, "Bpmn.More", Limits.Problems.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
