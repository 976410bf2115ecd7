namespace Training.Workflows.Bpmn;

/// <summary>
/// Circles of flows in which nothing waits. One that nothing can leave would keep a transaction busy for ever and is refused; one that a
/// condition or an error leads into is warned of.
/// </summary>
internal static class EndlessLoops
{
    public static void Check(ProcessModel model, Reading reading)
    {
        var steps = model.Nodes.Values.Where(node => !Waits(node)).ToDictionary(node => node, node => Next(node).ToArray());
        var certain = steps.ToDictionary(step => step.Key, step => step.Value.Where(next => next.IsCertain).Select(next => next.Node).ToArray());
        var refused = new HashSet<Node>();
        foreach (var circle in Circles(certain))
        {
            refused.UnionWith(circle);
            Refuse(circle);
        }

        foreach (var circle in Circles(steps.ToDictionary(step => step.Key, step => step.Value.Select(next => next.Node).ToArray())))
        {
            if (circle.Any(refused.Contains))
            {
                continue;
            }

            if (circle.SelectMany(node => steps[node]).All(next => circle.Contains(next.Node)))
            {
                Refuse(circle);
            }
            else
            {
                reading.Warn(new Problem(First(circle).Id, "Lint.LoopWithoutWait", Names(circle)));
            }
        }

        void Refuse(HashSet<Node> circle) => reading.Refuse(reading.Elements[First(circle).Id], "Bpmn.EndlessLoop", Names(circle));

        Node First(HashSet<Node> circle) => model.Nodes.Values.First(circle.Contains);

        string Names(HashSet<Node> circle) => string.Join(", ", model.Nodes.Values.Where(circle.Contains).Take(20).Select(node => node.Id));
    }

    // Of a called process nothing is known here; it may wait.
    private static bool Waits(Node node) => node switch
    {
        UserTask or CatchEvent or CallActivity => true,
        BoundaryEvent boundary => boundary.Trigger is not ErrorTrigger,
        ServiceTask task => task.IsAsync,
        SubProcess inner => inner.Content.Nodes.Any(Waits),
        _ => false,
    };

    private static IEnumerable<(Node Node, bool IsCertain)> Next(Node node)
    {
        var hasConditions = node.Outgoing.Any(flow => flow.Condition is not null);
        foreach (var flow in node.Outgoing)
        {
            var isChoice = node is ExclusiveGateway && node.Outgoing.Count > 1;
            var isDefault = node is Activity activity && activity.Default == flow && hasConditions;
            yield return (flow.Target, flow.Condition is null && !isChoice && !isDefault);
        }

        foreach (var boundary in (node as Activity)?.Boundary ?? [])
        {
            yield return (boundary, false);
        }
    }

    // Strongly connected parts with a circle in them: forwards in the order of leaving, then backwards. Without recursion, for long chains.
    private static IEnumerable<HashSet<Node>> Circles(Dictionary<Node, Node[]> steps)
    {
        var back = steps.Keys.ToDictionary(node => node, _ => new List<Node>());
        foreach (var (from, targets) in steps)
        {
            foreach (var to in targets.Where(steps.ContainsKey))
            {
                back[to].Add(from);
            }
        }

        var seen = new HashSet<Node>();
        foreach (var start in Walk.LeavingOrder(steps.Keys, node => steps[node].Where(steps.ContainsKey)).Reverse())
        {
            if (!seen.Add(start))
            {
                continue;
            }

            var part = new HashSet<Node> { start };
            var open = new Stack<Node>(part);
            while (open.TryPop(out var node))
            {
                foreach (var before in back[node].Where(seen.Add))
                {
                    part.Add(before);
                    open.Push(before);
                }
            }

            if (part.Count > 1 || steps[start].Contains(start))
            {
                yield return part;
            }
        }
    }
}
