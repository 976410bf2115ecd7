using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Workflows.Engine;

namespace Training.Workflows.Running;

/// <summary>The rows of one instance, and the state they make.</summary>
internal sealed class InstanceStore
{
    private readonly TrainingDbContext _db;
    private readonly Dictionary<int, ScopeRow> _scopes;
    private readonly Dictionary<int, TokenRow> _tokens;
    private readonly Dictionary<(int Scope, string Name), VariableRow> _variables;
    private readonly Dictionary<int, TimerRow> _timers;
    private readonly Dictionary<int, SubscriptionRow> _subscriptions;
    private readonly Dictionary<int, TaskRow> _tasks;

    private InstanceStore(TrainingDbContext db, Instance instance, StoredRows rows)
    {
        (_db, Instance) = (db, instance);
        _scopes = rows.Scopes.ToDictionary(row => row.Number);
        _tokens = rows.Tokens.ToDictionary(row => row.Number);
        _variables = rows.Variables.ToDictionary(row => (row.Scope, row.Name));
        _timers = rows.Timers.ToDictionary(row => row.Number);
        _subscriptions = rows.Subscriptions.ToDictionary(row => row.Number);
        _tasks = rows.Tasks.ToDictionary(row => row.Token);
        State = ToState();
    }

    public Instance Instance { get; }

    public InstanceState State { get; }

    public IReadOnlyDictionary<int, TaskRow> Tasks => _tasks;

    public IReadOnlyDictionary<int, TimerRow> Timers => _timers;

    public static InstanceStore New(TrainingDbContext db, Instance instance)
    {
        db.Add(instance);
        return new InstanceStore(db, instance, new StoredRows([], [], [], [], [], []));
    }

    /// <summary>Reads an instance that this write has locked.</summary>
    public static async Task<InstanceStore?> LoadAsync(TrainingDbContext db, Guid id, CancellationToken ct)
    {
        Forget(db, id);
        if (await db.Unscoped<Instance>().AsTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } instance)
        {
            return null;
        }

