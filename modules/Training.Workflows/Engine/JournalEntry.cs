using System.Globalization;
using System.Text;

namespace Training.Workflows.Engine;

/// <summary>What can happen in an instance. The state of an instance is what its journal says, entry after entry.</summary>
internal enum JournalKind
{
    /// <summary>The instance began: version of the process in <see cref="JournalEntry.Name"/>.</summary>
    Started,

    /// <summary>Nothing is left to be done, or it was ended: <c>completed</c>, <c>terminated</c> or <c>cancelled</c> in <see cref="JournalEntry.Text"/>.</summary>
    Ended,

    /// <summary>The inside of a process, sub-process, call or body of a loop began.</summary>
    ScopeOpened,

    ScopeClosed,

    /// <summary>A token came to be at a node.</summary>
    TokenCreated,

    /// <summary>A token went to a node, along the flow in <see cref="JournalEntry.Name"/>, or caught by an event (no flow).</summary>
    TokenMoved,

    /// <summary>A token waits at a parallel gateway for the others.</summary>
    TokenJoins,

    /// <summary>A token waits for what its node waits for.</summary>
    TokenWaits,

    TokenEnded,

    /// <summary>A loop began; how often in <see cref="JournalEntry.Other"/>.</summary>
    LoopBegun,

    /// <summary>A body of a loop began; which one, from 1, in <see cref="JournalEntry.Other"/>.</summary>
    BodyBegun,

    /// <summary>A body of a loop is done.</summary>
    BodyDone,

    VariableSet,

    TaskCreated,

    TaskDone,

    TaskWithdrawn,

    TimerSet,

    TimerFired,

    TimerCancelled,

    /// <summary>Waits for the message or signal in <see cref="JournalEntry.Name"/>.</summary>
    Subscribed,

    Received,

    Unsubscribed,

    /// <summary>A message or signal left the instance.</summary>
    Thrown,

    /// <summary>A service task did its work.</summary>
    ActivityDone,

    /// <summary>An error was caught by the boundary event <see cref="JournalEntry.Node"/>.</summary>
    ErrorCaught,

    /// <summary>The instance stopped at a token; why in <see cref="JournalEntry.Text"/>.</summary>
    Faulted,

    Retried,

    Skipped,

    /// <summary>The instance follows another version of its process from here on.</summary>
    Migrated,

    /// <summary>
    /// What waits belongs to the element <see cref="JournalEntry.Node"/> from here on, which the other version calls so: a token, a scope, or
    /// the timer or subscription numbered <see cref="JournalEntry.Other"/>. It has not moved.
    /// </summary>
    Renamed,
}

/// <summary>One thing that happened in an instance.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">What.</param>
/// <param name="Node">Where.</param>
/// <param name="Token">Number of the token.</param>
/// <param name="Scope">Number of the scope.</param>
/// <param name="Other">A count, or the number of a timer, a subscription or the parent token.</param>
/// <param name="Name">Of a flow, variable, message, signal or version.</param>
/// <param name="Text">A value, outcome or reason.</param>
/// <param name="DueAt">Of a timer or task, UTC.</param>
internal sealed record JournalEntry(
    int Number,
    DateTimeOffset At,
    JournalKind Kind,
    string? Node = null,
    int? Token = null,
    int? Scope = null,
    int? Other = null,
    string? Name = null,
    string? Text = null,
    DateTimeOffset? DueAt = null)
{
    /// <summary>One line, without number and time; moments in Vietnam's time.</summary>
    public string Line
    {
        get
        {
            var line = new StringBuilder(Kind.ToString());
            Add("", Node);
            Add("#", Token);
            Add("in ", Scope);
            Add(Kind is JournalKind.LoopBegun or JournalKind.BodyBegun ? "×" : "@", Other);
            Add(Kind == JournalKind.TokenMoved ? "by " : "", Name);
            Add("= ", Text);
            Add("due ", DueAt?.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
            return line.ToString();

            void Add(string before, object? what)
            {
                if (what is not null)
                {
                    line.Append(' ').Append(before).Append(CultureInfo.InvariantCulture, $"{what}");
                }
            }
        }
    }
}
