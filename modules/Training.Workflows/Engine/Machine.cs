using Training.Workflows.Bpmn;
using Training.Workflows.Expressions;

namespace Training.Workflows.Engine;

/// <summary>
/// Moves the tokens of one instance by the rules of BPMN 2.0 (ISO/IEC 19510, chapter 13) until each of them waits, has stopped or is gone.
/// It changes the state only by writing the journal, and asks the world for nothing but the time, the models and the work of service tasks.
/// </summary>
internal sealed partial class Machine(InstanceState state, IEngineWorld world)
{
    /// <summary>More moves than this without waiting is a loop without end.</summary>
    public const int MostMoves = 5_000;

    /// <summary>More rounds of a loop, or tokens at once, than anybody draws on purpose.</summary>
    public const int MostRounds = 1_000;

    /// <summary>Scopes inside of scopes; processes that call each other in a circle come to it.</summary>
    public const int MostDepth = 40;

    private readonly Queue<int> _moving = new();
    private readonly List<JournalEntry> _journal = [];
    private readonly Dictionary<int, UserTask> _createdTasks = [];
    private int _moves;

    /// <summary>What happened since this machine was made.</summary>
    public IReadOnlyList<JournalEntry> Journal => _journal;

    /// <summary>The tasks that were created since, by the number of the entry; other processes may have nodes of the same name.</summary>
    public IReadOnlyDictionary<int, UserTask> CreatedTasks => _createdTasks;

    /// <summary>Begins an instance at a start event.</summary>
    /// <param name="version">Of the process.</param>
    /// <param name="start">Id of a start event of the process; null for the one without trigger.</param>
    /// <param name="variables">Declared ones; required ones must be there.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="EngineRefusal">A variable is missing, unknown, or of another kind, or a timer of the process has no time without one; or there is no such start.</exception>
    public Task StartAsync(string version, string? start, IReadOnlyDictionary<string, Value> variables, CancellationToken ct)
    {
        var model = world.Model(version);
        var at = model.Root.Starts.SingleOrDefault(node => start is null ? node.Trigger is NoTrigger : node.Id == start) ?? throw new EngineRefusal("Engine.NoStart", model.Id);
        Check(model, variables);
        if (model.Variables.FirstOrDefault(v => v.IsRequired && !variables.ContainsKey(v.Name)) is { } missing)
        {
            throw new EngineRefusal("Engine.VariableMissing", missing.Name);
        }

        Write(JournalKind.Started, name: version);
        var scope = OpenScope(ScopeRole.Process, null, null, version, null);
        SetDefaults(model, scope, variables);
        try
        {
            Subscribe(model.Root, scope);
        }
        catch (ExpressionError error)
        {
            // There is no token yet that could stop.
            throw new EngineRefusal("Engine.Expression", [error.Reason, .. error.Arguments]);
        }

        CreateToken(scope, at, null);
        return RunAsync(ct);
    }

    /// <summary>Whether the process in which a token is declares a variable.</summary>
    public bool Declares(int token, string variable)
        => state.Tokens.TryGetValue(token, out var at) && ModelOf(at.Scope).Variables.Any(declared => declared.Name == variable);

    /// <summary>A person did what a user task asks for.</summary>
    /// <param name="token">The token that waits at the task.</param>
    /// <param name="outcome">One of the task's outcomes; null where it has none.</param>
    /// <param name="variables">Declared ones that it sets besides.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="EngineRefusal">The task is not open, or outcome or variables are none of the process.</exception>
    public Task CompleteTaskAsync(int token, string? outcome, IReadOnlyDictionary<string, Value> variables, CancellationToken ct)
    {
        MustRun();
        if (!state.Tokens.TryGetValue(token, out var at) || !state.Tasks.ContainsKey(token) || Node(at) is not UserTask task)
        {
            throw new EngineRefusal("Engine.TaskIsOver");
        }

        if (task.Outcomes.Count == 0 ? outcome is not null : !task.Outcomes.Contains(outcome ?? "", StringComparer.Ordinal))
        {
            throw new EngineRefusal("Engine.NoSuchOutcome", outcome ?? "");
        }

        Check(ModelOf(at.Scope), variables);
        Write(JournalKind.TaskDone, task.Id, token, text: outcome);
        if (task.OutcomeVariable is { } variable && outcome is not null)
        {
            Set(at.Scope, variable, Value.Of(outcome));
        }

        foreach (var (name, value) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            Set(at.Scope, name, value);
        }

        Done(token);
        return RunAsync(ct);
    }

    /// <summary>Does again what failed; an activity that was done and could not be left is only left again.</summary>
    /// <exception cref="EngineRefusal">The token has not stopped.</exception>
    public Task RetryAsync(int token, CancellationToken ct)
    {
        var at = Stopped(token);
        CancelInside(token);
        Write(JournalKind.Retried, at.Node, token);
        if (FailedLeaving(at))
        {
            Leave(token);
        }
        else
        {
            _moving.Enqueue(token);
        }

        return RunAsync(ct);
    }

