using System.Text.Json;
using Training.Workflows.Expressions;

namespace Training.Workflows.Bpmn;

/// <summary>The <c>elsa:activityBinding</c> of a task.</summary>
internal sealed class BindingReader(Reading reading)
{
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = Limits.JsonDepth, AllowDuplicateProperties = false };

    /// <returns>Null where there is none, or after a problem.</returns>
    public ActivityBinding? Read(Element task, IReadOnlyDictionary<string, ValueKind> variables)
    {
        var bindings = task.Extensions("elsa:activityBinding").ToArray();
        if (bindings.Length == 0)
        {
            return null;
        }

        if (bindings.Length > 1)
        {
            reading.Refuse(task, "Bpmn.Binding.Several");
            return null;
        }

        var type = reading.Required(bindings[0], "activityType", Limits.IdLength);
        var inputs = new Dictionary<string, ActivityInput>(StringComparer.Ordinal);
        foreach (var element in bindings[0].Of("elsa:input"))
        {
            if (reading.Required(element, "name", Limits.VariableLength) is not { } name)
            {
                continue;
            }

            if (Input(element, name, variables) is { } input && !inputs.TryAdd(name, input))
            {
                reading.Refuse(element, "Bpmn.Input.Twice", name);
            }
        }

        return type is null ? null : new ActivityBinding(type, inputs);
    }

    private ActivityInput? Input(Element element, string name, IReadOnlyDictionary<string, ValueKind> variables)
    {
        try
        {
            using var document = JsonDocument.Parse(element.Text, Json);
            return Input(element, name, document.RootElement, variables);
        }
        catch (JsonException)
        {
            reading.Refuse(element, "Bpmn.Input.Json", name);
        }

        return null;
    }

    private ActivityInput? Input(Element element, string name, JsonElement json, IReadOnlyDictionary<string, ValueKind> variables)
    {
        if (Only(json, "typeName", "expression") is not [{ ValueKind: JsonValueKind.String } typeName, var expression]
            || Only(expression, "type", "value") is not [{ ValueKind: JsonValueKind.String } type, var value])
        {
            reading.Refuse(element, "Bpmn.Input.Shape", name);
            return null;
        }

        if (!BpmnNames.InputTypes.TryGetValue(typeName.GetString()!, out var kind))
        {
            reading.Refuse(element, "Bpmn.Input.Type", name, Element.Cut(typeName.GetString()!));
            return null;
        }

        switch (type.GetString())
        {
            case BpmnNames.Literal:
                return Literal(element, name, typeName.GetString()!, kind, value);
            case BpmnNames.Variable:
                var variable = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
                if (variables.ContainsKey(variable))
                {
                    return new ActivityInput(typeName.GetString()!, null, variable);
                }

                reading.Refuse(element, "Bpmn.Variable.Unknown", Element.Cut(variable));
                return null;
            default:
                reading.Refuse(element, "Bpmn.Input.Expression", name, Element.Cut(type.GetString()!));
                return null;
        }
    }

    private ActivityInput? Literal(Element element, string name, string typeName, ValueKind kind, JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (text is not null && (kind == Expressions.ValueKind.Text || Value.Read(kind, text) is not null))
        {
            return new ActivityInput(typeName, text, null);
        }

        reading.Refuse(element, "Bpmn.Input.Value", name, Element.Cut(text ?? value.ValueKind.ToString()));
        return null;
    }

    // The values of exactly these properties; empty where there are others.
    private static JsonElement[] Only(JsonElement json, string first, string second)
        => json.ValueKind == JsonValueKind.Object && json.GetPropertyCount() == 2 && json.TryGetProperty(first, out var one) && json.TryGetProperty(second, out var two)
            ? [one, two]
            : [];
}
