using Microsoft.Extensions.Localization;
using Training.Modules;
using Training.Workflows.Drawing;
using Training.Workflows.Engine;
using Training.Workflows.Running;

namespace Training.Workflows.Instances;

/// <summary>Something that an instance waits for.</summary>
/// <param name="Node">The element of its own drawing.</param>
/// <param name="What">The task, message or timer, in words.</param>
/// <param name="Since">When it came there.</param>
/// <param name="DueAt">Until when, or when its timer fires.</param>
/// <param name="For">Who may do it; empty where nobody has to, or nobody can.</param>
/// <param name="Task">Of a task, itself.</param>
internal sealed record Waiting(string Node, string What, DateTimeOffset Since, DateTimeOffset? DueAt, IReadOnlyList<string> For, TaskRow? Task = null);

/// <summary>Puts together how an instance stands at each step, in words.</summary>
internal sealed class InstanceFacts(Assignment assignment, JournalWords words, IStringLocalizer<Texts> texts)
{
    private const int MostNames = 3;
    private const int MostTasks = 10;

    /// <summary>What the instance waits for now: people first, then the longest.</summary>
    public async Task<IReadOnlyList<Waiting>> WaitingAsync(InstanceView view, CancellationToken ct)
    {
        var found = new List<Waiting>();
        var (state, path) = (view.State, view.Path);
        foreach (var (task, index) in view.Tasks.Select((task, index) => (task, index)))
        {
            // Who holds the key is asked of other modules: of a few, and not of a thousand.
            IReadOnlyList<string> people = index < MostTasks ? [.. (await assignment.CandidatesAsync(task, ct)).Select(candidate => candidate.Name)] : [];
            found.Add(new Waiting(NodeOf(view, task.Token, task.Node), task.Name, task.CreatedAt, task.DueAt, people, task));
        }

        foreach (var timer in state.Timers.Values)
        {
            var since = timer.Token is { } token ? path.Since(state.Tokens[token]) : view.Row.StartedAt;
            found.Add(new Waiting(NodeOf(view, timer.Token, timer.Node), texts["Waiting.Timer", view.NameOf(timer.Node)], since, timer.DueAt, []));
        }

        foreach (var subscription in state.Subscriptions.Values)
        {
            var since = subscription.Token is { } token ? path.Since(state.Tokens[token]) : view.Row.StartedAt;
            var what = texts[subscription.IsSignal ? "Waiting.Signal" : "Waiting.Message", view.NameOf(subscription.Node)];
            found.Add(new Waiting(NodeOf(view, subscription.Token, subscription.Node), what, since, null, []));
        }

        foreach (var token in state.Tokens.Values.Where(token => token.Phase == TokenPhase.Joining && path.IsOwn(token.Number)))
        {
            found.Add(new Waiting(token.Node, texts["Waiting.Others"], path.Since(token), null, []));
        }

        return [.. found.OrderBy(waiting => waiting.Task is null).ThenBy(waiting => waiting.Since)];
    }

    /// <summary>For whom a task is, in a few words.</summary>
    public string WhoOf(Waiting waiting) => waiting switch
    {
        { Task: null } => "",
        { Task.AssigneeKey: null } => texts["Waiting.Nobody"],
        { For.Count: 0 } => texts["Waiting.NobodyNow"],
        { For.Count: <= MostNames } => texts["Waiting.For", string.Join(", ", waiting.For)],
        _ => texts["Waiting.ForMore", string.Join(", ", waiting.For.Take(MostNames)), waiting.For.Count - MostNames],
    };

    public IReadOnlyDictionary<string, StepFacts> OfSteps(InstanceView view, IReadOnlyList<Waiting> waiting, DateTimeOffset now)
    {
        var facts = view.Path.Nodes.Where(node => view.Model.Nodes.ContainsKey(node.Key)).ToDictionary(
            node => node.Key,
            node => new StepFacts(StepStanding.Passed, [node.Value.Times == 1 ? texts["Step.PassedAt", Show.Time(node.Value.Last)].Value : texts["Step.PassedTimes", node.Value.Times, Show.Time(node.Value.Last)].Value]),
            StringComparer.Ordinal);
        foreach (var group in waiting.GroupBy(one => one.Node))
        {
            facts[group.Key] = new StepFacts(StepStanding.Waiting, [.. group.Select(one => LineOf(one, now))]);
        }

        // A sub-process or a call waits for what is inside of it.
        foreach (var token in view.State.Tokens.Values.Where(token => token.Phase == TokenPhase.Waiting && view.Path.IsOwn(token.Number)))
        {
            if (!waiting.Any(one => one.Node == token.Node))
            {
                facts[token.Node] = new StepFacts(StepStanding.Waiting, [texts["Waiting.Since", Show.Time(view.Path.Since(token))].Value]);
            }
        }

        foreach (var token in Stopped(view))
        {
            facts[token.Node] = new StepFacts(StepStanding.Stopped, [words.Fault(token.Fault, view.NameOf)]);
        }

        return facts;
    }

    /// <summary>Tokens that an error has stopped, with the fault of those inside of a called process at the call.</summary>
    public static IEnumerable<TokenState> Stopped(InstanceView view) => view.State.Tokens.Values
        .Where(token => token.Phase == TokenPhase.Faulted)
        .Select(token => view.Path.OwnTokenOf(token.Number) is { } own && own != token.Number ? token with { Node = view.State.Tokens[own].Node } : token);

    public string LineOf(Waiting waiting, DateTimeOffset now)
    {
        var line = texts["Waiting.Line", waiting.What, Show.Time(waiting.Since)].Value;
        if (WhoOf(waiting) is { Length: > 0 } who)
        {
            line += " · " + who;
        }

        return waiting.DueAt is { } due
            ? line + " · " + (due < now ? texts["Waiting.Overdue", Show.Time(due)].Value : waiting.Task is null ? texts["Waiting.FiresAt", Show.Time(due)].Value : texts["Waiting.DueAt", Show.Time(due)].Value)
            : line;
    }

    private static string NodeOf(InstanceView view, int? token, string node)
        => token is { } number && view.Path.OwnTokenOf(number) is { } own ? own == number ? node : view.State.Tokens[own].Node : node;
}
