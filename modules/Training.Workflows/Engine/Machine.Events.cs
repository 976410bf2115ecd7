using Training.Workflows.Bpmn;
using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Workflows.Engine;

internal sealed partial class Machine
{
    /// <summary>A timer is due.</summary>
    /// <returns>False: it was cancelled meanwhile, or fired and set again, and nothing has changed.</returns>
    /// <exception cref="EngineRefusal">The instance has stopped or ended.</exception>
    public async Task<bool> FireAsync(int timer, CancellationToken ct)
    {
        if (!state.Timers.TryGetValue(timer, out var due) || due.DueAt > world.Now)
        {
            return false;
        }

        MustRun();
        Write(JournalKind.TimerFired, due.Node, other: timer);
        var scope = due.Scope ?? state.Tokens[due.Token!.Value].Scope;
        switch (ModelOf(scope).Nodes[due.Node])
        {
            case ServiceTask task:
                Write(JournalKind.TimerCancelled, task.Id, other: timer);
                await DoAsync(state.Tokens[due.Token!.Value], task, ct);
                break;
            case CatchEvent:
                Done(due.Token!.Value);
                break;
            case BoundaryEvent { IsInterrupting: true } boundary:
                CancelInside(due.Token!.Value);
                MoveToken(due.Token.Value, boundary, null);
                break;
            case BoundaryEvent { Trigger: TimerTrigger trigger } boundary:
                SetAgain(state.Timers[timer], trigger.Timer);
                CreateToken(scope, boundary, null);
                break;
            case StartEvent { Trigger: TimerTrigger trigger } start:
                if (!start.IsInterrupting)
                {
                    SetAgain(state.Timers[timer], trigger.Timer);
                }

                OpenEvent(start, scope);
                break;
            default:
                throw new InvalidOperationException($"{due.Node} has no timer.");
        }

        await RunAsync(ct);
        return true;
    }

    /// <summary>A message or signal that is waited for has come.</summary>
    /// <param name="subscription">By which it is waited for.</param>
    /// <param name="variables">Declared ones that it brings.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False: nothing waits for it any more, and nothing has changed.</returns>
    /// <exception cref="EngineRefusal">The instance has stopped or ended, or the variables are none of the process.</exception>
    public async Task<bool> ReceiveAsync(int subscription, IReadOnlyDictionary<string, Value> variables, CancellationToken ct)
    {
        if (!state.Subscriptions.TryGetValue(subscription, out var waiting))
        {
            return false;
        }

        MustRun();
        var scope = waiting.Scope ?? state.Tokens[waiting.Token!.Value].Scope;
        Check(ModelOf(scope), variables);
        Write(JournalKind.Received, waiting.Node, other: subscription, name: waiting.Name);
        foreach (var (name, value) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            Set(scope, name, value);
        }

        switch (ModelOf(scope).Nodes[waiting.Node])
        {
            case CatchEvent:
                Done(waiting.Token!.Value);
                break;
            case StartEvent start:
                OpenEvent(start, scope);
                break;
            default:
                throw new InvalidOperationException($"{waiting.Node} waits for no message.");
        }

        await RunAsync(ct);
        return true;
    }

    private static string NameOf(Trigger trigger) => trigger switch
    {
        MessageTrigger message => message.Name,
        SignalTrigger signal => signal.Name,
        _ => throw new InvalidOperationException("Only messages and signals have names."),
    };

    private void Await(string node, Trigger trigger, int? token, int? scope)
    {
        if (trigger is TimerTrigger timer)
        {
            var at = scope ?? state.Tokens[token!.Value].Scope;
            Write(JournalKind.TimerSet, node, token, scope, Next, dueAt: timer.Timer.First(world.Now, name => Get(at, name), world.WorkingDays));
        }
        else
        {
            Write(JournalKind.Subscribed, node, token, scope, Next, NameOf(trigger), trigger is SignalTrigger ? "signal" : "message");
        }
    }

    private void Arm(int token, Activity activity)
    {
        foreach (var boundary in activity.Boundary.Where(b => b.Trigger is TimerTrigger))
        {
            Await(boundary.Id, boundary.Trigger, token, null);
        }
    }

    private void Subscribe(NodeScope content, int scope)
    {
        foreach (var inner in content.EventSubProcesses)
        {
            Await(inner.EventStart.Id, inner.EventStart.Trigger, null, scope);
        }
    }

    /// <summary>Times that passed while nobody looked count as one.</summary>
    private void SetAgain(TimerState timer, TimerDefinition definition)
    {
        var next = definition.Next(timer.DueAt, timer.Fired, world.WorkingDays);
        while (definition.Times is null && next <= world.Now)
        {
            next = definition.Next(next.Value, timer.Fired, world.WorkingDays);
        }

        if (next is { } due)
        {
            Write(JournalKind.TimerSet, timer.Node, timer.Token, timer.Scope, timer.Number, dueAt: due);
        }
        else
        {
            Write(JournalKind.TimerCancelled, timer.Node, other: timer.Number);
        }
    }

    private void OpenEvent(StartEvent start, int scope)
    {
        if (start.IsInterrupting)
        {
            Forget(timer => timer.Scope == scope, subscription => subscription.Scope == scope);
            foreach (var token in state.Tokens.Values.Where(t => t.Scope == scope).ToArray())
            {
                CancelToken(token.Number);
            }
        }

        CreateToken(scope, start.Scope.Owner!, null);
    }
}
