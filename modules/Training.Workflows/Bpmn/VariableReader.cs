using System.Globalization;
using Training.Workflows.Expressions;

namespace Training.Workflows.Bpmn;

/// <summary>The variables that a process declares.</summary>
internal static class VariableReader
{
    public static IReadOnlyList<VariableDeclaration> Read(Element process, Reading reading)
    {
        var declared = new List<VariableDeclaration>();
        foreach (var element in process.Extensions("training:variable").Take(Limits.Variables + 1))
        {
            if (ReadOne(element, reading) is { } variable)
            {
                declared.Add(variable);
            }
        }

        if (declared.Count > Limits.Variables)
        {
            reading.Refuse(process, "Bpmn.Limit.Variables", Limits.Variables.ToString(CultureInfo.InvariantCulture));
        }

        return declared;
    }

    /// <summary>Whether a name can be given to something that expressions read.</summary>
    public static bool IsFree(Element at, string name, IReadOnlyDictionary<string, ValueKind> taken, Reading reading)
    {
        var trouble = !BpmnNames.IsVariable(name) ? "Bpmn.Variable.Name"
            : BpmnNames.Reserved.Contains(name) ? "Bpmn.Variable.Reserved"
            : taken.ContainsKey(name) ? "Bpmn.Variable.Twice"
            : null;
        if (trouble is not null)
        {
            reading.Refuse(at, trouble, Element.Cut(name));
        }

        return trouble is null;
    }

    private static VariableDeclaration? ReadOne(Element element, Reading reading)
    {
        var name = element["name"] ?? "";
        if (!IsFree(element, name, reading.Variables, reading))
        {
            return null;
        }

        if (!BpmnNames.VariableKinds.TryGetValue(element["type"] ?? "", out var kind))
        {
            reading.Refuse(element, "Bpmn.Variable.Type", name, Element.Cut(element["type"] ?? ""));
            return null;
        }

        // Known from here on, so that an unreadable default is told once and not again for each use.
        reading.Variables.Add(name, kind);
        if (element["required"] is { } required && required is not ("true" or "false"))
        {
            reading.Refuse(element, "Bpmn.Attribute.Value", "required", Element.Cut(required));
        }

        if (element["default"] is not { } text)
        {
            return new VariableDeclaration(name, kind, null, Reading.IsTrue(element["required"]));
        }

        if (Value.Read(kind, text) is { } value)
        {
            return new VariableDeclaration(name, kind, value, Reading.IsTrue(element["required"]));
        }

        reading.Refuse(element, "Bpmn.Variable.Default", name, Element.Cut(text));
        return null;
    }
}