    /// <summary>Goes on as if it had not failed.</summary>
    /// <param name="token">A token that stopped.</param>
    /// <param name="flow">The outgoing flow to take where there are several to choose from; null otherwise.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="EngineRefusal">The token has not stopped, or the flow is none of its node or of the round of a loop.</exception>
    public Task SkipAsync(int token, string? flow, CancellationToken ct)
    {
        var at = Stopped(token);
        var node = Node(at);
        var chosen = flow is null ? null : (IsBody(at) ? null : node.Outgoing.FirstOrDefault(f => f.Id == flow)) ?? throw new EngineRefusal("Engine.NoSuchFlow", flow);
        if (chosen is null && (node is ExclusiveGateway { Outgoing.Count: > 1 } || FailedLeaving(at)))
        {
            throw new EngineRefusal("Engine.FlowMissing", node.Id);
        }

        Write(JournalKind.Skipped, node.Id, token, name: flow);
        if (chosen is not null)
        {
            CancelInside(token);
            Take(token, [chosen]);
        }
        else if (node is EndEvent)
        {
            End(token);
        }
        else
        {
            Done(token);
        }

        return RunAsync(ct);
    }

    /// <summary>Ends the instance and everything in it.</summary>
    /// <exception cref="EngineRefusal">It has ended.</exception>
    public void Cancel()
    {
        if (state.End is not null)
        {
            throw new EngineRefusal("Engine.HasEnded");
        }

        CloseScope(state.Scopes.Values.First(scope => scope.Kind == ScopeRole.Process).Number);
        Write(JournalKind.Ended, text: "cancelled");
    }

    private TokenState Stopped(int token)
        => state.Tokens.TryGetValue(token, out var at) && at.Phase == TokenPhase.Faulted ? at : throw new EngineRefusal("Engine.NotStopped");

    /// <summary>Whether the token stopped after its node was done: only the way on was missing.</summary>
    private bool FailedLeaving(TokenState token)
        => Node(token) is not ExclusiveGateway && token.Fault?.Split('|')[0] is "Fault.NoFlow" or "Fault.Condition" or "Fault.TooManyTokens";

    private void MustRun()
    {
        if (state.End is not null)
        {
            throw new EngineRefusal("Engine.HasEnded");
        }

        if (state.IsFaulted)
        {
            throw new EngineRefusal("Engine.IsStopped");
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            while (_moving.TryDequeue(out var token))
            {
                // Something on the way may have ended it.
                if (!state.Tokens.TryGetValue(token, out var at) || at.Phase != TokenPhase.Moving)
                {
                    continue;
                }

                if (++_moves > MostMoves)
                {
                    Fault(token, "Fault.EndlessLoop", Id(at));
                    continue;
                }

                await EnterAsync(at, ct);
            }

            if (StuckJoin() is not { } stuck)
            {
                return;
            }

            Fault(stuck.Number, "Fault.StuckJoin", stuck.Node);
        }
    }

    private async Task EnterAsync(TokenState token, CancellationToken ct)
    {
        try
        {
            switch (Node(token))
            {
                case StartEvent or BoundaryEvent:
                    Leave(token.Number);
                    break;
                case EndEvent { Trigger: ErrorTrigger error }:
                    Raise(token, error.Code ?? "");
                    break;
                case EndEvent { Trigger: TerminateTrigger }:
                    Terminate(token);
                    break;
                case EndEvent:
                    End(token.Number);
                    break;
                case ExclusiveGateway gateway:
                    Choose(token, gateway);
                    break;
                case ParallelGateway gateway:
                    Join(token, gateway);
                    break;
                case CatchEvent { Trigger: var trigger } node:
                    Wait(token.Number);
                    Await(node.Id, trigger, token.Number, null);
                    break;
                case ThrowEvent { Trigger: var trigger } node:
                    Write(JournalKind.Thrown, node.Id, token.Number, name: NameOf(trigger), text: trigger is SignalTrigger ? "signal" : "message");
                    Leave(token.Number);
                    break;
                case Activity { Loop: { } loop } activity when !IsBody(token):
                    BeginLoop(token, activity, loop);
                    break;
                case Activity activity:
                    await BeginAsync(token, activity, ct);
                    break;
                default:
                    throw new InvalidOperationException($"{token.Node} is of no kind that runs.");
            }
        }
        catch (ExpressionError error)
        {
            CancelInside(token.Number);
            Fault(token.Number, "Fault.Expression", error.Reason, [.. error.Arguments]);
        }
    }

    private void End(int token)
    {
        var at = state.Tokens[token];
        Write(JournalKind.TokenEnded, at.Node, token);
        if (!state.Tokens.Values.Any(other => other.Scope == at.Scope))
        {
            Complete(state.Scopes[at.Scope], null);
        }
    }

    private void Terminate(TokenState token)
    {
        foreach (var other in state.Tokens.Values.Where(t => t.Scope == token.Scope && t.Number != token.Number).ToArray())
        {
            CancelToken(other.Number);
        }

        Write(JournalKind.TokenEnded, token.Node, token.Number);
        Complete(state.Scopes[token.Scope], "terminated");
    }

    /// <summary>A scope has no tokens left: whoever waits for it goes on.</summary>
    private void Complete(ScopeState scope, string? end)
    {
        if (scope.ParentToken is not { } parent)
        {
            CloseScope(scope.Number);
            Write(JournalKind.Ended, text: end ?? "completed");
            return;
        }

        if (scope.Kind == ScopeRole.Body)
        {
            CompleteBody(scope, parent);
            return;
        }

        if (scope.Kind == ScopeRole.Call)
        {
            BringBack(scope, (CallActivity)Node(state.Tokens[parent]));
        }

        CloseScope(scope.Number);
        Done(parent);
    }
}
