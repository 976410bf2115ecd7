using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Workflows.Bpmn;

/// <summary>An executable process as it was read from a BPMN document; never changes. Ids are those of the document.</summary>
internal sealed class ProcessModel
{
    public ProcessModel(string id, string name, IReadOnlyList<VariableDeclaration> variables, NodeScope root)
    {
        (Id, Name, Variables, Root) = (id, name, variables, root);
        Nodes = AllNodes(root).ToDictionary(node => node.Id, StringComparer.Ordinal);
        Flows = Nodes.Values.SelectMany(node => node.Outgoing).ToDictionary(flow => flow.Id, StringComparer.Ordinal);
    }

    public string Id { get; }

    public string Name { get; }

    public IReadOnlyList<VariableDeclaration> Variables { get; }

    public NodeScope Root { get; }

    /// <summary>Every node, those inside of sub-processes too.</summary>
    public IReadOnlyDictionary<string, Node> Nodes { get; }

    public IReadOnlyDictionary<string, SequenceFlow> Flows { get; }

    private static IEnumerable<Node> AllNodes(NodeScope scope)
        => scope.Nodes.SelectMany(node => node is SubProcess inner ? AllNodes(inner.Content).Prepend(node) : [node]);
}

/// <summary>A variable that conditions, timers and tasks may use. What is not declared is not stored.</summary>
/// <param name="Name">A letter, then letters, digits and underscores.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Default">Its value at the start; null: it has none until something sets it.</param>
/// <param name="IsRequired">Whoever starts an instance must give it.</param>
internal sealed record VariableDeclaration(string Name, ValueKind Kind, Value? Default = null, bool IsRequired = false);

/// <summary>The nodes of a process or of a sub-process.</summary>
internal sealed class NodeScope
{
    /// <summary>The sub-process it is the inside of; null for the process itself.</summary>
    public SubProcess? Owner { get; set; }

    public List<Node> Nodes { get; } = [];

    /// <summary>Starts that begin the scope when it is opened (none), or a new instance (timer, message; process only).</summary>
    public IEnumerable<StartEvent> Starts => Nodes.OfType<StartEvent>();

    public IEnumerable<SubProcess> EventSubProcesses => Nodes.OfType<SubProcess>().Where(inner => inner.IsTriggeredByEvent);
}

/// <summary>A sequence flow.</summary>
internal sealed class SequenceFlow(string id, string? name, Node source, Node target, Expression? condition)
{
    public string Id { get; } = id;

    public string? Name { get; } = name;

    public Node Source { get; } = source;

    public Node Target { get; } = target;

    /// <summary>Taken only where this is true; null: always, or the default flow.</summary>
    public Expression? Condition { get; } = condition;
}

internal abstract class Node(string id, string? name, NodeScope scope)
{
    public string Id { get; } = id;

    public string? Name { get; } = name;

    /// <summary>What it is part of.</summary>
    public NodeScope Scope { get; } = scope;

    public List<SequenceFlow> Incoming { get; } = [];

    /// <summary>In the order of the document.</summary>
    public List<SequenceFlow> Outgoing { get; } = [];
}

/// <summary>What an event waits for or does.</summary>
internal abstract record Trigger;

internal sealed record NoTrigger : Trigger;

/// <param name="Timer">When.</param>
internal sealed record TimerTrigger(TimerDefinition Timer) : Trigger;

/// <param name="Name">Name of the message, by which it is found; together with the subject of the instance.</param>
internal sealed record MessageTrigger(string Name) : Trigger;

/// <param name="Name">Name of the signal; every instance that waits for it gets it.</param>
internal sealed record SignalTrigger(string Name) : Trigger;

/// <param name="Code">Only errors with this code; null: every error.</param>
internal sealed record ErrorTrigger(string? Code) : Trigger;

/// <summary>Ends the scope and everything in it.</summary>
internal sealed record TerminateTrigger : Trigger;

/// <summary>None, timer, message.</summary>
internal sealed class StartEvent(string id, string? name, NodeScope scope, Trigger trigger, bool isInterrupting) : Node(id, name, scope)
{
    public Trigger Trigger { get; } = trigger;

    /// <summary>Of an event sub-process: ends what else happens in the scope around it.</summary>
    public bool IsInterrupting { get; } = isInterrupting;
}

/// <summary>None, error, terminate.</summary>
internal sealed class EndEvent(string id, string? name, NodeScope scope, Trigger trigger) : Node(id, name, scope)
{
    public Trigger Trigger { get; } = trigger;
}

/// <summary>Timer, message, signal.</summary>
internal sealed class CatchEvent(string id, string? name, NodeScope scope, Trigger trigger) : Node(id, name, scope)
{
    public Trigger Trigger { get; } = trigger;
}

/// <summary>Message, signal.</summary>
internal sealed class ThrowEvent(string id, string? name, NodeScope scope, Trigger trigger) : Node(id, name, scope)
{
    public Trigger Trigger { get; } = trigger;
}

/// <summary>Timer (interrupting or not), error (always interrupting).</summary>
internal sealed class BoundaryEvent(string id, string? name, NodeScope scope, Activity attachedTo, Trigger trigger, bool isInterrupting) : Node(id, name, scope)
{
    public Activity AttachedTo { get; } = attachedTo;

    public Trigger Trigger { get; } = trigger;

    public bool IsInterrupting { get; } = isInterrupting;
}

/// <summary>Takes the first flow whose condition holds, in the order of the document, else <see cref="Default"/>.</summary>
internal sealed class ExclusiveGateway(string id, string? name, NodeScope scope) : Node(id, name, scope)
{
    public SequenceFlow? Default { get; set; }
}

