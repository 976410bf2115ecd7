using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Workflows.Bpmn;

/// <summary>The inputs of a user task, each as what it means.</summary>
internal sealed class UserTaskInputs(Element element, ActivityBinding binding, Reading reading)
{
    private static readonly HashSet<string> Known = ["Assignee", "AssigneeArgument", "Form", "Due", "DueDays", "Batch", "Outcomes", "OutcomeVariable"];

    /// <summary>Null where it is absent or empty.</summary>
    public string? Literal(string name)
    {
        if (!binding.Inputs.TryGetValue(name, out var input))
        {
            return null;
        }

        if (input.Literal is null)
        {
            reading.Refuse(element, "Bpmn.Input.Literal", name);
            return null;
        }

        if (input.Literal.Length > Limits.NameLength)
        {
            Refuse(name, input.Literal);
            return null;
        }

        return input.Literal.Trim() is { Length: > 0 } text ? text : null;
    }

    public bool Boolean(string name)
    {
        var text = Literal(name);
        if (text is not (null or "true" or "false"))
        {
            Refuse(name, text);
        }

        return text == "true";
    }

    public DayKind Days()
    {
        var text = Literal("DueDays");
        if (text is not (null or BpmnNames.Working or BpmnNames.Calendar))
        {
            Refuse("DueDays", text);
        }

        return text == BpmnNames.Working ? DayKind.Working : DayKind.Calendar;
    }

    public IReadOnlyList<string> List(string name)
    {
        if (Literal(name) is not { } text)
        {
            return [];
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Contains("") || parts.Distinct(StringComparer.Ordinal).Count() < parts.Length)
        {
            Refuse(name, text);
        }

        return parts;
    }

    public string? OutcomeVariable()
    {
        if (Literal("OutcomeVariable") is not { } name)
        {
            return null;
        }

        // Declared, and not the element of a loop: it is kept for the whole instance.
        if (!reading.Variables.TryGetValue(name, out var kind))
        {
            reading.Refuse(element, "Bpmn.Variable.Unknown", Element.Cut(name));
        }
        else if (kind != ValueKind.Text)
        {
            reading.Refuse(element, "Bpmn.Variable.NotText", name);
        }

        return name;
    }

    public void RefuseOthers()
    {
        foreach (var name in binding.Inputs.Keys.Where(name => !Known.Contains(name)))
        {
            reading.Refuse(element, "Bpmn.Input.Unknown", name);
        }
    }

    private void Refuse(string name, string text) => reading.Refuse(element, "Bpmn.Input.Value", name, Element.Cut(text));
}
