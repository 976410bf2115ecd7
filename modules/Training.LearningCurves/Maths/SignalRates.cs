using System.Collections.Concurrent;

namespace Training.LearningCurves.Maths;

/// <summary>How often a rule would be wrong, and how long it takes to be right, in simulated series of cases.</summary>
/// <param name="WronglyCompetent50">Of series with the unacceptable share of failures: how many are called competent within 50 cases; 0 to 1.</param>
/// <param name="WronglyCompetent100">The same within 100 cases.</param>
/// <param name="CasesToCompetent">Of series with the acceptable share: the case by which half are called competent; null where more than <see cref="Longest"/> are needed.</param>
/// <param name="FalseAlarm100">Of series that keep the acceptable share: how many are called a relapse within 100 cases; 0 to 1.</param>
/// <param name="CasesToAlarm">Of series that begin with the unacceptable share: the case by which half are called a relapse; null where more than <see cref="Longest"/> are needed.</param>
internal sealed record SignalRates(double WronglyCompetent50, double WronglyCompetent100, int? CasesToCompetent, double FalseAlarm100, int? CasesToAlarm)
{
    /// <summary>Series of each kind: the standard error of a share is at most half a per cent.</summary>
    public const int Runs = 10_000;

    /// <summary>No series is longer.</summary>
    public const int Longest = 1_000;

    /// <summary>Simulates; the same numbers for the same rule, on every machine.</summary>
    public static SignalRates Of(CurveRule rule)
    {
        var wrong = RunLengths(rule.Unacceptable, rule.LearningWeight, rule.CompetenceLimit, 100, 1);
        var right = RunLengths(rule.Acceptable, rule.LearningWeight, rule.CompetenceLimit, Longest, 2);
        var steady = RunLengths(rule.Acceptable, rule.RelapseWeight, rule.RelapseLimit, 100, 3);
        var worse = RunLengths(rule.Unacceptable, rule.RelapseWeight, rule.RelapseLimit, Longest, 4);
        return new SignalRates(Within(wrong, 50), Within(wrong, 100), Median(right), Within(steady, 100), Median(worse));
    }

    /// <summary>The case at which each series signals; one more than the longest where it does not.</summary>
    /// <param name="failures">The share of failures of the series.</param>
    /// <param name="weight">What a result adds.</param>
    /// <param name="limit">Where it signals.</param>
    /// <param name="longest">Cases of a series.</param>
    /// <param name="seed">Which of the series of random numbers.</param>
    internal static int[] RunLengths(double failures, Func<bool, double> weight, double limit, int longest, ulong seed)
    {
        var (success, failure, random) = (weight(false), weight(true), new SplitMix(seed));
        var lengths = new int[Runs];
        for (var run = 0; run < Runs; run++)
        {
            var (value, length) = (0.0, 1);
            for (; length <= longest; length++)
            {
                value = CurveRule.Next(value, random.Next() < failures ? failure : success);
                if (CurveRule.Reaches(value, limit))
                {
                    break;
                }
            }

            lengths[run] = length;
        }

        return lengths;
    }

    private static double Within(int[] lengths, int cases) => lengths.Count(length => length <= cases) / (double)lengths.Length;

    private static int? Median(int[] lengths)
    {
        Array.Sort(lengths);
        return lengths[(lengths.Length - 1) / 2] is var half && half <= Longest ? half : null;
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same series everywhere, which the framework's generator does not promise.</summary>
    private struct SplitMix(ulong state)
    {
        public double Next()
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}

/// <summary>Keeps the rates of rules that were asked for, for the whole process; working one out takes a tenth of a second.</summary>
internal sealed class RateCache
{
    private const int Most = 200;

    private readonly ConcurrentDictionary<CurveRule, Lazy<SignalRates>> _kept = new();

    public SignalRates Of(CurveRule rule)
    {
        // Settings are few; only somebody who tries many numbers out gets here.
        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }

        return _kept.GetOrAdd(rule, key => new Lazy<SignalRates>(() => SignalRates.Of(key))).Value;
    }
}
