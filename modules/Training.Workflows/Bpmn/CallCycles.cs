namespace Training.Workflows.Bpmn;

/// <summary>Processes that call each other in a circle would start each other for ever.</summary>
internal static class CallCycles
{
    private const string Arrow = " → ";

    /// <summary>Keys of the processes that a process calls.</summary>
    public static IReadOnlySet<string> CalledBy(ProcessModel model)
        => model.Nodes.Values.OfType<CallActivity>().Select(call => call.CalledElement).ToHashSet(StringComparer.Ordinal);

    /// <summary>The circle that a process would close: its key, those on the way, its key again; null where there is none.</summary>
    /// <param name="key">The process.</param>
    /// <param name="calls">What each process calls, this one too.</param>
    public static IReadOnlyList<string>? Through(string key, IReadOnlyDictionary<string, IReadOnlySet<string>> calls)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([key]);
        while (open.TryDequeue(out var current))
        {
            foreach (var called in calls.TryGetValue(current, out var all) ? all.Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
            {
                if (called == key)
                {
                    return Path(key, current, cameFrom);
                }

                if (cameFrom.TryAdd(called, current))
                {
                    open.Enqueue(called);
                }
            }
        }

        return null;
    }

    /// <summary>The first circle among all processes; null where there is none.</summary>
    public static IReadOnlyList<string>? Find(IReadOnlyDictionary<string, IReadOnlySet<string>> calls)
        => calls.Keys.Order(StringComparer.Ordinal).Select(key => Through(key, calls)).FirstOrDefault(cycle => cycle is not null);

    /// <summary>Why a process can not be published beside the others; null where it can.</summary>
    /// <param name="model">The process.</param>
    /// <param name="others">What the other processes call.</param>
    public static Problem? Check(ProcessModel model, IReadOnlyDictionary<string, IReadOnlySet<string>> others)
    {
        var calls = new Dictionary<string, IReadOnlySet<string>>(others, StringComparer.Ordinal) { [model.Id] = CalledBy(model) };
        if (Through(model.Id, calls) is not { } cycle)
        {
            return null;
        }

        var call = model.Nodes.Values.OfType<CallActivity>().First(call => call.CalledElement == cycle[1]);
        return new Problem(call.Id, "Bpmn.CallCycle", string.Join(Arrow, cycle));
    }

    private static List<string> Path(string key, string last, Dictionary<string, string> cameFrom)
    {
        var path = new List<string> { key };
        for (var at = last; at != key; at = cameFrom[at])
        {
            path.Insert(0, at);
        }

        path.Insert(0, key);
        return path;
    }
}
