using System.Globalization;
using Training.Workflows.Bpmn;
using Training.Workflows.Expressions;

namespace Training.Workflows.Engine;

internal sealed partial class Machine
{
    private async Task BeginAsync(TokenState token, Activity activity, CancellationToken ct)
    {
        switch (activity)
        {
            case ServiceTask { IsAsync: false } task:
                await DoAsync(token, task, ct);
                break;
            case ServiceTask task:
                Begin(token, task);
                Write(JournalKind.TimerSet, task.Id, token.Number, other: Next, dueAt: world.Now);
                break;
            case UserTask task:
                Begin(token, task);
                var created = Write(JournalKind.TaskCreated, task.Id, token.Number, dueAt: task.Due?.First(world.Now, name => Get(token.Scope, name), world.WorkingDays));
                _createdTasks.Add(created.Number, task);
                break;
            case SubProcess inner:
                Begin(token, inner);
                var start = inner.IsTriggeredByEvent ? inner.EventStart : inner.Content.Starts.First(node => node.Trigger is NoTrigger);
                Open(token, ScopeRole.SubProcess, null, inner.Content, start);
                break;
            case CallActivity call:
                Begin(token, call);
                Call(token, call);
                break;
            default:
                throw new InvalidOperationException($"{activity.Id} is of no kind that runs.");
        }
    }

    private void Begin(TokenState token, Activity activity)
    {
        Wait(token.Number);
        if (!IsBody(token))
        {
            Arm(token.Number, activity);
        }
    }

    private void Wait(int token) => Write(JournalKind.TokenWaits, state.Tokens[token].Node, token);

    private void Open(TokenState token, ScopeRole kind, string? version, NodeScope content, StartEvent start, Action<int>? prepare = null)
    {
        if (Depth(token.Scope) >= MostDepth)
        {
            CancelInside(token.Number);
            Fault(token.Number, "Fault.TooDeep", token.Node);
            return;
        }

        var scope = OpenScope(kind, token.Number, token.Node, version, null);
        prepare?.Invoke(scope);
        Subscribe(content, scope);
        CreateToken(scope, start, null);
    }

    private void Call(TokenState token, CallActivity call)
    {
        if (world.VersionOf(call.CalledElement) is not { } version)
        {
            CancelInside(token.Number);
            Fault(token.Number, "Fault.NotPublished", call.CalledElement);
            return;
        }

        var model = world.Model(version);
        var given = new Dictionary<string, Value>();
        foreach (var (target, source) in call.In)
        {
            given[target] = Evaluate(source, token.Scope);
        }

        var start = model.Root.Starts.FirstOrDefault(node => node.Trigger is NoTrigger);
        var wrong = given.FirstOrDefault(v => KindIn(model, v.Key) != v.Value.Kind).Key
            ?? call.Out.FirstOrDefault(v => KindIn(model, v.Source) != KindOf(token.Scope, v.Target)).Source
            ?? model.Variables.FirstOrDefault(v => v.IsRequired && !given.ContainsKey(v.Name))?.Name;
        if (start is null || wrong is not null)
        {
            CancelInside(token.Number);
            Fault(token.Number, "Fault.CallDoesNotFit", call.CalledElement, wrong ?? "");
            return;
        }

        Open(token, ScopeRole.Call, version, model.Root, start, scope => SetDefaults(model, scope, given));
    }

    /// <summary>Gives the results of a call back to the caller.</summary>
    private void BringBack(ScopeState scope, CallActivity call)
    {
        foreach (var (target, source) in call.Out)
        {
            if (Get(scope.Number, source) is { } value)
            {
                Set(state.Tokens[scope.ParentToken!.Value].Scope, target, value);
            }
        }
    }

    // --- service tasks

    private async Task DoAsync(TokenState token, ServiceTask task, CancellationToken ct)
    {
        var inputs = task.Binding.Inputs.ToDictionary(input => input.Key, input => Resolve(input.Value, token.Scope));
        var key = string.Create(CultureInfo.InvariantCulture, $"{token.Number}.{token.Since}");
        switch (await world.RunAsync(new ActivityCall(key, task.Binding.ActivityType, inputs), ct))
        {
            case ActivityOutcome.Done(var outputs):
                Write(JournalKind.ActivityDone, task.Id, token.Number);
                var declared = ModelOf(token.Scope).Variables;
                foreach (var (name, value) in outputs.OrderBy(o => o.Key, StringComparer.Ordinal))
                {
                    if (declared.Any(v => v.Name == name && v.Kind == value.Kind))
                    {
                        Set(token.Scope, name, value);
                    }
                }

                Done(token.Number);
                break;
            case ActivityOutcome.Error(var code, _):
                Raise(token, code);
                break;
            case ActivityOutcome.Failed(var message):
                CancelInside(token.Number);
                Fault(token.Number, "Fault.Activity", message);
                break;
            default:
                throw new InvalidOperationException("An activity ends in one of three ways.");
        }
    }

