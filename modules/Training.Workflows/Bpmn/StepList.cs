using System.Globalization;

namespace Training.Workflows.Bpmn;

/// <summary>A step of a process, for people who read instead of looking at the picture.</summary>
/// <param name="Number">"3.2": second step inside of the third. What leads to it names it by this.</param>
/// <param name="ElementId">Id in the document.</param>
/// <param name="Depth">In how many sub-processes it lies.</param>
/// <param name="Kind">Key of the word for what it is.</param>
/// <param name="Name">As the document says; null: it has none.</param>
internal sealed record Step(string Number, string ElementId, int Depth, string Kind, string? Name)
{
    /// <summary>Who does it; null where nobody has to, or nobody was named.</summary>
    public string? Assignee { get; init; }

    /// <summary>What is named, waited for or set: "due in P3D", "message Approved", each a key with what it names.</summary>
    public IReadOnlyList<StepDetail> Details { get; init; } = [];

    public IReadOnlyList<NextStep> Next { get; init; } = [];

    /// <summary>Timers and errors that may come while it is done, each a step of its own.</summary>
    public IReadOnlyList<string> Boundary { get; init; } = [];
}

/// <param name="Key">Of the sentence in the texts of this module.</param>
/// <param name="Arguments">What it names.</param>
internal sealed record StepDetail(string Key, params string[] Arguments);

/// <param name="Number">Of the next step.</param>
/// <param name="ElementId">Id of the next step.</param>
/// <param name="Name">Of the next step; null: it has none.</param>
/// <param name="FlowName">What stands at the arrow; null: nothing.</param>
/// <param name="Condition">Under which it comes next; null: always, or else.</param>
/// <param name="IsDefault">Comes next where no condition holds.</param>
internal sealed record NextStep(string Number, string ElementId, string? Name, string? FlowName, string? Condition, bool IsDefault);

/// <summary>A process as a list of steps, in the order in which they happen; what may happen beside them comes last.</summary>
internal static class StepList
{
    public static IReadOnlyList<Step> Of(ProcessModel model)
    {
        var order = new List<(Node Node, int Depth)>();
        var numbers = new Dictionary<Node, string>();
        Number(model.Root, "", 0, order, numbers);
        return [.. order.Select(entry => Of(entry.Node, entry.Depth, numbers))];
    }

    private static void Number(NodeScope scope, string prefix, int depth, List<(Node Node, int Depth)> order, Dictionary<Node, string> numbers)
    {
        var count = 0;
        foreach (var node in InOrder(scope))
        {
            var number = prefix + (++count).ToString(CultureInfo.InvariantCulture);
            numbers.Add(node, number);
            order.Add((node, depth));
            if (node is SubProcess inner)
            {
                Number(inner.Content, number + ".", depth + 1, order, numbers);
            }
        }
    }

    // Walked from the last arrow to the first, so that the first one comes first once the order is turned round.
    private static IEnumerable<Node> InOrder(NodeScope scope)
    {
        var reached = Walk.LeavingOrder(scope.Starts.Reverse(), node => Follows(node).Reverse()).Reverse().ToArray();
        var rest = scope.Nodes.Except(reached).ToArray();
        return [.. reached, .. rest.Where(node => node is not SubProcess { IsTriggeredByEvent: true }), .. rest.Where(node => node is SubProcess { IsTriggeredByEvent: true })];
    }

    private static IEnumerable<Node> Follows(Node node)
        => node.Outgoing.Select(flow => flow.Target).Concat((node as Activity)?.Boundary ?? []);

    private static Step Of(Node node, int depth, Dictionary<Node, string> numbers) => new(numbers[node], node.Id, depth, StepWords.KindOf(node), node.Name)
    {
        Assignee = (node as UserTask)?.Assignee,
        Details = [.. StepWords.DetailsOf(node)],
        Boundary = [.. ((node as Activity)?.Boundary ?? []).Select(boundary => numbers[boundary])],
        Next = [.. node.Outgoing.Select(flow => new NextStep(
            numbers[flow.Target], flow.Target.Id, flow.Target.Name, flow.Name, flow.Condition?.Text, IsDefault(node, flow)))],
    };

    private static bool IsDefault(Node node, SequenceFlow flow) => flow == ((node as ExclusiveGateway)?.Default ?? (node as Activity)?.Default);
}
