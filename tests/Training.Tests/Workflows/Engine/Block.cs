using System.Globalization;
using Training.Workflows.Bpmn;
using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Tests.Workflows.Engine;

/// <summary>
/// A well-formed piece of a process, which can be drawn and which can say by itself, without tokens, what is open in it: the model that the
/// engine is compared with.
/// </summary>
internal abstract class Block
{
    /// <summary>Whatever is waited for in it now: ids of nodes, once for each time.</summary>
    public abstract IEnumerable<string> Open { get; }

    public abstract bool IsDone { get; }

    /// <summary>Begins, at its first or at its next time.</summary>
    public abstract void Begin(World world);

    /// <summary>What was waited for at the node, in this very place, has come.</summary>
    public abstract void Happen(string node, World world);

    /// <summary>Draws it between two nodes.</summary>
    /// <returns>The nodes that it begins and ends with.</returns>
    public abstract (Node First, Node Last) Draw(NodeScope scope, Pen pen);

    /// <summary>What blocks can read.</summary>
    internal sealed class World
    {
        public decimal Number { get; set; }
    }

    /// <summary>Draws nodes and flows, each with an id of its own.</summary>
    internal sealed class Pen
    {
        public static readonly IReadOnlyDictionary<string, ValueKind> Variables = new Dictionary<string, ValueKind> { ["n"] = ValueKind.Number };

        private int _last;

        public string Id(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++_last}");

        public SequenceFlow Connect(Node from, Node to, string? condition = null)
        {
            var flow = new SequenceFlow(Id("f"), null, from, to, condition is null ? null : Expression.Parse(condition, Variables));
            from.Outgoing.Add(flow);
            to.Incoming.Add(flow);
            return flow;
        }

        public static T Add<T>(T node)
            where T : Node
        {
            node.Scope.Nodes.Add(node);
            return node;
        }
    }
}

/// <summary>A user task, a timer or a message: something that is waited for.</summary>
internal sealed class Wait(char kind) : Block
{
    private string _id = "";
    private bool _open;

    public override IEnumerable<string> Open => _open ? [_id] : [];

    public override bool IsDone => !_open;

    public override void Begin(World world) => _open = true;

    public override void Happen(string node, World world) => _open = _open && node != _id;

    public override (Node First, Node Last) Draw(NodeScope scope, Pen pen)
    {
        _id = pen.Id(kind switch { 't' => "task", 'c' => "timer", _ => "message" });
        Node node = kind switch
        {
            't' => new UserTask(_id, null, scope),
            'c' => new CatchEvent(_id, null, scope, new TimerTrigger(TimerDefinition.OfDuration("PT1H", DayKind.Calendar, Pen.Variables))),
            _ => new CatchEvent(_id, null, scope, new MessageTrigger(_id)),
        };
        Pen.Add(node);
        return (node, node);
    }
}

/// <summary>One after the other.</summary>
internal sealed class Sequence(IReadOnlyList<Block> parts) : Block
{
    private int _at;

    public override IEnumerable<string> Open => IsDone ? [] : parts[_at].Open;

    public override bool IsDone => _at >= parts.Count;

    public override void Begin(World world)
    {
        _at = 0;
        parts[0].Begin(world);
        Advance(world);
    }

    public override void Happen(string node, World world)
    {
        parts[_at].Happen(node, world);
        Advance(world);
    }

    public override (Node First, Node Last) Draw(NodeScope scope, Pen pen)
    {
        var drawn = parts.Select(part => part.Draw(scope, pen)).ToArray();
        foreach (var (from, to) in drawn.Zip(drawn.Skip(1)))
        {
            pen.Connect(from.Last, to.First);
        }

        return (drawn[0].First, drawn[^1].Last);
    }

    private void Advance(World world)
    {
        while (!IsDone && parts[_at].IsDone)
        {
            if (++_at < parts.Count)
            {
                parts[_at].Begin(world);
            }
        }
    }
}

/// <summary>All at once, between two parallel gateways.</summary>
internal sealed class AllOf(IReadOnlyList<Block> parts) : Block
{
    public override IEnumerable<string> Open => parts.SelectMany(part => part.Open);

    public override bool IsDone => parts.All(part => part.IsDone);

    public override void Begin(World world)
    {
        foreach (var part in parts)
        {
            part.Begin(world);
        }
    }

    public override void Happen(string node, World world)
    {
        foreach (var part in parts.Where(part => part.Open.Contains(node)).ToArray())
        {
            part.Happen(node, world);
        }
    }

    public override (Node First, Node Last) Draw(NodeScope scope, Pen pen)
    {
        var fork = Pen.Add(new ParallelGateway(pen.Id("fork"), null, scope));
        var join = Pen.Add(new ParallelGateway(pen.Id("join"), null, scope));
        foreach (var part in parts)
        {
            var (first, last) = part.Draw(scope, pen);
            pen.Connect(fork, first);
            pen.Connect(last, join);
        }

        return (fork, join);
    }
}

/// <summary>One of several, by the number at that moment: the first whose limit is above it, else the last.</summary>
internal sealed class OneOf(IReadOnlyList<Block> parts) : Block
{
    private Block? _chosen;

    public override IEnumerable<string> Open => _chosen?.Open ?? [];

    public override bool IsDone => _chosen?.IsDone ?? true;

    public override void Begin(World world)
    {
        _chosen = parts.SkipLast(1).Where((_, index) => world.Number < index + 1).FirstOrDefault() ?? parts[^1];
        _chosen.Begin(world);
    }

    public override void Happen(string node, World world) => _chosen!.Happen(node, world);

