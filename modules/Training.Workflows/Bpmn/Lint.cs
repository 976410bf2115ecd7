using System.Text.RegularExpressions;
using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Workflows.Bpmn;

/// <summary>What can be run, but is hardly what somebody meant.</summary>
internal static partial class Lint
{
    public static IReadOnlyList<Problem> Of(ProcessModel model)
        => [.. model.Nodes.Values.SelectMany(Of), .. Ways(model.Root), .. UnusedVariables(model), .. MessagesFromOutside(model)];

    private static IEnumerable<Problem> Of(Node node)
    {
        if (node is UserTask { Assignee: null })
        {
            yield return new Problem(node.Id, "Lint.NoAssignee");
        }

        if (node is ExclusiveGateway or ParallelGateway && node.Incoming.Count <= 1 && node.Outgoing.Count <= 1)
        {
            yield return new Problem(node.Id, "Lint.IdleGateway");
        }

        if (node is ExclusiveGateway { Outgoing.Count: > 0, Default: null } && node.Outgoing.All(flow => flow.Condition is not null))
        {
            yield return new Problem(node.Id, "Lint.NoDefault");
        }

        if (node is ExclusiveGateway { Outgoing.Count: > 1 } gateway)
        {
            foreach (var flow in gateway.Outgoing.Where(flow => flow.Condition is null && flow != gateway.Default))
            {
                yield return new Problem(flow.Id, "Lint.NoCondition", gateway.Id);
            }
        }

        if (node is ParallelGateway join && join.Incoming.Count > 1 && ChosenBefore(join) is { } choice)
        {
            yield return new Problem(node.Id, "Lint.JoinOfChoice", choice.Id);
        }

        if (TimerOf(node) is { Times: not 1 } && node is CatchEvent or BoundaryEvent { IsInterrupting: true } or StartEvent { IsInterrupting: true, Scope.Owner: not null })
        {
            yield return new Problem(node.Id, "Lint.CycleOnce");
        }
    }

    // Two ways into the join begin at the same choice, so only one of them is ever taken. Followed back over straight pieces only.
    private static ExclusiveGateway? ChosenBefore(ParallelGateway join) => join.Incoming
        .Select(flow => SplitBefore(flow.Source))
        .OfType<ExclusiveGateway>()
        .GroupBy(gateway => gateway)
        .FirstOrDefault(group => group.Count() > 1)?.Key;

    private static Node? SplitBefore(Node node)
    {
        var seen = new HashSet<Node>();
        while (node.Outgoing.Count == 1 && node.Incoming.Count == 1 && seen.Add(node))
        {
            node = node.Incoming[0].Source;
        }

        return node.Outgoing.Count > 1 ? node : null;
    }

    private static IEnumerable<Problem> Ways(NodeScope scope)
    {
        var nodes = scope.Nodes.Where(node => node is not SubProcess { IsTriggeredByEvent: true }).ToArray();
        var reached = Walk.From(scope.Starts, node => node.Outgoing.Select(flow => flow.Target).Concat((node as Activity)?.Boundary ?? []));
        var ending = Walk.From(nodes.OfType<EndEvent>(), node => node is BoundaryEvent boundary ? [boundary.AttachedTo] : node.Incoming.Select(flow => flow.Source));
        foreach (var node in nodes)
        {
            if (!reached.Contains(node))
            {
                yield return new Problem(node.Id, "Lint.Unreachable");
            }
            else if (!ending.Contains(node))
            {
                yield return new Problem(node.Id, "Lint.NoEnd");
            }
        }

        foreach (var problem in scope.Nodes.OfType<SubProcess>().SelectMany(inner => Ways(inner.Content)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> UnusedVariables(ProcessModel model)
    {
        var used = model.Nodes.Values.SelectMany(UsedBy)
            .Concat(model.Flows.Values.SelectMany(flow => flow.Condition?.Variables ?? Enumerable.Empty<string>()))
            .ToHashSet(StringComparer.Ordinal);

        // A required one comes from outside: whoever brings it does not ask whether this drawing reads it.
        return model.Variables.Where(variable => !variable.IsRequired && !used.Contains(variable.Name)).Select(variable => new Problem(model.Id, "Lint.UnusedVariable", variable.Name));
    }

    private static IEnumerable<string> UsedBy(Node node)
    {
        var names = new List<string?>();
        if (node is Activity { Loop: { } loop })
        {
            names.AddRange([loop.Collection, loop.Collect, loop.Into, .. ReadBy(loop.Cardinality), .. ReadBy(loop.Completion)]);
        }

        switch (node)
        {
            case UserTask task:
                names.AddRange([task.AssigneeArgument?.Variable, task.OutcomeVariable, .. ReadBy(task.Due)]);
                break;
            case ServiceTask task:
                names.AddRange(task.Binding.Inputs.Values.Select(input => input.Variable));
                break;
            case CallActivity call:
                names.AddRange([.. call.In.SelectMany(given => given.Source.Variables), .. call.Out.Select(returned => returned.Target)]);
                break;
            default:
                names.AddRange(ReadBy(TimerOf(node)));
                break;
        }

        return names.OfType<string>();
    }

    private static IEnumerable<string> ReadBy(Expression? expression) => expression?.Variables ?? Enumerable.Empty<string>();

    // A timer keeps the text of its expression only; a name in a text literal counts as used, which merely spares a warning.
    private static IEnumerable<string> ReadBy(TimerDefinition? timer)
        => timer?.Text.StartsWith('=') is true ? Name().Matches(timer.Text).Select(match => match.Value) : [];

    private static IEnumerable<Problem> MessagesFromOutside(ProcessModel model)
    {
        var thrown = model.Nodes.Values.OfType<ThrowEvent>().Select(node => node.Trigger).OfType<MessageTrigger>().Select(message => message.Name).ToHashSet(StringComparer.Ordinal);
        return from node in model.Nodes.Values
               let message = (TriggerOf(node) as MessageTrigger)?.Name
               where message is not null && node is not (ThrowEvent or StartEvent { Scope.Owner: null }) && !thrown.Contains(message)
               select new Problem(node.Id, "Lint.MessageFromOutside", message);
    }

    private static TimerDefinition? TimerOf(Node node) => (TriggerOf(node) as TimerTrigger)?.Timer;

    private static Trigger? TriggerOf(Node node) => node switch
    {
        StartEvent start => start.Trigger,
        EndEvent end => end.Trigger,
        CatchEvent caught => caught.Trigger,
        ThrowEvent thrown => thrown.Trigger,
        BoundaryEvent boundary => boundary.Trigger,
        _ => null,
    };

    [GeneratedRegex("[A-Za-z][A-Za-z0-9_]*")]
    private static partial Regex Name();
}
