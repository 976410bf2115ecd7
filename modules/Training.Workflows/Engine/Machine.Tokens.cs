using Training.Workflows.Bpmn;
using Training.Workflows.Expressions;

namespace Training.Workflows.Engine;

internal sealed partial class Machine
{
    private JournalEntry Write(
        JournalKind kind, string? node = null, int? token = null, int? scope = null, int? other = null, string? name = null, string? text = null, DateTimeOffset? dueAt = null)
    {
        var entry = new JournalEntry(state.LastEntry + 1, world.Now, kind, node, token, scope, other, name, text, dueAt);
        state.Apply(entry);
        _journal.Add(entry);
        return entry;
    }

    /// <summary>Tokens, scopes, timers and subscriptions are numbered with the entry that made them.</summary>
    private int Next => state.LastEntry + 1;

    private int OpenScope(ScopeRole kind, int? parent, string? node, string? version, int? round)
        => Write(JournalKind.ScopeOpened, node, parent, Next, round, version, kind.ToString()).Scope!.Value;

    private int CreateToken(int scope, Node node, string? flow)
    {
        var token = Write(JournalKind.TokenCreated, node.Id, Next, scope, name: flow).Token!.Value;
        _moving.Enqueue(token);
        return token;
    }

    private void MoveToken(int token, Node node, string? flow)
    {
        Write(JournalKind.TokenMoved, node.Id, token, name: flow);
        _moving.Enqueue(token);
    }

    private void Fault(int token, string reason, string argument, params string[] more)
        => Write(JournalKind.Faulted, state.Tokens[token].Node, token, text: string.Join('|', [reason, argument, .. more]));

    /// <summary>Ends the token and everything that waits for it or that it waits for.</summary>
    private void CancelToken(int token)
    {
        CancelInside(token);
        Write(JournalKind.TokenEnded, state.Tokens[token].Node, token, text: "cancelled");
    }

    /// <summary>Ends everything that the token waits for; the token stays.</summary>
    private void CancelInside(int token)
    {
        if (state.Tasks.ContainsKey(token))
        {
            Write(JournalKind.TaskWithdrawn, state.Tokens[token].Node, token);
        }

        Forget(timer => timer.Token == token, subscription => subscription.Token == token);
        foreach (var scope in state.Scopes.Values.Where(s => s.ParentToken == token).ToArray())
        {
            CloseScope(scope.Number);
        }
    }

    private void CloseScope(int scope)
    {
        Forget(timer => timer.Scope == scope, subscription => subscription.Scope == scope);
        foreach (var token in state.Tokens.Values.Where(t => t.Scope == scope).ToArray())
        {
            CancelToken(token.Number);
        }

        Write(JournalKind.ScopeClosed, state.Scopes[scope].Node, scope: scope);
    }

    private void Forget(Func<TimerState, bool> timers, Func<SubscriptionState, bool> subscriptions)
    {
        foreach (var timer in state.Timers.Values.Where(timers).ToArray())
        {
            Write(JournalKind.TimerCancelled, timer.Node, other: timer.Number);
        }

        foreach (var subscription in state.Subscriptions.Values.Where(subscriptions).ToArray())
        {
            Write(JournalKind.Unsubscribed, subscription.Node, other: subscription.Number);
        }
    }

    // --- where things are

    private ScopeState ProcessOf(int scope)
    {
        var at = state.Scopes[scope];
        while (!at.IsProcess)
        {
            at = state.Scopes[state.Tokens[at.ParentToken!.Value].Scope];
        }

        return at;
    }

    private ProcessModel ModelOf(int scope) => world.Model(ProcessOf(scope).Version!);

    private Node Node(TokenState token) => ModelOf(token.Scope).Nodes[token.Node];

    private static string Id(TokenState token) => token.Node;

    /// <summary>Whether the token runs a round of a loop, instead of being the one that loops.</summary>
    private bool IsBody(TokenState token) => state.Scopes[token.Scope] is { Kind: ScopeRole.Body } scope && scope.Node == token.Node;

    private int Depth(int scope)
    {
        var depth = 0;
        for (var at = state.Scopes[scope]; at.ParentToken is { } parent; at = state.Scopes[state.Tokens[parent].Scope])
        {
            depth++;
        }

        return depth;
    }

    // --- variables

    private static void Check(ProcessModel model, IReadOnlyDictionary<string, Value> variables)
    {
        foreach (var (name, value) in variables)
        {
            var declared = model.Variables.FirstOrDefault(v => v.Name == name) ?? throw new EngineRefusal("Engine.VariableUnknown", name);
            if (declared.Kind != value.Kind)
            {
                throw new EngineRefusal("Engine.VariableKind", name, declared.Kind.ToString(), value.Kind.ToString());
            }
        }
    }

    private void SetDefaults(ProcessModel model, int scope, IReadOnlyDictionary<string, Value> variables)
    {
        foreach (var variable in model.Variables)
        {
            if (variables.TryGetValue(variable.Name, out var value) || (value = variable.Default) is not null)
            {
                Write(JournalKind.VariableSet, scope: scope, name: variable.Name, text: value.Stored);
            }
        }
    }

    /// <summary>Sets a variable where it belongs: in the round of a loop whose own it is, else in the process.</summary>
    private void Set(int scope, string name, Value value)
        => Write(JournalKind.VariableSet, scope: HolderOf(scope, name).Number, name: name, text: value.Stored);

    private ScopeState HolderOf(int scope, string name)
    {
        var at = state.Scopes[scope];
        while (!at.IsProcess && !IsOwn(at, name))
        {
            at = state.Scopes[state.Tokens[at.ParentToken!.Value].Scope];
        }

        return at;
    }

    private bool IsOwn(ScopeState scope, string name)
        => scope.Kind == ScopeRole.Body && ModelOf(scope.Number).Nodes[scope.Node!] is Activity { Loop: { } loop }
            && (loop.Item == name || loop.Collect == name || MultiInstance.Counters.ContainsKey(name));

    private Value? Get(int scope, string name)
    {
        var at = HolderOf(scope, name);
        if (at.Kind == ScopeRole.Body && Counter(state.Tokens[at.ParentToken!.Value], at.Round!.Value, name) is { } counter)
        {
            return counter;
        }

        if (!state.Variables.TryGetValue((at.Number, name), out var stored))
        {
            return null;
        }

        return Value.Read(KindOf(scope, name), stored);
    }

    /// <summary>What a declared variable, or the own one of a round, holds.</summary>
    private ValueKind KindOf(int scope, string name)
        => HolderOf(scope, name) is { Kind: ScopeRole.Body } ? ValueKind.Text : KindIn(ModelOf(scope), name) ?? throw new InvalidOperationException($"No variable is named {name}.");

    private static ValueKind? KindIn(ProcessModel model, string name) => model.Variables.FirstOrDefault(v => v.Name == name)?.Kind;

    private Value Evaluate(Expression expression, int scope) => expression.Evaluate(name => Get(scope, name), world.Now);

    private bool IsTrue(Expression expression, int scope) => Evaluate(expression, scope).IsTrue;
}
