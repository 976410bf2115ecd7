using Training.LearningCurves.Maths;

namespace Training.Tests.LearningCurves;

/// <summary>
/// The same probabilities as the simulation's, worked out another way: S moves on few values, so the share of series at each of them is carried from
/// case to case. Nothing is drawn by lot, and nothing of the simulation is used.
/// </summary>
internal static class ExactRates
{
    /// <summary>The share of series that have signalled by each case; index 0 is before the first.</summary>
    /// <param name="failures">The share of failures.</param>
    /// <param name="success">What a success adds.</param>
    /// <param name="failure">What a failure adds.</param>
    /// <param name="limit">Where it signals.</param>
    /// <param name="cases">How far.</param>
    public static double[] Signalled(double failures, double success, double failure, double limit, int cases)
    {
        var states = new Dictionary<double, double> { [0] = 1 };
        var signalled = new double[cases + 1];
        for (var n = 1; n <= cases; n++)
        {
            signalled[n] = signalled[n - 1];
            var next = new Dictionary<double, double>();
            foreach (var (value, share) in states)
            {
                foreach (var (step, probability) in new[] { (success, 1 - failures), (failure, failures) })
                {
                    var moved = Math.Round(Math.Max(0, value + step), 9);
                    if (moved >= limit - 1e-8)
                    {
                        signalled[n] += share * probability;
                    }
                    else
                    {
                        next[moved] = next.GetValueOrDefault(moved) + share * probability;
                    }
                }
            }

            states = next;
        }

        return signalled;
    }

    /// <summary>With the weights of the papers written out, not taken from the rule.</summary>
    public static double[] Learning(CurveRule rule, double failures, int cases) => Signalled(
        failures,
        Math.Log((1 - rule.Acceptable) / (1 - rule.Unacceptable)),
        Math.Log(rule.Acceptable / rule.Unacceptable),
        rule.CompetenceLimit,
        cases);

    public static double[] Relapse(CurveRule rule, double failures, int cases) => Signalled(
        failures,
        Math.Log((1 - rule.Unacceptable) / (1 - rule.Acceptable)),
        Math.Log(rule.Unacceptable / rule.Acceptable),
        rule.RelapseLimit,
        cases);
}
