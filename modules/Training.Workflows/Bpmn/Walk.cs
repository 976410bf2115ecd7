namespace Training.Workflows.Bpmn;

/// <summary>Ways through a graph, without recursion: a chain may have 2 000 nodes.</summary>
internal static class Walk
{
    /// <summary>All that can be reached, the starting nodes too.</summary>
    public static HashSet<Node> From(IEnumerable<Node> starts, Func<Node, IEnumerable<Node>> next)
    {
        var reached = new HashSet<Node>(starts);
        var open = new Stack<Node>(reached);
        while (open.TryPop(out var node))
        {
            foreach (var other in next(node).Where(reached.Add))
            {
                open.Push(other);
            }
        }

        return reached;
    }

    /// <summary>Each node after all that is reached from it, as far as there are no circles: its reverse is the order in which people read.</summary>
    public static IReadOnlyList<Node> LeavingOrder(IEnumerable<Node> starts, Func<Node, IEnumerable<Node>> next)
    {
        var left = new List<Node>();
        var seen = new HashSet<Node>();
        var path = new Stack<(Node Node, IEnumerator<Node> Next)>();
        foreach (var start in starts.Where(seen.Add))
        {
            path.Push((start, next(start).ToList().GetEnumerator()));
            while (path.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    left.Add(top.Node);
                    path.Pop();
                }
                else if (seen.Add(top.Next.Current))
                {
                    path.Push((top.Next.Current, next(top.Next.Current).ToList().GetEnumerator()));
                }
            }
        }

        return left;
    }
}
