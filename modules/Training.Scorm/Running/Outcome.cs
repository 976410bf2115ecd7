using System.Globalization;
using Training.Scorm.Manifests;

namespace Training.Scorm.Running;

/// <summary>What the elements that a package set come to. The rules of the standards about mastery are applied here again, whatever status the package claims.</summary>
internal static class Outcome
{
    /// <summary>What a part came to, and its score in percent.</summary>
    public static (PartOutcome Outcome, decimal? Score) OfPart(Standard standard, Part part, IReadOnlyDictionary<string, string> data)
        => standard == Standard.Scorm12 ? Of12(part, data) : Of2004(part, data);

    /// <summary>What the parts come to together.</summary>
    /// <returns>Whether each is done; whether each was completed or passed; the weighted mean of the scores once each is done.</returns>
    public static (bool Finished, bool Seen, decimal? Score) OfAttempt(Course course, IReadOnlyDictionary<string, (PartOutcome Outcome, decimal? Score)> parts)
    {
        (Part Part, PartOutcome Outcome, decimal? Score)[] all =
            [.. course.Openable.Select(part => parts.TryGetValue(part.Id, out var found) ? (part, found.Outcome, found.Score) : (part, PartOutcome.Open, null))];
        var finished = all.Length > 0 && all.All(part => part.Outcome != PartOutcome.Open);
        var scored = all.Where(part => part.Score is not null && part.Part.Weight > 0).ToArray();
        return (
            finished,
            finished && all.All(part => part.Outcome is PartOutcome.Completed or PartOutcome.Passed),
            finished && scored.Length > 0 ? decimal.Round(scored.Sum(part => part.Score!.Value * part.Part.Weight) / scored.Sum(part => part.Part.Weight), 2) : null);
    }

    // RTE 1.2, 3.4.4 cmi.core.lesson_status: where there is a mastery score and a score, they decide.
    private static (PartOutcome, decimal?) Of12(Part part, IReadOnlyDictionary<string, string> data)
    {
        var score = Percent(NumberOf(data, "cmi.core.score.raw"), NumberOf(data, "cmi.core.score.min"), NumberOf(data, "cmi.core.score.max"));
        var status = data.GetValueOrDefault("cmi.core.lesson_status");
        var outcome = status switch
        {
            "passed" => PartOutcome.Passed,
            "failed" => PartOutcome.Failed,
            "completed" => PartOutcome.Completed,
            _ => PartOutcome.Open,
        };
        return outcome != PartOutcome.Open && part.PassingPercent is { } passing && NumberOf(data, "cmi.core.score.raw") is { } raw
            ? (raw >= passing ? PartOutcome.Passed : PartOutcome.Failed, score)
            : (outcome, score);
    }

    // RTE 2004, 4.2.4 and 4.2.21: progress against its threshold decides about completion, the scaled score against its threshold about success.
    private static (PartOutcome, decimal?) Of2004(Part part, IReadOnlyDictionary<string, string> data)
    {
        var scaled = NumberOf(data, "cmi.score.scaled");
        var score = scaled is not null ? Math.Max(0, scaled.Value * 100) : Percent(NumberOf(data, "cmi.score.raw"), NumberOf(data, "cmi.score.min"), NumberOf(data, "cmi.score.max"));
        var completed = part.CompletionThreshold is { } threshold && NumberOf(data, "cmi.progress_measure") is { } progress
            ? progress >= threshold
            : data.GetValueOrDefault("cmi.completion_status") == "completed";
        var success = part.PassingPercent is { } passing && scaled is not null ? (scaled * 100 >= passing ? "passed" : "failed") : data.GetValueOrDefault("cmi.success_status");
        return (success switch
        {
            "passed" => PartOutcome.Passed,
            "failed" when completed => PartOutcome.Failed,
            _ when completed => PartOutcome.Completed,
            _ => PartOutcome.Open,
        }, score is null ? null : decimal.Round(score.Value, 2));
    }

    private static decimal? Percent(decimal? raw, decimal? least, decimal? most) => raw is null ? null
        : decimal.Round(Math.Clamp(most > (least ?? 0) ? (raw.Value - (least ?? 0)) * 100 / (most.Value - (least ?? 0)) : raw.Value, 0, 100), 2);

    private static decimal? NumberOf(IReadOnlyDictionary<string, string> data, string name)
        => data.TryGetValue(name, out var text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
