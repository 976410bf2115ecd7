using System.Globalization;
using Training.Workflows.Expressions;

namespace Training.Workflows.Bpmn;

/// <summary>The nodes and flows of the process or of a sub-process.</summary>
internal sealed class ScopeReader(Reading reading, EventReader events)
{
    private static readonly Dictionary<string, ValueKind> NoVariables = [];

    private readonly ActivityReader _activities = new(reading);

    /// <param name="holder">The process or sub-process.</param>
    /// <param name="scope">What is read into.</param>
    /// <param name="variables">What expressions in it may read.</param>
    /// <param name="depth">In how many sub-processes it lies.</param>
    public void Read(Element holder, NodeScope scope, IReadOnlyDictionary<string, ValueKind> variables, int depth)
    {
        foreach (var element in holder.Children)
        {
            if (element.Key is { } key && key != "boundaryEvent" && Grammar.Nodes.Contains(key))
            {
                Add(scope, ReadNode(element, scope, variables, depth));
            }
        }

        foreach (var element in holder.Of("boundaryEvent"))
        {
            Add(scope, ReadBoundary(element, scope, variables));
        }

        new FlowReader(reading).Read(holder, scope, variables);
        ScopeRules.Check(holder, scope, reading);
    }

    private Node? ReadNode(Element element, NodeScope scope, IReadOnlyDictionary<string, ValueKind> variables, int depth)
    {
        if (reading.IdOf(element) is not { } id)
        {
            return null;
        }

        var name = element["name"];
        return element.Name switch
        {
            "startEvent" => ReadStart(element, id, scope, variables),
            "endEvent" => events.Read(element, variables, mayBeNone: true) is { } trigger ? new EndEvent(id, name, scope, trigger) : null,
            "intermediateCatchEvent" => events.Read(element, variables) is { } trigger ? new CatchEvent(id, name, scope, trigger) : null,
            "intermediateThrowEvent" => events.Read(element, variables) is { } trigger ? new ThrowEvent(id, name, scope, trigger) : null,
            "exclusiveGateway" => new ExclusiveGateway(id, name, scope),
            "parallelGateway" => new ParallelGateway(id, name, scope),
            "subProcess" => ReadSubProcess(element, id, scope, variables, depth),
            _ => _activities.Read(element, id, scope, variables),
        };
    }

    private StartEvent? ReadStart(Element element, string id, NodeScope scope, IReadOnlyDictionary<string, ValueKind> variables)
    {
        // A process has no values before it starts, so a timer that starts it can read none.
        var trigger = events.Read(element, scope.Owner is null ? NoVariables : variables, mayBeNone: true);
        var isInterrupting = scope.Owner is not { IsTriggeredByEvent: true } || Reading.IsTrue(element["isInterrupting"], otherwise: true);
        return trigger is null ? null : new StartEvent(id, element["name"], scope, trigger, isInterrupting);
    }

    private SubProcess ReadSubProcess(Element element, string id, NodeScope scope, IReadOnlyDictionary<string, ValueKind> variables, int depth)
    {
        var inner = new SubProcess(id, element["name"], scope, Reading.IsTrue(element["triggeredByEvent"]));
        if (depth >= Limits.Nesting)
        {
            reading.Refuse(element, "Bpmn.Limit.Nesting", Limits.Nesting.ToString(CultureInfo.InvariantCulture));
            return inner;
        }

        if (inner.IsTriggeredByEvent && element.Of("multiInstanceLoopCharacteristics").Any())
        {
            reading.Refuse(element, "Bpmn.EventSubProcess.Loop");
        }

        Read(element, inner.Content, _activities.ReadLoop(element, inner, variables), depth + 1);
        return inner;
    }

    private BoundaryEvent? ReadBoundary(Element element, NodeScope scope, IReadOnlyDictionary<string, ValueKind> variables)
    {
        if (reading.IdOf(element) is not { } id)
        {
            return null;
        }

        var trigger = events.Read(element, variables);
        var isInterrupting = Reading.IsTrue(element["cancelActivity"], otherwise: true);
        if (trigger is ErrorTrigger && !isInterrupting)
        {
            reading.Refuse(element, "Bpmn.Boundary.ErrorGoesOn");
            return null;
        }

        var host = BpmnNames.WithoutPrefix(element["attachedToRef"] ?? "");
        if (reading.Nodes.TryGetValue(host, out var node) && node is Activity activity && node.Scope == scope)
        {
            if (activity is SubProcess { IsTriggeredByEvent: true })
            {
                reading.Refuse(element, "Bpmn.Boundary.EventSubProcess", host);
                return null;
            }

            if (trigger is null)
            {
                return null;
            }

            var boundary = new BoundaryEvent(id, element["name"], scope, activity, trigger, isInterrupting);
            activity.Boundary.Add(boundary);
            return boundary;
        }

        if (!reading.IsRefused(host))
        {
            reading.Refuse(element, "Bpmn.Boundary.Nowhere", Element.Cut(host));
        }

        return null;
    }

    private void Add(NodeScope scope, Node? node)
    {
        if (node is not null && reading.Nodes.TryAdd(node.Id, node))
        {
            scope.Nodes.Add(node);
        }
    }
}
