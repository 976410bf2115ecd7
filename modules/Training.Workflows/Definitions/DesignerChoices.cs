using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Workflows.Contracts;

namespace Training.Workflows.Definitions;

/// <summary>What this site has that a drawing can name, and the words of the drawing script.</summary>
internal sealed class DesignerChoices(IEnumerable<IAssigneeResolver> resolvers, IEnumerable<IProcessActivity> activities, TrainingDbContext db, IStringLocalizer<Texts> texts)
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

    private static readonly string[] Notes = ["NothingSelected", "Unsaved", "Clean", "CheckFailed", "ImportFailed", "Stops", "Warns", "Literal", "Whole", "Default", "Up", "Type"];

    /// <summary>Ids of the resolvers that say whose a task is.</summary>
    public IReadOnlyList<string> Assignees { get; } = [.. resolvers.Select(resolver => resolver.Id).Order(StringComparer.Ordinal)];

    /// <summary>What a service task can be bound to, each with its inputs: name → whether it must be given.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, bool>> Activities { get; } =
        activities.OrderBy(activity => activity.Type, StringComparer.Ordinal).ToDictionary(activity => activity.Type, activity => activity.Inputs);

    public IReadOnlyDictionary<string, string> Words => Entries.Select(entry => (Key: entry, Text: texts[$"Designer.Entry.{entry}"].Value))
        .Concat(Notes.Select(note => (Key: note, Text: texts[$"Designer.Note.{note}"].Value)))
        .Concat(Kinds.Select(kind => (kind.Key, Text: texts[kind.Value].Value)))
        .ToDictionary(word => word.Key, word => word.Text);

    /// <summary>Keys of the other processes, which can be called.</summary>
    public async Task<IReadOnlyList<string>> CallableAsync(string key, CancellationToken ct)
        => await db.Set<Process>().AsNoTracking().Where(p => p.Newest > 0 && p.Key != key).OrderBy(p => p.Key).Select(p => p.Key).ToListAsync(ct);
}
