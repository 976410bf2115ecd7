using Training.Workflows.Bpmn;
using Training.Workflows.Expressions;

namespace Training.Workflows.Engine;

internal sealed partial class Machine
{
    /// <summary>
    /// Lets the instance follow another version of its process. Everything that waits stays where it is, under the name that the other
    /// version gives to its element; processes that it called stay on theirs.
    /// </summary>
    /// <param name="version">The other version.</param>
    /// <param name="elements">Element of the old version → element of the new one; what is not named keeps its id.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="EngineRefusal">
    /// It has ended, or something that waits has no element of the same kind, and nothing has changed; or a new deadline can not be worked out,
    /// and the state is not to be used.
    /// </exception>
    public Task MigrateAsync(string version, IReadOnlyDictionary<string, string> elements, CancellationToken ct)
    {
        if (state.End is not null)
        {
            throw new EngineRefusal("Engine.HasEnded");
        }

        var process = state.Scopes.Values.First(scope => scope.Kind == ScopeRole.Process);
        var mapping = new VersionMapping(world.Model(process.Version!), world.Model(version), elements);
        CheckMapping(process, mapping);
        Write(JournalKind.Migrated, scope: process.Number, name: version);
        foreach (var scope in state.Scopes.Values.Where(s => s.Node is not null && ProcessAround(s).Number == process.Number).ToArray())
        {
            Rename(scope.Node!, mapping.Of(scope.Node!), scope: scope.Number);
        }

        foreach (var token in OfProcess(process).ToArray())
        {
            Rename(token.Node, mapping.Of(token.Node), token: token.Number);
        }

        foreach (var timer in state.Timers.Values.Where(timer => IsIn(process, timer.Token, timer.Scope)).ToArray())
        {
            Rename(timer.Node, mapping.Of(timer.Node), other: timer.Number);
        }

        foreach (var subscription in state.Subscriptions.Values.Where(subscription => IsIn(process, subscription.Token, subscription.Scope)).ToArray())
        {
            Rename(subscription.Node, mapping.Of(subscription.Node), other: subscription.Number);
        }

        foreach (var added in mapping.New.Variables.Where(v => v.Default is not null && !state.Variables.ContainsKey((process.Number, v.Name)) && !mapping.Old.Variables.Any(o => o.Name == v.Name)))
        {
            Write(JournalKind.VariableSet, scope: process.Number, name: added.Name, text: added.Default!.Stored);
        }

        try
        {
            ArmAdded(process, mapping);
        }
        catch (ExpressionError error)
        {
            throw new EngineRefusal("Engine.Expression", [error.Reason, .. error.Arguments]);
        }

        return RunAsync(ct);
    }

    /// <summary>
    /// What is asked of it does not change; where a new version has a new deadline, it is counted from now, and what it newly listens for is
    /// heard from now on.
    /// </summary>
    private void ArmAdded(ScopeState process, VersionMapping mapping)
    {
        foreach (var token in OfProcess(process).Where(t => t.Phase == TokenPhase.Waiting && !IsBody(t)).ToArray())
        {
            if (mapping.New.Nodes[token.Node] is not Activity activity)
            {
                continue;
            }

            foreach (var boundary in activity.Boundary.Where(b => b.Trigger is TimerTrigger && mapping.IsAdded(b.Id)))
            {
                Await(boundary.Id, boundary.Trigger, token.Number, null);
            }
        }

        foreach (var scope in state.Scopes.Values.Where(s => s.Kind == ScopeRole.SubProcess && ProcessAround(s).Number == process.Number).Prepend(process).ToArray())
        {
            var content = scope.Number == process.Number ? mapping.New.Root : ((SubProcess)mapping.New.Nodes[scope.Node!]).Content;
            foreach (var start in content.EventSubProcesses.Select(inner => inner.EventStart).Where(start => mapping.IsAdded(start.Id)))
            {
                Await(start.Id, start.Trigger, null, scope.Number);
            }
        }
    }

    private void CheckMapping(ScopeState process, VersionMapping mapping)
    {
        foreach (var token in OfProcess(process))
        {
            mapping.Check(token.Node, token.Phase == TokenPhase.Joining ? token.Flow : null);
        }

        foreach (var timer in state.Timers.Values.Where(timer => IsIn(process, timer.Token, timer.Scope)))
        {
            mapping.Check(timer.Node, null);
        }

        foreach (var subscription in state.Subscriptions.Values.Where(subscription => IsIn(process, subscription.Token, subscription.Scope)))
        {
            mapping.Check(subscription.Node, null);
        }

        foreach (var variable in mapping.New.Variables)
        {
            var kept = mapping.Old.Variables.FirstOrDefault(old => old.Name == variable.Name);
            if (kept is not null && kept.Kind != variable.Kind)
            {
                throw new EngineRefusal("Engine.Migrate.VariableKind", variable.Name);
            }

            if (variable is { IsRequired: true, Default: null } && !state.Variables.ContainsKey((process.Number, variable.Name)))
            {
                throw new EngineRefusal("Engine.VariableMissing", variable.Name);
            }
        }
    }

