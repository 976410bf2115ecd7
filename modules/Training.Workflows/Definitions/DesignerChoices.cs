using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Workflows.Contracts;

namespace Training.Workflows.Definitions;

/// <summary>What this site has that a drawing can name, and the words of the drawing script.</summary>
internal sealed class DesignerChoices(IEnumerable<IAssigneeResolver> resolvers, IEnumerable<IProcessActivity> activities, IEnumerable<ITaskForm> forms, ProcessWords words, TrainingDbContext db,
    IStringLocalizer<Texts> texts)
{
    private static readonly string[] Entries =
    [
        "Hand", "Lasso", "Space", "Connect", "Start", "End", "Timer", "Exclusive", "Parallel", "UserTask", "ServiceTask", "CallActivity", "SubProcess", "Annotate", "Remove", "Change",
    ];

    /// <summary>What an element without a name is called, by its kind in a document.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["StartEvent"] = "Step.Kind.Start",
        ["EndEvent"] = "Step.Kind.End",
        ["ExclusiveGateway"] = "Step.Kind.Choice",
        ["ParallelGateway"] = "Step.Kind.Parallel",
        ["BoundaryEvent"] = "Designer.Event",
        ["IntermediateCatchEvent"] = "Designer.Event",
        ["IntermediateThrowEvent"] = "Designer.Event",
    };

    /// <summary>What an element can be changed to, by the name that the drawing library has for the change.</summary>
    private static readonly Dictionary<string, string> Changes = new()
    {
        ["replace-with-none-start"] = "Step.Kind.Start",
        ["replace-with-timer-start"] = "Step.Kind.TimerStart",
        ["replace-with-message-start"] = "Step.Kind.MessageStart",
        ["replace-with-non-interrupting-timer-start"] = "Designer.Change.TimerStartOn",
        ["replace-with-non-interrupting-message-start"] = "Designer.Change.MessageStartOn",
        ["replace-with-none-end"] = "Step.Kind.End",
        ["replace-with-error-end"] = "Step.Kind.ErrorEnd",
        ["replace-with-terminate-end"] = "Step.Kind.TerminateEnd",
        ["replace-with-timer-intermediate-catch"] = "Step.Kind.WaitForTime",
        ["replace-with-message-intermediate-catch"] = "Step.Kind.WaitForMessage",
        ["replace-with-signal-intermediate-catch"] = "Step.Kind.WaitForSignal",
        ["replace-with-message-intermediate-throw"] = "Step.Kind.SendMessage",
        ["replace-with-signal-intermediate-throw"] = "Step.Kind.SendSignal",
        ["replace-with-timer-boundary"] = "Designer.Change.TimerBoundary",
        ["replace-with-non-interrupting-timer-boundary"] = "Designer.Change.TimerBoundaryOn",
        ["replace-with-error-boundary"] = "Step.Kind.BoundaryError",
        ["replace-with-exclusive-gateway"] = "Step.Kind.Choice",
        ["replace-with-parallel-gateway"] = "Step.Kind.Parallel",
        ["replace-with-user-task"] = "Step.Kind.UserTask",
        ["replace-with-service-task"] = "Step.Kind.ServiceTask",
        ["replace-with-call-activity"] = "Step.Kind.Call",
        ["replace-with-expanded-subprocess"] = "Step.Kind.SubProcess",
        ["replace-with-event-subprocess"] = "Step.Kind.EventSubProcess",
        ["toggle-parallel-mi"] = "Designer.Loop.Parallel",
        ["toggle-sequential-mi"] = "Designer.Loop.Sequential",
    };

    private static readonly string[] Notes = ["NothingSelected", "Unsaved", "Clean", "CheckFailed", "ImportFailed", "Stops", "Warns", "Literal", "Whole", "Default", "Up", "Type"];

    /// <summary>Ids of the resolvers that say whose a task is.</summary>
    public IReadOnlyList<string> Assignees { get; } = [.. resolvers.Select(resolver => resolver.Id).Order(StringComparer.Ordinal)];

    /// <summary>The pages on which a task can be done, each with what it ends a task with.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Outcomes)> Forms { get; } = [.. forms.OrderBy(form => form.Name, StringComparer.Ordinal).Select(form => (form.Name, form.Outcomes))];

    /// <summary>What a service task can be bound to, each with its inputs: name → whether it must be given.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, bool>> Activities { get; } =
        activities.OrderBy(activity => activity.Type, StringComparer.Ordinal).ToDictionary(activity => activity.Type, activity => activity.Inputs);

    /// <summary>What a name means, and the name.</summary>
    public string Word(string name) => words.Of(name) is var meaning && meaning == name ? name : $"{meaning} ({name})";

    public IReadOnlyDictionary<string, string> Words => Entries.Select(entry => (Key: entry, Text: texts[$"Designer.Entry.{entry}"].Value))
        .Concat(Notes.Select(note => (Key: note, Text: texts[$"Designer.Note.{note}"].Value)))
        .Concat(Kinds.Concat(Changes).Select(kind => (kind.Key, Text: texts[kind.Value].Value)))
        .ToDictionary(word => word.Key, word => word.Text);

    /// <summary>Keys of the other processes, which can be called.</summary>
    public async Task<IReadOnlyList<string>> CallableAsync(string key, CancellationToken ct)
        => await db.Set<Process>().AsNoTracking().Where(p => p.Newest > 0 && p.Key != key).OrderBy(p => p.Key).Select(p => p.Key).ToListAsync(ct);
}
