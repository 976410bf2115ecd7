namespace Training.LearningCurves.Maths;

/// <summary>
/// What a curve is measured by (src/docs/decisions/0019-learning-curves.md). A case is a success or a failure; the curve adds up the logarithm of
/// how much likelier each result is with one share of failures than with the other.
/// </summary>
/// <param name="Acceptable">p0: the share of failures of somebody who is good enough, above 0.</param>
/// <param name="Unacceptable">p1: the share of failures of somebody who is not, above p0 and below 1.</param>
/// <param name="CompetenceLimit">At this value or above, the evidence is enough to call somebody competent; above 0.</param>
/// <param name="RelapseLimit">At this value or above, the evidence is enough to ask whether somebody competent has got worse; above 0.</param>
internal sealed record CurveRule(double Acceptable, double Unacceptable, double CompetenceLimit, double RelapseLimit)
{
    /// <summary>Limits above this would never be reached in anybody's working life.</summary>
    public const double HighestLimit = 10;

    /// <summary>Sums of decimal logarithms do not meet a limit to the last bit.</summary>
    private const double Rounding = 1e-9;

    /// <summary>
    /// LC-CUSUM, Biau et al. 2008: H0 is inadequate performance (p1), H1 adequate performance (p0); the weight of a result x is ln(P(x|p0) / P(x|p1)).
    /// </summary>
    public double LearningWeight(bool failed) => failed ? Math.Log(Acceptable / Unacceptable) : Math.Log((1 - Acceptable) / (1 - Unacceptable));

    /// <summary>Bernoulli CUSUM, Steiner et al. 2000: H0 is adequate performance (p0), H1 inadequate (p1); the weight is ln(P(x|p1) / P(x|p0)).</summary>
    public double RelapseWeight(bool failed) => -LearningWeight(failed);

    /// <summary>S(t) = max(0, S(t−1) + W), Page 1954: evidence against what is tested does not pile up as debt.</summary>
    public static double Next(double value, double weight) => Math.Max(0, value + weight);

    /// <summary>Whether the value is at the limit or above.</summary>
    public static bool Reaches(double value, double limit) => value >= limit - Rounding;

    /// <summary>What is wrong with these numbers: names of faults, empty where nothing is.</summary>
    public static IReadOnlyList<RuleFault> Faults(double acceptable, double unacceptable, double competenceLimit, double relapseLimit)
    {
        var faults = new List<RuleFault>();
        if (!(acceptable > 0 && acceptable < 1))
        {
            faults.Add(RuleFault.Acceptable);
        }

        if (!(unacceptable > acceptable && unacceptable < 1))
        {
            faults.Add(RuleFault.Unacceptable);
        }

        if (!(competenceLimit > 0 && competenceLimit <= HighestLimit))
        {
            faults.Add(RuleFault.CompetenceLimit);
        }

        if (!(relapseLimit > 0 && relapseLimit <= HighestLimit))
        {
            faults.Add(RuleFault.RelapseLimit);
        }

        return faults;
    }
}

/// <summary>Which number of a rule is wrong.</summary>
internal enum RuleFault
{
    Acceptable,
    Unacceptable,
    CompetenceLimit,
    RelapseLimit,
}
