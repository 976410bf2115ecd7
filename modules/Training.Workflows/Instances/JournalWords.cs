using System.Globalization;
using Microsoft.Extensions.Localization;
using Training.Modules;
using Training.Workflows.Engine;

namespace Training.Workflows.Instances;

/// <summary>What happened, as people read it.</summary>
internal sealed class JournalWords(IStringLocalizer<Texts> texts)
{
    private const int MostCharacters = 200;

    /// <summary>Whether an entry tells of the machinery, and not of what somebody did or waits for.</summary>
    public static bool IsTechnical(JournalKind kind) => kind is
        JournalKind.ScopeOpened or JournalKind.ScopeClosed or JournalKind.TokenCreated or JournalKind.TokenMoved or JournalKind.TokenJoins or JournalKind.TokenWaits
        or JournalKind.TokenEnded or JournalKind.LoopBegun or JournalKind.BodyBegun or JournalKind.BodyDone or JournalKind.VariableSet or JournalKind.TimerSet
        or JournalKind.TimerCancelled or JournalKind.Subscribed or JournalKind.Unsubscribed or JournalKind.Renamed;

    /// <param name="entry">What happened.</param>
    /// <param name="nameOf">What people call an element.</param>
    public string Say(JournalEntry entry, Func<string, string> nameOf) => texts[
        $"JournalKind.{entry.Kind}",
        entry.Node is { } node ? nameOf(node) : "",
        entry.Name is null ? "" : entry.Kind is JournalKind.TokenMoved or JournalKind.TokenCreated or JournalKind.Skipped ? nameOf(entry.Name) : entry.Name,
        TextOf(entry, nameOf),
        entry.DueAt is { } due ? Show.Time(due) : "",
        entry.Other?.ToString(CultureInfo.InvariantCulture) ?? ""];

    /// <summary>Why an instance stopped.</summary>
    /// <param name="fault">A key and what it names, with bars between, as the engine writes it.</param>
    /// <param name="nameOf">What people call an element.</param>
    public string Fault(string? fault, Func<string, string> nameOf) => fault?.Split('|') switch
    {
        // Of an expression, the first argument is the key of another sentence.
        ["Fault.Expression" or "Fault.Condition", var inner, .. var rest] => texts[fault[..fault.IndexOf('|', StringComparison.Ordinal)], EngineWords.Sentence(texts, inner, rest)],
        ["Fault.NoFlow" or "Fault.StuckJoin" or "Fault.EndlessLoop" or "Fault.TooManyTokens" or "Fault.TooDeep", var node] => texts[fault[..^(node.Length + 1)], nameOf(node)],
        // What an activity says may have bars of its own.
        ["Fault.Activity", ..] => texts["Fault.Activity", fault["Fault.Activity|".Length..]],
        [var reason, .. var arguments] when reason.StartsWith("Fault.", StringComparison.Ordinal) => texts[reason, [.. arguments]],
        _ => texts["Fault.Unknown"],
    };

    private string TextOf(JournalEntry entry, Func<string, string> nameOf) => entry switch
    {
        { Kind: JournalKind.Ended, Text: { } end } => texts[$"Instance.End.{end}"],
        { Kind: JournalKind.Faulted } => Fault(entry.Text, nameOf),
        { Kind: JournalKind.TaskDone, Text: { } outcome } => texts["Journal.Outcome", outcome],
        { Kind: JournalKind.TaskCreated, DueAt: { } due } => texts["Journal.Due", Show.Time(due)],
        { Kind: JournalKind.Skipped, Name: not null } => "",
        { Text: { } text } => text.Length > MostCharacters ? text[..MostCharacters] + "…" : text,
        _ => "",
    };
}
