using Training.Workflows.Expressions;

namespace Training.Workflows.Bpmn;

/// <summary>The sequence flows of a scope, and which of them are defaults.</summary>
internal sealed class FlowReader(Reading reading)
{
    public void Read(Element holder, NodeScope scope, IReadOnlyDictionary<string, ValueKind> variables)
    {
        foreach (var element in holder.Of("sequenceFlow"))
        {
            ReadFlow(element, scope, variables);
        }

        foreach (var element in holder.Children.Where(child => child["default"] is not null))
        {
            if (element.Id is { } id && reading.Nodes.TryGetValue(id, out var node) && node.Scope == scope)
            {
                SetDefault(element, node);
            }
        }
    }

    private void ReadFlow(Element element, NodeScope scope, IReadOnlyDictionary<string, ValueKind> variables)
    {
        var source = End(element, "sourceRef", scope);
        var target = End(element, "targetRef", scope);
        var condition = element.Of("conditionExpression").ToArray() switch
        {
            [] => null,
            [{ Text: "" }] => null,
            [var only] => reading.Expression(element, only.Text, ValueKind.Boolean, "Bpmn.Condition.NotBoolean", variables),
            _ => Twice(element),
        };
        if (source is null || target is null || reading.IdOf(element) is not { } id)
        {
            return;
        }

        if (condition is not null && source is not (ExclusiveGateway or Activity))
        {
            reading.Refuse(element, "Bpmn.Condition.NotHere", source.Id);
        }

        var flow = new SequenceFlow(id, element["name"], source, target, condition);
        source.Outgoing.Add(flow);
        target.Incoming.Add(flow);
    }

    private Node? End(Element element, string attribute, NodeScope scope)
    {
        var reference = BpmnNames.WithoutPrefix(element[attribute] ?? "");
        if (reading.Nodes.TryGetValue(reference, out var node) && node.Scope == scope)
        {
            return node;
        }

        reading.Elements.TryGetValue(reference, out var target);
        if (target is null || (target.Parent == element.Parent && Grammar.Elements.ContainsKey(target.Name) && !Grammar.Nodes.Contains(target.Name)))
        {
            reading.Refuse(element, "Bpmn.Flow.Dangling", attribute, Element.Cut(reference));
        }
        else if (target.Parent != element.Parent)
        {
            reading.Refuse(element, "Bpmn.Flow.CrossesScope", reference);
        }

        // Else the node itself was refused.
        return null;
    }

    private Expression? Twice(Element element)
    {
        reading.Refuse(element, "Bpmn.Condition.Several");
        return null;
    }

    private void SetDefault(Element element, Node node)
    {
        var reference = BpmnNames.WithoutPrefix(element["default"]!);
        if (node.Outgoing.FirstOrDefault(flow => flow.Id == reference) is not { } flow)
        {
            if (!reading.IsRefused(reference))
            {
                reading.Refuse(element, "Bpmn.Default.NotOutgoing", Element.Cut(reference));
            }
        }
        else if (flow.Condition is not null)
        {
            reading.Refuse(element, "Bpmn.Default.Condition", reference);
        }
        else if (node is ExclusiveGateway gateway)
        {
            gateway.Default = flow;
        }
        else if (node is Activity activity)
        {
            activity.Default = flow;
        }
    }
}
