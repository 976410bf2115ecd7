using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.LearningCurves.Maths;

namespace Training.LearningCurves.Relapse;

/// <summary>A signal and what was decided about it.</summary>
internal sealed record SignalStory(RelapseSignal Signal, IReadOnlyList<IndependenceDecision> Decisions)
{
    public IndependenceDecision? Review => Decisions.FirstOrDefault(d => d.Step == IndependenceDecision.Review);

    public IndependenceDecision? Lift => Decisions.FirstOrDefault(d => d.Step == IndependenceDecision.Lifting);

    /// <summary>Nobody has looked at it yet, or its pause still holds.</summary>
    public bool IsOpen => Review is null || (Review.Kind == IndependenceDecisionKind.Pause && Lift is null);

    /// <summary>The pause that holds on the day; null where there is none. The day it is lifted is free.</summary>
    public IndependenceDecision? PauseOn(DateOnly day)
        => Review is { Kind: IndependenceDecisionKind.Pause } pause && pause.From <= day && (Lift is null || day < Lift.From) ? pause : null;

    /// <summary>Where the curve begins again because of these decisions.</summary>
    public static IReadOnlyList<Restart> RestartsOf(IEnumerable<SignalStory> stories) =>
        [.. stories.SelectMany(story => story.Decisions)
            .OrderBy(d => d.At)
            .Select(d => new Restart(d.From, d.Kind == IndependenceDecisionKind.Pause ? CurvePhase.Learning : CurvePhase.Watching))];
}

internal static class SignalStories
{
    /// <summary>The signals with what was decided about them, the oldest first; one statement.</summary>
    public static async Task<IReadOnlyList<SignalStory>> ToStoriesAsync(this IQueryable<RelapseSignal> signals, TrainingDbContext db, CancellationToken ct)
    {
        var rows = await (from signal in signals.AsNoTracking()
                          join decision in db.Set<IndependenceDecision>().AsNoTracking() on signal.Id equals decision.SignalId into decisions
                          from decided in decisions.DefaultIfEmpty()
                          select new { Signal = signal, Decision = decided }).ToListAsync(ct);
        return [.. rows.GroupBy(row => row.Signal.Id)
            .Select(group => new SignalStory(group.First().Signal, [.. group.Select(row => row.Decision).OfType<IndependenceDecision>().OrderBy(d => d.Step)]))
            .OrderBy(story => story.Signal.At)
            .ThenBy(story => story.Signal.Id)];
    }
}
