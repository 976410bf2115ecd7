using Training.Logbook.Contracts;

namespace Training.LearningCurves.Maths;

/// <summary>What a curve is looking for.</summary>
internal enum CurvePhase
{
    /// <summary>Whether the evidence is enough to call the person competent: LC-CUSUM.</summary>
    Learning,

    /// <summary>Whether somebody competent has got worse: CUSUM.</summary>
    Watching,

    /// <summary>A relapse was signalled, and the curve stands still until somebody has looked at it.</summary>
    Relapsed,
}

/// <summary>What a case brought about.</summary>
internal enum CurveSignal
{
    None,
    Competent,
    Relapse,
}

/// <summary>From the first case after this day on, the curve begins again at zero, in this phase: somebody has looked at it and decided.</summary>
internal sealed record Restart(DateOnly After, CurvePhase Phase);

/// <summary>One case on a curve.</summary>
/// <param name="Number">1 for the oldest.</param>
/// <param name="Case">The case.</param>
/// <param name="Phase">What the curve was looking for when the case was added; <see cref="CurvePhase.Relapsed"/>: it was not added.</param>
/// <param name="Value">S after the case.</param>
/// <param name="Limit">The limit that the value is held against.</param>
/// <param name="Signal">What the case brought about.</param>
/// <param name="Begins">The sum began at zero with this case: it is the first, follows a signal of competence, or follows a decision.</param>
internal sealed record CurvePoint(int Number, CaseResult Case, CurvePhase Phase, double Value, double Limit, CurveSignal Signal, bool Begins);

/// <summary>The curve of a person and technique. Worked out from the cases alone, so it can be drawn for any day of the past.</summary>
internal sealed record Curve(IReadOnlyList<CurvePoint> Points, CurvePhase Phase, double Value, int? Since)
{
    /// <param name="cases">The oldest first.</param>
    /// <param name="ruleOn">The rule that holds for a case of a day.</param>
    /// <param name="restarts">What was decided about the curve, the oldest first.</param>
    public static Curve Of(IReadOnlyList<CaseResult> cases, Func<DateOnly, CurveRule> ruleOn, IReadOnlyList<Restart> restarts)
    {
        var points = new List<CurvePoint>(cases.Count);
        var (phase, value, begins, next) = (CurvePhase.Learning, 0.0, true, 0);
        int? since = null;

        void Begin(CurvePhase with) => (phase, value, begins) = (with, 0, true);

        foreach (var (index, result) in cases.Index())
        {
            for (; next < restarts.Count && restarts[next].After < result.PerformedOn; next++)
            {
                Begin(restarts[next].Phase);
                since = null;
            }

            var rule = ruleOn(result.PerformedOn);
            var (weight, limit) = phase == CurvePhase.Learning
                ? (rule.LearningWeight(result.Failed), rule.CompetenceLimit)
                : (rule.RelapseWeight(result.Failed), rule.RelapseLimit);
            value = phase == CurvePhase.Relapsed ? value : CurveRule.Next(value, weight);
            var signal = phase == CurvePhase.Relapsed || !CurveRule.Reaches(value, limit) ? CurveSignal.None
                : phase == CurvePhase.Learning ? CurveSignal.Competent
                : CurveSignal.Relapse;
            points.Add(new CurvePoint(index + 1, result, phase, value, limit, signal, begins));
            begins = false;
            if (signal == CurveSignal.Competent)
            {
                since = index + 1;
                Begin(CurvePhase.Watching);
            }
            else if (signal == CurveSignal.Relapse)
            {
                (phase, since) = (CurvePhase.Relapsed, index + 1);
            }
        }

        if (next < restarts.Count)
        {
            (phase, value, since) = (restarts[^1].Phase, 0, null);
        }

        return new Curve(points, phase, value, since);
    }
}
