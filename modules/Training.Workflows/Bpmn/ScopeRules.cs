namespace Training.Workflows.Bpmn;

/// <summary>What must hold in the process and in each sub-process by itself.</summary>
internal static class ScopeRules
{
    public static void Check(Element holder, NodeScope scope, Reading reading)
    {
        // Counted in the document: a start that was refused for something else is there nevertheless.
        var starts = holder.Of("startEvent").ToArray();
        var none = starts.Where(start => !start.Children.Any(child => child.Name.EndsWith("EventDefinition", StringComparison.Ordinal))).ToArray();
        if (scope.Owner is null)
        {
            CheckProcess(holder, starts, none, reading);
        }
        else if (scope.Owner.IsTriggeredByEvent)
        {
            CheckEventSubProcess(holder, starts, none, reading);
        }
        else
        {
            CheckSubProcess(holder, starts, none, reading);
        }

        foreach (var node in scope.Nodes)
        {
            CheckEnds(node, reading);
        }
    }

    private static void CheckProcess(Element holder, Element[] starts, Element[] none, Reading reading)
    {
        if (starts.Length == 0)
        {
            reading.Refuse(holder, "Bpmn.Start.Missing");
        }

        foreach (var another in none.Skip(1))
        {
            reading.Refuse(another, "Bpmn.Start.Several");
        }
    }

    private static void CheckSubProcess(Element holder, Element[] starts, Element[] none, Reading reading)
    {
        if (none.Length == 0)
        {
            reading.Refuse(holder, "Bpmn.Start.Missing");
        }

        foreach (var another in none.Skip(1))
        {
            reading.Refuse(another, "Bpmn.Start.Several");
        }

        foreach (var other in starts.Except(none))
        {
            reading.Refuse(other, "Bpmn.Start.NotInSubProcess");
        }
    }

    private static void CheckEventSubProcess(Element holder, Element[] starts, Element[] none, Reading reading)
    {
        if (starts.Length != 1)
        {
            reading.Refuse(holder, "Bpmn.EventSubProcess.OneStart");
        }
        else if (none.Length == 1)
        {
            reading.Refuse(starts[0], "Bpmn.EventSubProcess.NoneStart");
        }
    }

    private static void CheckEnds(Node node, Reading reading)
    {
        var element = reading.Elements[node.Id];
        if (node is StartEvent or BoundaryEvent && node.Incoming.Count > 0)
        {
            reading.Refuse(element, "Bpmn.Flow.IntoStart", node.Incoming[0].Id);
        }

        if (node is EndEvent && node.Outgoing.Count > 0)
        {
            reading.Refuse(element, "Bpmn.Flow.OutOfEnd", node.Outgoing[0].Id);
        }

        if (node is SubProcess { IsTriggeredByEvent: true } && node.Incoming.Concat(node.Outgoing).FirstOrDefault() is { } flow)
        {
            reading.Refuse(element, "Bpmn.EventSubProcess.Flow", flow.Id);
        }
    }
}
