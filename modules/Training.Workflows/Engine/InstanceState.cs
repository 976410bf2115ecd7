using Training.Workflows.Expressions;

namespace Training.Workflows.Engine;

/// <summary>Why a scope is there.</summary>
internal enum ScopeRole
{
    /// <summary>The process itself.</summary>
    Process,

    /// <summary>The inside of a sub-process.</summary>
    SubProcess,

    /// <summary>A process that was called.</summary>
    Call,

    /// <summary>One round of a loop.</summary>
    Body,
}

/// <summary>Where tokens are; keeps the variables that belong to it.</summary>
/// <param name="Number">Within the instance.</param>
/// <param name="Kind">Why it is there.</param>
/// <param name="ParentToken">The token that waits for its end; null for the process itself.</param>
/// <param name="Node">The sub-process, call or looping activity; null for the process itself.</param>
/// <param name="Version">Of the process that its nodes belong to; only of a process and a call.</param>
/// <param name="Round">Of a body, from 1.</param>
internal sealed record ScopeState(int Number, ScopeRole Kind, int? ParentToken, string? Node, string? Version, int? Round)
{
    public bool IsProcess => Kind is ScopeRole.Process or ScopeRole.Call;
}

/// <summary>What a token does.</summary>
internal enum TokenPhase
{
    /// <summary>Moves; never stored.</summary>
    Moving,

    /// <summary>Waits at a parallel gateway.</summary>
    Joining,

    /// <summary>Waits for a person, an event, or the scopes below it.</summary>
    Waiting,

    /// <summary>Stopped by an error.</summary>
    Faulted,
}

/// <summary>A token.</summary>
/// <param name="Number">Within the instance.</param>
/// <param name="Scope">The scope that it is in.</param>
/// <param name="Node">Where it is.</param>
/// <param name="Phase">What it does.</param>
/// <param name="Flow">The flow that it came by; null where an event put it there.</param>
/// <param name="Since">Number of the entry with which it came here; makes each visit one of its own.</param>
/// <param name="Rounds">Of a loop: how many in all.</param>
/// <param name="RoundsBegun">How many began.</param>
/// <param name="RoundsDone">How many are done.</param>
/// <param name="Fault">Why it stopped.</param>
internal sealed record TokenState(
    int Number, int Scope, string Node, TokenPhase Phase, string? Flow, int Since, int? Rounds = null, int RoundsBegun = 0, int RoundsDone = 0, string? Fault = null);

/// <summary>A timer that will fire.</summary>
/// <param name="Number">Within the instance.</param>
/// <param name="Node">The event, or the service task that is to run.</param>
/// <param name="Token">The token it belongs to; null where it belongs to a scope.</param>
/// <param name="Scope">The scope whose event sub-process it starts; null where it belongs to a token.</param>
/// <param name="DueAt">When, UTC.</param>
/// <param name="Fired">How often it has fired.</param>
internal sealed record TimerState(int Number, string Node, int? Token, int? Scope, DateTimeOffset DueAt, int Fired);

/// <summary>A message or signal that is waited for.</summary>
/// <param name="Number">Within the instance.</param>
/// <param name="Node">The event.</param>
/// <param name="Token">The token it belongs to; null where it belongs to a scope.</param>
/// <param name="Scope">The scope whose event sub-process it starts; null where it belongs to a token.</param>
/// <param name="Name">Of the message or signal.</param>
/// <param name="IsSignal">A signal instead of a message.</param>
internal sealed record SubscriptionState(int Number, string Node, int? Token, int? Scope, string Name, bool IsSignal);

/// <summary>An instance at one moment. Changes only by <see cref="Apply"/>, so that the journal alone makes the same state again.</summary>
internal sealed class InstanceState
{
    public SortedDictionary<int, ScopeState> Scopes { get; } = [];

    public SortedDictionary<int, TokenState> Tokens { get; } = [];

    public SortedDictionary<int, TimerState> Timers { get; } = [];

    public SortedDictionary<int, SubscriptionState> Subscriptions { get; } = [];

    public SortedDictionary<(int Scope, string Name), string> Variables { get; } = new(Comparer<(int Scope, string Name)>.Create(
        (a, b) => a.Scope != b.Scope ? a.Scope.CompareTo(b.Scope) : string.CompareOrdinal(a.Name, b.Name)));

    /// <summary>Tokens at which somebody has something to do, and until when.</summary>
    public SortedDictionary<int, DateTimeOffset?> Tasks { get; } = [];

    /// <summary>Number of the last entry of the journal.</summary>
    public int LastEntry { get; private set; }

    public string? Version => Scopes.Values.FirstOrDefault(scope => scope.Kind == ScopeRole.Process)?.Version;

    public bool HasStarted => LastEntry > 0;

    /// <summary>How it ended; null while it runs.</summary>
    public string? End { get; private set; }

    public bool IsFaulted => Tokens.Values.Any(token => token.Phase == TokenPhase.Faulted);

    /// <summary>An instance that was read from its rows.</summary>
    public static InstanceState At(int lastEntry, string? end) => new() { LastEntry = lastEntry, End = end };