/// <summary>Waits for one token on each incoming flow, then puts one on each outgoing flow.</summary>
internal sealed class ParallelGateway(string id, string? name, NodeScope scope) : Node(id, name, scope);

/// <summary>
/// A node that takes time. Its outgoing flows are all taken when it is done, save those whose condition does not hold; where it has
/// conditions and none holds, its default.
/// </summary>
internal abstract class Activity(string id, string? name, NodeScope scope) : Node(id, name, scope)
{
    public MultiInstance? Loop { get; set; }

    public SequenceFlow? Default { get; set; }

    public List<BoundaryEvent> Boundary { get; } = [];
}

/// <summary>What a task is bound to: the <c>elsa:activityBinding</c> of its extension elements.</summary>
/// <param name="ActivityType">Stable name, such as <c>Training.Certification.Issue</c>.</param>
/// <param name="Inputs">By name; literals are parsed at import.</param>
internal sealed record ActivityBinding(string ActivityType, IReadOnlyDictionary<string, ActivityInput> Inputs);

/// <summary>An input: a literal or a variable.</summary>
/// <param name="TypeName">As the document says, such as <c>String</c>.</param>
/// <param name="Literal">The literal's text; null for a variable.</param>
/// <param name="Variable">The variable's name; null for a literal.</param>
internal sealed record ActivityInput(string TypeName, string? Literal, string? Variable);

/// <summary>Something a person does. Bound to <c>Training.UserTask</c>, whose inputs are read into these.</summary>
internal sealed class UserTask(string id, string? name, NodeScope scope) : Activity(id, name, scope)
{
    public const string ActivityType = "Training.UserTask";

    /// <summary>Id of the resolver that says who may do it (input <c>Assignee</c>).</summary>
    public string? Assignee { get; set; }

    /// <summary>What the resolver is given besides the subject, such as a role (input <c>AssigneeArgument</c>): literal or variable.</summary>
    public ActivityInput? AssigneeArgument { get; set; }

    /// <summary>Name of the form that the module of the subject shows for it (input <c>Form</c>).</summary>
    public string? Form { get; set; }

    /// <summary>Until when it should be done, counted from its beginning (input <c>Due</c>; working days with <c>DueDays</c> = <c>working</c>).</summary>
    public TimerDefinition? Due { get; set; }

    /// <summary>Whether several can be done at once with the same outcome (input <c>Batch</c>).</summary>
    public bool AllowsBatch { get; set; }

    /// <summary>How it can end (input <c>Outcomes</c>, separated by commas); the chosen one is stored in <see cref="OutcomeVariable"/>.</summary>
    public IReadOnlyList<string> Outcomes { get; set; } = [];

    /// <summary>The variable of kind text that keeps the outcome (input <c>OutcomeVariable</c>); null: none does.</summary>
    public string? OutcomeVariable { get; set; }
}

/// <summary>Something the site does.</summary>
internal sealed class ServiceTask(string id, string? name, NodeScope scope, ActivityBinding binding) : Activity(id, name, scope)
{
    public ActivityBinding Binding { get; } = binding;

    /// <summary>Run in a transaction of its own, later and again until it succeeds (<c>training:async="true"</c>); else in the caller's.</summary>
    public bool IsAsync { get; init; }
}

/// <summary>A process inside of the process: embedded, or triggered by an event of the scope around it.</summary>
internal sealed class SubProcess : Activity
{
    public SubProcess(string id, string? name, NodeScope scope, bool isTriggeredByEvent)
        : base(id, name, scope)
    {
        IsTriggeredByEvent = isTriggeredByEvent;
        Content = new NodeScope { Owner = this };
    }

    public bool IsTriggeredByEvent { get; }

    public NodeScope Content { get; }

    /// <summary>The start of an event sub-process.</summary>
    public StartEvent EventStart => Content.Starts.Single();
}

/// <summary>Runs another process, the newest published version of it, and waits for its end.</summary>
internal sealed class CallActivity(string id, string? name, NodeScope scope, string calledElement) : Activity(id, name, scope)
{
    /// <summary>Key of the other process.</summary>
    public string CalledElement { get; } = calledElement;

    /// <summary>Variable of the other process → expression over ours (<c>training:in target=… source=…</c>).</summary>
    public List<(string Target, Expression Source)> In { get; } = [];

    /// <summary>Our variable → variable of the other process at its end (<c>training:out target=… source=…</c>).</summary>
    public List<(string Target, string Source)> Out { get; } = [];
}

/// <summary>An activity that is done several times: as often as a number says, or for each element of a list.</summary>
/// <param name="IsSequential">One after the other, instead of all at once.</param>
/// <param name="Cardinality">How often; null where <paramref name="Collection"/> is given.</param>
/// <param name="Collection">Variable of kind texts whose elements it is done for (<c>training:collection</c>).</param>
/// <param name="Item">Name under which the body sees its element (<c>training:item</c>), of kind text.</param>
/// <param name="Collect">Variable that each body ends with (<c>training:collect</c>), of kind text; its value is added to <paramref name="Into"/>.</param>
/// <param name="Into">Variable of kind texts (<c>training:into</c>).</param>
/// <param name="Completion">Ends the rest early once it is true after a body has ended.</param>
internal sealed record MultiInstance(
    bool IsSequential, Expression? Cardinality, string? Collection, string? Item, string? Collect, string? Into, Expression? Completion)
{
    /// <summary>What a body and the completion condition can read beside the declared variables.</summary>
    public static IReadOnlyDictionary<string, ValueKind> Counters { get; } = new Dictionary<string, ValueKind>
    {
        ["loopCounter"] = ValueKind.Number,
        ["nrOfInstances"] = ValueKind.Number,
        ["nrOfActiveInstances"] = ValueKind.Number,
        ["nrOfCompletedInstances"] = ValueKind.Number,
    };
}