        return new InstanceStore(db, instance, new StoredRows(
            await db.Unscoped<ScopeRow>().AsTracking().Where(r => r.InstanceId == id).ToListAsync(ct),
            await db.Unscoped<TokenRow>().AsTracking().Where(r => r.InstanceId == id).ToListAsync(ct),
            await db.Unscoped<VariableRow>().AsTracking().Where(r => r.InstanceId == id).ToListAsync(ct),
            await db.Unscoped<TimerRow>().AsTracking().Where(r => r.InstanceId == id).ToListAsync(ct),
            await db.Unscoped<SubscriptionRow>().AsTracking().Where(r => r.InstanceId == id).ToListAsync(ct),
            await db.Unscoped<TaskRow>().AsTracking().Where(r => r.InstanceId == id && r.DoneAt == null && r.WithdrawnAt == null).ToListAsync(ct)));
    }

    /// <summary>Brings the rows to the state; tasks and deliveries are the caller's.</summary>
    public void Save(IReadOnlyList<JournalEntry> journal, Guid? actor, DateTimeOffset now)
    {
        var id = Instance.Id;
        _db.AddRange(journal.Select(entry => new JournalRow
        {
            InstanceId = id,
            Number = entry.Number,
            At = entry.At,
            Kind = entry.Kind,
            Node = entry.Node,
            Token = entry.Token,
            Scope = entry.Scope,
            Other = entry.Other,
            Name = entry.Name,
            Text = entry.Text,
            DueAt = entry.DueAt,
            ActorUserId = actor,
        }));
        Sync(_scopes, State.Scopes, scope => NewScope(id, scope), SetScope);
        Sync(_tokens, State.Tokens, token => NewToken(id, token), SetToken);
        Sync(_variables, State.Variables, (key, value) => new VariableRow { InstanceId = id, Scope = key.Scope, Name = key.Name, Value = value }, (row, value) => row.Value = value);
        Sync(_timers, State.Timers, timer => NewTimer(id, timer), SetTimer);
        Sync(_subscriptions, State.Subscriptions, NewSubscription, (row, subscription) => row.Node = subscription.Node);

        var stopped = State.IsFaulted;
        foreach (var timer in _timers.Values)
        {
            timer.TryAt = stopped ? null : timer.TryAt ?? timer.DueAt;
        }

        Instance.LastEntry = State.LastEntry;
        Instance.FaultedAt = stopped ? Instance.FaultedAt ?? now : null;
        if (State.End is not null)
        {
            (Instance.End, Instance.EndedAt) = (State.End, Instance.EndedAt ?? now);
        }
    }

    /// <summary>What this context read before the lock may be old by now.</summary>
    private static void Forget(TrainingDbContext db, Guid id)
    {
        foreach (var entry in db.ChangeTracker.Entries().ToArray())
        {
            var instance = entry.Entity switch
            {
                Instance row => row.Id,
                ScopeRow row => row.InstanceId,
                TokenRow row => row.InstanceId,
                VariableRow row => row.InstanceId,
                TimerRow row => row.InstanceId,
                SubscriptionRow row => row.InstanceId,
                TaskRow row => row.InstanceId,
                _ => Guid.Empty,
            };
            if (instance == id)
            {
                entry.State = EntityState.Detached;
            }
        }
    }

    private void Sync<TRow, TState>(Dictionary<int, TRow> rows, SortedDictionary<int, TState> states, Func<TState, TRow> make, Action<TRow, TState> set)
        where TRow : class
        => Sync(rows, states, (_, state) => make(state), set);

    private void Sync<TKey, TRow, TState>(Dictionary<TKey, TRow> rows, SortedDictionary<TKey, TState> states, Func<TKey, TState, TRow> make, Action<TRow, TState> set)
        where TKey : notnull
        where TRow : class
    {
        foreach (var (key, row) in rows.Where(row => !states.ContainsKey(row.Key)).ToArray())
        {
            _db.Remove(row);
            rows.Remove(key);
        }

        foreach (var (key, state) in states)
        {
            if (rows.TryGetValue(key, out var row))
            {
                set(row, state);
            }
            else
            {
                rows.Add(key, row = make(key, state));
                _db.Add(row);
            }
        }
    }

    private static ScopeRow NewScope(Guid id, ScopeState scope) => new()
    {
        InstanceId = id,
        Number = scope.Number,
        Role = scope.Kind,
        ParentToken = scope.ParentToken,
        Node = scope.Node,
        VersionId = scope.Version is null ? null : Guid.Parse(scope.Version),
        Round = scope.Round,
    };

    private static void SetScope(ScopeRow row, ScopeState scope)
        => (row.Node, row.VersionId) = (scope.Node, scope.Version is null ? null : Guid.Parse(scope.Version));

    private static TokenRow NewToken(Guid id, TokenState token)
    {
        var row = new TokenRow { InstanceId = id, Number = token.Number, Scope = token.Scope, Node = token.Node, Phase = token.Phase, Since = token.Since };
        SetToken(row, token);
        return row;
    }

    private static void SetToken(TokenRow row, TokenState token)
    {
        (row.Node, row.Phase, row.Flow, row.Since) = (token.Node, token.Phase, token.Flow, token.Since);
        (row.Rounds, row.RoundsBegun, row.RoundsDone) = (token.Rounds, token.RoundsBegun, token.RoundsDone);
        row.Fault = token.Fault is { Length: > 2_000 } fault ? fault[..2_000] : token.Fault;
    }

    private static TimerRow NewTimer(Guid id, TimerState timer)
        => new() { InstanceId = id, Number = timer.Number, Node = timer.Node, Token = timer.Token, Scope = timer.Scope, DueAt = timer.DueAt, Fired = timer.Fired, TryAt = timer.DueAt };

    private static void SetTimer(TimerRow row, TimerState timer)
    {
        if (row.DueAt != timer.DueAt)
        {
            (row.DueAt, row.TryAt, row.Tries) = (timer.DueAt, timer.DueAt, 0);
        }

        (row.Node, row.Fired) = (timer.Node, timer.Fired);
    }

    private SubscriptionRow NewSubscription(SubscriptionState subscription) => new()
    {
        InstanceId = Instance.Id,
        Number = subscription.Number,
        Node = subscription.Node,
        Token = subscription.Token,
        Scope = subscription.Scope,
        Name = subscription.Name,
        IsSignal = subscription.IsSignal,
        SubjectType = Instance.SubjectType,
        SubjectId = Instance.SubjectId,
    };

    private InstanceState ToState()
    {
        var state = InstanceState.At(Instance.LastEntry, Instance.End);
        foreach (var row in _scopes.Values)
        {
            state.Scopes.Add(row.Number, new ScopeState(row.Number, row.Role, row.ParentToken, row.Node, row.VersionId?.ToString(), row.Round));
        }

        foreach (var row in _tokens.Values)
        {
            state.Tokens.Add(row.Number, new TokenState(row.Number, row.Scope, row.Node, row.Phase, row.Flow, row.Since, row.Rounds, row.RoundsBegun, row.RoundsDone, row.Fault));
        }

        foreach (var row in _variables.Values)
        {
            state.Variables.Add((row.Scope, row.Name), row.Value);
        }

        foreach (var row in _timers.Values)
        {
            state.Timers.Add(row.Number, new TimerState(row.Number, row.Node, row.Token, row.Scope, row.DueAt, row.Fired));
        }

        foreach (var row in _subscriptions.Values)
        {
            state.Subscriptions.Add(row.Number, new SubscriptionState(row.Number, row.Node, row.Token, row.Scope, row.Name, row.IsSignal));
        }

        foreach (var row in _tasks.Values)
        {
            state.Tasks.Add(row.Token, row.DueAt);
        }

        return state;
    }

    private sealed record StoredRows(
        IReadOnlyList<ScopeRow> Scopes, IReadOnlyList<TokenRow> Tokens, IReadOnlyList<VariableRow> Variables, IReadOnlyList<TimerRow> Timers,
        IReadOnlyList<SubscriptionRow> Subscriptions, IReadOnlyList<TaskRow> Tasks);
}
