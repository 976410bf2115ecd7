using Training.Workflows.Bpmn;

namespace Training.Workflows.Drawing;

/// <summary>A drawing on a page: the script fetches the document and draws it.</summary>
/// <param name="Address">Of the document.</param>
/// <param name="Label">What it shows, for those who do not see it.</param>
internal sealed record DrawingView(string Address, string Label)
{
    /// <summary>Ids of the nodes and flows that were passed.</summary>
    public IReadOnlyCollection<string> Passed { get; init; } = [];

    /// <summary>Id of a node where something waits → a few words about it.</summary>
    public IReadOnlyDictionary<string, string> Waiting { get; init; } = new Dictionary<string, string>();

    /// <summary>Ids of the nodes where the instance has stopped.</summary>
    public IReadOnlyCollection<string> Stopped { get; init; } = [];
}

/// <summary>The list of steps on a page.</summary>
/// <param name="Steps">In their order.</param>
internal sealed record StepsView(IReadOnlyList<Step> Steps)
{
    /// <summary>How an instance stands at a step, by the id of its element; empty where a process is shown and no instance.</summary>
    public IReadOnlyDictionary<string, StepFacts> Facts { get; init; } = new Dictionary<string, StepFacts>();
}

/// <summary>How an instance stands at a step.</summary>
/// <param name="Standing">Whether it was passed, waits or has stopped.</param>
/// <param name="Lines">Who, since when, until when; in words.</param>
internal sealed record StepFacts(StepStanding Standing, IReadOnlyList<string> Lines);

internal enum StepStanding
{
    Passed,
    Waiting,
    Stopped,
}