    private void Rename(string before, string after, int? token = null, int? scope = null, int? other = null)
    {
        if (before != after)
        {
            Write(JournalKind.Renamed, after, token, scope, other, before);
        }
    }

    private IEnumerable<TokenState> OfProcess(ScopeState process) => state.Tokens.Values.Where(token => ProcessOf(token.Scope).Number == process.Number);

    private bool IsIn(ScopeState process, int? token, int? scope) => ProcessOf(scope ?? state.Tokens[token!.Value].Scope).Number == process.Number;

    // The scope of a called process hangs at an element of whoever called it.
    private ScopeState ProcessAround(ScopeState scope) => scope.ParentToken is { } parent ? ProcessOf(state.Tokens[parent].Scope) : scope;
}

/// <summary>Which element of a new version stands for which of an old one.</summary>
/// <param name="old">The version that is left.</param>
/// <param name="new">The version that is followed from now on.</param>
/// <param name="elements">Those with another id.</param>
internal sealed class VersionMapping(ProcessModel old, ProcessModel @new, IReadOnlyDictionary<string, string> elements)
{
    private readonly HashSet<string> _images = [.. old.Nodes.Keys.Select(id => elements.GetValueOrDefault(id, id))];

    public ProcessModel Old => old;

    public ProcessModel New => @new;

    public string Of(string id) => elements.GetValueOrDefault(id, id);

    /// <summary>Whether the new version has an element that stands for none of the old one.</summary>
    public bool IsAdded(string id) => !_images.Contains(id);

    /// <param name="id">An element at which something waits.</param>
    /// <param name="flow">The flow that it came by, where that counts; null otherwise.</param>
    /// <exception cref="EngineRefusal">The new version has none of the same kind for it.</exception>
    public void Check(string id, string? flow)
    {
        var before = old.Nodes[id];
        if (!@new.Nodes.TryGetValue(Of(id), out var after))
        {
            throw new EngineRefusal("Engine.Migrate.Missing", id);
        }

        if (!IsSame(before, after))
        {
            throw new EngineRefusal("Engine.Migrate.OtherKind", id, after.Id);
        }

        if ((before.Scope.Owner is { } owner ? Of(owner.Id) : null) != after.Scope.Owner?.Id)
        {
            throw new EngineRefusal("Engine.Migrate.OtherPlace", id, after.Id);
        }

        if (flow is not null && !after.Incoming.Any(incoming => incoming.Id == flow))
        {
            throw new EngineRefusal("Engine.Migrate.FlowMissing", id, flow);
        }
    }

    /// <summary>Whether what waits at the one can wait at the other.</summary>
    public bool IsSame(Node before, Node after) => before.GetType() == after.GetType() && (before, after) switch
    {
        (CallActivity a, CallActivity b) => a.CalledElement == b.CalledElement && HasLoop(a) == HasLoop(b),
        (SubProcess a, SubProcess b) => a.IsTriggeredByEvent == b.IsTriggeredByEvent && HasLoop(a) == HasLoop(b),
        (ServiceTask a, ServiceTask b) => a.IsAsync == b.IsAsync && HasLoop(a) == HasLoop(b),
        (Activity a, Activity b) => HasLoop(a) == HasLoop(b),
        (BoundaryEvent a, BoundaryEvent b) => a.IsInterrupting == b.IsInterrupting && IsSame(a.Trigger, b.Trigger) && Of(a.AttachedTo.Id) == b.AttachedTo.Id,
        (StartEvent a, StartEvent b) => a.IsInterrupting == b.IsInterrupting && IsSame(a.Trigger, b.Trigger),
        (CatchEvent a, CatchEvent b) => IsSame(a.Trigger, b.Trigger),
        (EndEvent a, EndEvent b) => IsSame(a.Trigger, b.Trigger),
        _ => true,
    };

    private static bool IsSame(Trigger before, Trigger after)
        => before.GetType() == after.GetType() && (before is not (MessageTrigger or SignalTrigger) || before == after);

    // One round after another is not all at once, and a list is not a number: rounds that wait could not be counted any more.
    private static (bool Loops, bool InTurn, string? Collection, string? Item) HasLoop(Activity activity)
        => activity.Loop is { } loop ? (true, loop.IsSequential, loop.Collection, loop.Item) : default;
}