    public override (Node First, Node Last) Draw(NodeScope scope, Pen pen)
    {
        var split = Pen.Add(new ExclusiveGateway(pen.Id("split"), null, scope));
        var merge = Pen.Add(new ExclusiveGateway(pen.Id("merge"), null, scope));
        foreach (var (index, part) in parts.Index())
        {
            var (first, last) = part.Draw(scope, pen);
            var flow = pen.Connect(split, first, index == parts.Count - 1 ? null : string.Create(CultureInfo.InvariantCulture, $"n < {index + 1}"));
            split.Default = index == parts.Count - 1 ? flow : null;
            pen.Connect(last, merge);
        }

        return (split, merge);
    }
}

/// <summary>Again and again, until the number is at least two after a time.</summary>
internal sealed class Repeat(Block body) : Block
{
    private bool _done = true;

    public override IEnumerable<string> Open => _done ? [] : body.Open;

    public override bool IsDone => _done;

    public override void Begin(World world)
    {
        _done = false;
        body.Begin(world);
    }

    public override void Happen(string node, World world)
    {
        body.Happen(node, world);
        if (body.IsDone && !(_done = world.Number >= 2))
        {
            body.Begin(world);
        }
    }

    public override (Node First, Node Last) Draw(NodeScope scope, Pen pen)
    {
        var enter = Pen.Add(new ExclusiveGateway(pen.Id("enter"), null, scope));
        var decide = Pen.Add(new ExclusiveGateway(pen.Id("decide"), null, scope));
        var (first, last) = body.Draw(scope, pen);
        pen.Connect(enter, first);
        pen.Connect(last, decide);
        decide.Default = pen.Connect(decide, enter);
        var leave = Pen.Add(new ExclusiveGateway(pen.Id("leave"), null, scope));
        pen.Connect(decide, leave, "n >= 2");
        return (enter, leave);
    }
}

/// <summary>A sub-process; with a boundary timer that ends it, or that begins something beside it; or with an event sub-process.</summary>
internal sealed class Inside(Block body, Block? handler, bool isInterrupting) : Block
{
    private string _event = "";
    private bool _bodyRuns;
    private bool _handlerRuns;
    private bool _happened;

    public override IEnumerable<string> Open
        => [.. _bodyRuns ? body.Open : [], .. _bodyRuns && handler is not null && !_happened ? new[] { _event } : [], .. _handlerRuns ? handler!.Open : []];

    public override bool IsDone => !_bodyRuns && !_handlerRuns;

    public override void Begin(World world)
    {
        (_bodyRuns, _handlerRuns, _happened) = (true, false, false);
        body.Begin(world);
    }

    public override void Happen(string node, World world)
    {
        if (node == _event)
        {
            _bodyRuns &= !isInterrupting;
            _handlerRuns = _happened = true;
            handler!.Begin(world);
        }
        else if (_bodyRuns && body.Open.Contains(node))
        {
            body.Happen(node, world);
        }
        else
        {
            handler!.Happen(node, world);
        }

        _bodyRuns &= !body.IsDone;
        _handlerRuns = _handlerRuns && !handler!.IsDone;
    }

    public override (Node First, Node Last) Draw(NodeScope scope, Pen pen)
    {
        var inner = Pen.Add(new SubProcess(pen.Id("sub"), null, scope, isTriggeredByEvent: false));
        var start = Pen.Add(new StartEvent(pen.Id("start"), null, inner.Content, new NoTrigger(), true));
        var end = Pen.Add(new EndEvent(pen.Id("end"), null, inner.Content, new NoTrigger()));
        var (first, last) = body.Draw(inner.Content, pen);
        pen.Connect(start, first);
        pen.Connect(last, end);
        if (handler is null)
        {
            return (inner, inner);
        }

        _event = pen.Id("event");
        if (!isInterrupting)
        {
            // Beside it and inside the same scope, so that the scope ends with both.
            var triggered = Pen.Add(new SubProcess(pen.Id("aside"), null, inner.Content, isTriggeredByEvent: true));
            var begin = Pen.Add(new StartEvent(_event, null, triggered.Content, new TimerTrigger(TimerDefinition.OfDuration("PT1H", DayKind.Calendar, Pen.Variables)), false));
            var finish = Pen.Add(new EndEvent(pen.Id("end"), null, triggered.Content, new NoTrigger()));
            var (from, to) = handler.Draw(triggered.Content, pen);
            pen.Connect(begin, from);
            pen.Connect(to, finish);
            return (inner, inner);
        }

        var boundary = Pen.Add(new BoundaryEvent(_event, null, scope, inner, new TimerTrigger(TimerDefinition.OfDuration("PT1H", DayKind.Calendar, Pen.Variables)), true));
        inner.Boundary.Add(boundary);
        var merge = Pen.Add(new ExclusiveGateway(pen.Id("merge"), null, scope));
        var (handled, done) = handler.Draw(scope, pen);
        pen.Connect(boundary, handled);
        pen.Connect(done, merge);
        pen.Connect(inner, merge);
        return (inner, merge);
    }
}

/// <summary>A user task for several at once or one after the other.</summary>
internal sealed class Several(int rounds, bool isSequential) : Block
{
    private string _id = "";
    private int _left;

    public override IEnumerable<string> Open => Enumerable.Repeat(_id, isSequential ? Math.Min(_left, 1) : _left);

    public override bool IsDone => _left == 0;

    public override void Begin(World world) => _left = rounds;

    public override void Happen(string node, World world) => _left--;

    public override (Node First, Node Last) Draw(NodeScope scope, Pen pen)
    {
        _id = pen.Id("votes");
        var task = Pen.Add(new UserTask(_id, null, scope));
        task.Loop = new MultiInstance(isSequential, Expression.Parse(rounds.ToString(CultureInfo.InvariantCulture), Pen.Variables), null, null, null, null, null);
        return (task, task);
    }
}