    private Value? Resolve(ActivityInput input, int scope)
        => input.Variable is { } variable ? Get(scope, variable) : Value.Read(ActivityInput.KindOf(input.TypeName), input.Literal!);

    // --- errors

    /// <summary>The nearest activity around that has a boundary event for the error goes on from there; where none has, the instance stops.</summary>
    private void Raise(TokenState thrower, string code)
    {
        for (var at = Node(thrower) is Activity ? thrower : ParentOf(thrower); at is not null; at = ParentOf(at))
        {
            // A round of a loop has no boundary of its own: the loop has.
            if (IsBody(at) || Node(at) is not Activity activity)
            {
                continue;
            }

            var catching = activity.Boundary.FirstOrDefault(b => b.Trigger is ErrorTrigger error && error.Code == code)
                ?? activity.Boundary.FirstOrDefault(b => b.Trigger is ErrorTrigger { Code: null });
            if (catching is not null)
            {
                CancelInside(at.Number);
                Write(JournalKind.ErrorCaught, catching.Id, at.Number, text: code);
                MoveToken(at.Number, catching, null);
                return;
            }
        }

        CancelInside(thrower.Number);
        Fault(thrower.Number, "Fault.ErrorNotCaught", code);
    }

    private TokenState? ParentOf(TokenState token) => state.Scopes[token.Scope].ParentToken is { } parent ? state.Tokens[parent] : null;

    // --- loops

    private void BeginLoop(TokenState token, Activity activity, MultiInstance loop)
    {
        var rounds = loop.Collection is { } collection
            ? Get(token.Scope, collection)?.Texts.Count ?? 0
            : Evaluate(loop.Cardinality!, token.Scope).Number;
        var atOnce = state.Tokens.Count + (loop.IsSequential ? 1 : rounds);
        if (rounds < 0 || rounds > MostRounds || rounds != decimal.Truncate(rounds) || atOnce > MostRounds * 2)
        {
            Fault(token.Number, "Fault.Rounds", rounds.ToString(CultureInfo.InvariantCulture));
            return;
        }

        Wait(token.Number);
        Arm(token.Number, activity);
        Write(JournalKind.LoopBegun, activity.Id, token.Number, other: (int)rounds);
        if (loop.Into is { } into)
        {
            Set(token.Scope, into, Value.Of([]));
        }

        if (rounds == 0)
        {
            Done(token.Number);
            return;
        }

        for (var round = 1; round <= (loop.IsSequential ? 1 : rounds); round++)
        {
            BeginBody(token.Number, activity, loop, round);
        }
    }

    private void BeginBody(int token, Activity activity, MultiInstance loop, int round)
    {
        Write(JournalKind.BodyBegun, activity.Id, token, other: round);
        var scope = OpenScope(ScopeRole.Body, token, activity.Id, null, round);
        if (loop is { Collection: { } collection, Item: { } item } && Get(state.Tokens[token].Scope, collection)?.Texts is { } texts && round <= texts.Count)
        {
            Write(JournalKind.VariableSet, scope: scope, name: item, text: Value.Of(texts[round - 1]).Stored);
        }

        CreateToken(scope, activity, null);
    }

    private void CompleteBody(ScopeState scope, int parent)
    {
        var activity = (Activity)Node(state.Tokens[parent]);
        var loop = activity.Loop!;
        var collected = loop.Collect is { } collect ? Get(scope.Number, collect) : null;
        CloseScope(scope.Number);
        Write(JournalKind.BodyDone, activity.Id, parent);
        var token = state.Tokens[parent];
        if (collected is not null && loop.Into is { } into)
        {
            Set(token.Scope, into, Value.Of([.. Get(token.Scope, into)?.Texts ?? [], collected.Text]));
        }

        try
        {
            if (token.RoundsDone == token.Rounds || (loop.Completion is { } completion && completion.Evaluate(name => Counter(token, scope.Round!.Value, name) ?? Get(token.Scope, name), world.Now).IsTrue))
            {
                Done(parent);
            }
            else if (loop.IsSequential)
            {
                BeginBody(parent, activity, loop, token.RoundsBegun + 1);
            }
        }
        catch (ExpressionError error)
        {
            CancelInside(parent);
            Fault(parent, "Fault.Expression", error.Reason, [.. error.Arguments]);
        }
    }

    private static Value? Counter(TokenState loop, int round, string name) => name switch
    {
        "nrOfInstances" => Value.Of((decimal)loop.Rounds!.Value),
        "nrOfCompletedInstances" => Value.Of((decimal)loop.RoundsDone),
        "nrOfActiveInstances" => Value.Of((decimal)(loop.RoundsBegun - loop.RoundsDone)),
        "loopCounter" => Value.Of((decimal)round),
        _ => null,
    };
}