    public void Apply(JournalEntry entry)
    {
        if (entry.Number != LastEntry + 1)
        {
            throw new InvalidOperationException($"Entry {entry.Number} can not follow entry {LastEntry}.");
        }

        LastEntry = entry.Number;
        switch (entry.Kind)
        {
            case JournalKind.Ended:
                End = entry.Text;
                break;
            case JournalKind.ScopeOpened:
                Scopes.Add(entry.Scope!.Value, new ScopeState(entry.Scope.Value, Enum.Parse<ScopeRole>(entry.Text!), entry.Token, entry.Node, entry.Name, entry.Other));
                break;
            case JournalKind.ScopeClosed:
                Scopes.Remove(entry.Scope!.Value);
                foreach (var key in Variables.Keys.Where(key => key.Scope == entry.Scope).ToArray())
                {
                    Variables.Remove(key);
                }

                break;
            case JournalKind.Migrated:
                Scopes[entry.Scope!.Value] = Scopes[entry.Scope.Value] with { Version = entry.Name };
                break;
            case JournalKind.Renamed:
                Rename(entry);
                break;
            case JournalKind.VariableSet:
                Variables[(entry.Scope!.Value, entry.Name!)] = entry.Text!;
                break;
            case JournalKind.TaskCreated:
                Tasks.Add(entry.Token!.Value, entry.DueAt);
                break;
            case JournalKind.TaskDone or JournalKind.TaskWithdrawn:
                Tasks.Remove(entry.Token!.Value);
                break;
            default:
                ApplyToToken(entry);
                ApplyToEvent(entry);
                break;
        }
    }

    private void ApplyToToken(JournalEntry entry)
    {
        switch (entry.Kind)
        {
            case JournalKind.TokenCreated:
                Tokens.Add(entry.Token!.Value, new TokenState(entry.Token.Value, entry.Scope!.Value, entry.Node!, TokenPhase.Moving, entry.Name, entry.Number));
                break;
            case JournalKind.TokenEnded:
                Tokens.Remove(entry.Token!.Value);
                break;
            case JournalKind.TokenMoved:
                var before = Tokens[entry.Token!.Value];
                Tokens[before.Number] = new TokenState(before.Number, before.Scope, entry.Node!, TokenPhase.Moving, entry.Name, entry.Number);
                break;
            case JournalKind.TokenJoins:
                Change(entry, token => token with { Phase = TokenPhase.Joining });
                break;
            case JournalKind.TokenWaits:
                Change(entry, token => token with { Phase = TokenPhase.Waiting });
                break;
            case JournalKind.LoopBegun:
                Change(entry, token => token with { Rounds = entry.Other, RoundsBegun = 0, RoundsDone = 0 });
                break;
            case JournalKind.BodyBegun:
                Change(entry, token => token with { RoundsBegun = token.RoundsBegun + 1 });
                break;
            case JournalKind.BodyDone:
                Change(entry, token => token with { RoundsDone = token.RoundsDone + 1 });
                break;
            case JournalKind.Faulted:
                Change(entry, token => token with { Phase = TokenPhase.Faulted, Fault = entry.Text });
                break;
            case JournalKind.Retried or JournalKind.Skipped:
                Change(entry, token => token with { Phase = TokenPhase.Moving, Fault = null });
                break;
            default:
                break;
        }
    }

    private void ApplyToEvent(JournalEntry entry)
    {
        switch (entry.Kind)
        {
            case JournalKind.TimerSet:
                Timers.TryGetValue(entry.Other!.Value, out var known);
                Timers[entry.Other.Value] = new TimerState(entry.Other.Value, entry.Node!, entry.Token, entry.Scope, entry.DueAt!.Value, known?.Fired ?? 0);
                break;
            case JournalKind.TimerFired:
                Timers[entry.Other!.Value] = Timers[entry.Other.Value] with { Fired = Timers[entry.Other.Value].Fired + 1 };
                break;
            case JournalKind.TimerCancelled:
                Timers.Remove(entry.Other!.Value);
                break;
            case JournalKind.Subscribed:
                Subscriptions.Add(entry.Other!.Value, new SubscriptionState(entry.Other.Value, entry.Node!, entry.Token, entry.Scope, entry.Name!, entry.Text == "signal"));
                break;
            case JournalKind.Unsubscribed:
                Subscriptions.Remove(entry.Other!.Value);
                break;
            default:
                break;
        }
    }

    private void Rename(JournalEntry entry)
    {
        var node = entry.Node!;
        if (entry.Token is not null)
        {
            Change(entry, token => token with { Node = node });
        }
        else if (entry.Scope is { } scope)
        {
            Scopes[scope] = Scopes[scope] with { Node = node };
        }
        else if (Timers.TryGetValue(entry.Other!.Value, out var timer))
        {
            Timers[timer.Number] = timer with { Node = node };
        }
        else
        {
            Subscriptions[entry.Other.Value] = Subscriptions[entry.Other.Value] with { Node = node };
        }
    }

    private void Change(JournalEntry entry, Func<TokenState, TokenState> change)
        => Tokens[entry.Token!.Value] = change(Tokens[entry.Token.Value]);
}
