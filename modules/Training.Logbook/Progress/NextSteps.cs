using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Progress;

/// <summary>Who has to act.</summary>
internal enum Actor
{
    Learner,
    Mentor,

    /// <summary>Learner and mentor together, in the next cases.</summary>
    Both,
    TrainingOffice,
}

/// <summary>Something that is still missing.</summary>
/// <param name="Key">Key of its words, below <c>Missing.</c>.</param>
/// <param name="Actor">Who has to act.</param>
/// <param name="Count">How many of it.</param>
internal sealed record Step(string Key, Actor Actor, int Count)
{
    public Guid? TechniqueId { get; init; }

    public Stage? Stage { get; init; }

    public CaseMixKind? Kind { get; init; }

    /// <summary>The level that the package asks for.</summary>
    public int Level { get; init; }
}

/// <summary>What is missing until every target of a member is met, and who has to act, what can be done at once first.</summary>
internal static class NextSteps
{
    public static IReadOnlyList<Step> Of(PackageProgress progress)
    {
        if (progress.IsComplete)
        {
            return [new Step("Office", Actor.TrainingOffice, 0)];
        }

        var steps = new List<Step>();
        if (!progress.TheoryMet)
        {
            steps.Add(new Step("Theory", Actor.Learner, 1));
        }

        foreach (var technique in progress.Stages.GroupBy(stage => stage.TechniqueId))
        {
            // A stage is not asked for before the one below it has its number: first things first.
            foreach (var stage in technique)
            {
                steps.AddRange(Of(stage));
                if (stage.Signed + stage.Waiting + stage.Returned + stage.BelowEntrustment < stage.Target)
                {
                    break;
                }
            }
        }

        steps.AddRange(progress.CaseMix.Where(mix => !mix.Met).Select(mix => new Step("CaseMix", Actor.Both, mix.Target - mix.Done) { TechniqueId = mix.TechniqueId, Kind = mix.Kind }));
        return [.. steps.OrderBy(step => step.Key switch { "Returned" => 0, "Waiting" => 1, "Theory" => 2, "Below" => 3, "Cases" => 4, _ => 5 })];
    }

    private static IEnumerable<Step> Of(StageProgress stage)
    {
        Step Make(string key, Actor actor, int count) => new(key, actor, count) { TechniqueId = stage.TechniqueId, Stage = stage.Stage, Level = stage.MinEntrustment };
        if (stage.Returned > 0)
        {
            yield return Make("Returned", Actor.Learner, stage.Returned);
        }

        if (stage.Waiting > 0)
        {
            yield return Make("Waiting", Actor.Mentor, stage.Waiting);
        }

        if (stage.Met)
        {
            yield break;
        }

        if (stage.BelowEntrustment > 0)
        {
            yield return Make("Below", Actor.Both, stage.BelowEntrustment);
        }

        if (stage.Target - stage.Signed - stage.Waiting - stage.Returned is var more and > 0)
        {
            yield return Make("Cases", Actor.Both, more);
        }
    }
}
