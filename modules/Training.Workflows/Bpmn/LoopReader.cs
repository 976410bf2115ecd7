using Training.Workflows.Expressions;

namespace Training.Workflows.Bpmn;

/// <summary>How often an activity is done: <c>multiInstanceLoopCharacteristics</c>.</summary>
internal sealed class LoopReader(Reading reading)
{
    /// <returns>Null without a loop or after a problem; and what the body may read.</returns>
    public (MultiInstance? Loop, IReadOnlyDictionary<string, ValueKind> Body) Read(Element activity, IReadOnlyDictionary<string, ValueKind> variables)
    {
        switch (activity.Of("multiInstanceLoopCharacteristics").ToArray())
        {
            case []:
                return (null, variables);
            case [var loop]:
                return Read(activity, loop, variables);
            default:
                reading.Refuse(activity, "Bpmn.Loop.Several");
                return (null, variables);
        }
    }

    private (MultiInstance? Loop, IReadOnlyDictionary<string, ValueKind> Body) Read(Element activity, Element loop, IReadOnlyDictionary<string, ValueKind> variables)
    {
        var counted = new Dictionary<string, ValueKind>(variables, StringComparer.Ordinal);
        foreach (var (name, kind) in MultiInstance.Counters)
        {
            counted[name] = kind;
        }

        var collection = loop.Training("collection");
        var item = loop.Training("item");
        var cardinalities = loop.Of("loopCardinality").ToArray();
        if (cardinalities.Length + (collection is null ? 0 : 1) != 1)
        {
            reading.Refuse(activity, "Bpmn.Loop.OneSource");
        }

        IsOfKind(activity, collection, ValueKind.Texts, "Bpmn.Variable.NotTexts", variables);
        var body = counted;
        if (item is not null && collection is null)
        {
            reading.Refuse(activity, "Bpmn.Loop.ItemAlone", Element.Cut(item));
        }
        else if (item is not null && VariableReader.IsFree(activity, item, counted, reading))
        {
            body = new Dictionary<string, ValueKind>(counted, StringComparer.Ordinal) { [item] = ValueKind.Text };
        }

        var collect = loop.Training("collect");
        var into = loop.Training("into");
        if (collect is null != into is null)
        {
            reading.Refuse(activity, "Bpmn.Loop.CollectInto");
        }

        IsOfKind(activity, collect, ValueKind.Text, "Bpmn.Variable.NotText", variables);
        IsOfKind(activity, into, ValueKind.Texts, "Bpmn.Variable.NotTexts", reading.Variables);

        var cardinality = cardinalities is [var number]
            ? reading.Expression(activity, number.Text, ValueKind.Number, "Bpmn.Loop.NotNumber", variables)
            : null;
        var completions = loop.Of("completionCondition").ToArray();
        if (completions.Length > 1)
        {
            reading.Refuse(activity, "Bpmn.Condition.Several");
        }

        var completion = completions is [var condition]
            ? reading.Expression(activity, condition.Text, ValueKind.Boolean, "Bpmn.Condition.NotBoolean", counted)
            : null;
        return (new MultiInstance(Reading.IsTrue(loop["isSequential"]), cardinality, collection, item, collect, into, completion), body);
    }

    private void IsOfKind(Element activity, string? name, ValueKind kind, string reasonOfOtherKind, IReadOnlyDictionary<string, ValueKind> variables)
    {
        if (name is null)
        {
            return;
        }

        if (!variables.TryGetValue(name, out var actual))
        {
            reading.Refuse(activity, "Bpmn.Variable.Unknown", Element.Cut(name));
        }
        else if (actual != kind)
        {
            reading.Refuse(activity, reasonOfOtherKind, name);
        }
    }
}
