using Training.Acceptance.Council;
using Training.Acceptance.Story;
using Training.Workflows.Contracts;

namespace Training.Acceptance.Running;

/// <summary>Counts the votes of the round, by the rule that the council was named under.</summary>
internal sealed class TallyVotes(CaseReader cases) : IProcessActivity
{
    public string Type => "Training.Acceptance.Tally";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var story = await cases.OfInstanceAsync(context.InstanceId, ct);
        return story.ResultOf(story.Round) is not TallyResult.Open and var result
            ? new Dictionary<string, object> { ["accepted"] = result == TallyResult.Accepted }
            : throw new InvalidOperationException($"Round {story.Round} of case {story.Case.Id} lacks votes.");
    }
}
