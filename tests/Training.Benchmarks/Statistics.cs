namespace Training.Benchmarks;

internal static class Statistics
{
    public static double Median(IReadOnlyCollection<double> values) => Percentile(values, 0.5);

    /// <summary>The smallest value that at least this part of the values does not exceed.</summary>
    public static double Percentile(IReadOnlyCollection<double> values, double part)
        => values.Order().ElementAt(Math.Clamp((int)Math.Ceiling(part * values.Count) - 1, 0, values.Count - 1));

    /// <summary>
    /// Two-sided p of the Mann-Whitney test: how likely two samples of one distribution differ this much. Normal approximation with correction
    /// for ties and continuity, good from 20 values on (H. B. Mann, D. R. Whitney, Annals of Mathematical Statistics 18, 1947, 50–60; ties:
    /// E. L. Lehmann, Nonparametrics, 1975, 1.2). The normal distribution by Abramowitz and Stegun, 26.2.17, error below 7.5e-8.
    /// </summary>
    public static double MannWhitney(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double n = first.Count, m = second.Count, all = n + m;
        double rank = 0, ranks = 0, ties = 0;
        foreach (var group in first.Select(value => (value, IsFirst: true)).Concat(second.Select(value => (value, IsFirst: false))).GroupBy(x => x.value).OrderBy(g => g.Key))
        {
            double size = group.Count();
            ranks += group.Count(x => x.IsFirst) * (rank + ((size + 1) / 2));
            ties += (size * size * size) - size;
            rank += size;
        }

        var distance = Math.Abs(ranks - (n * (n + 1) / 2) - (n * m / 2));
        var deviation = Math.Sqrt(n * m / 12 * (all + 1 - (ties / (all * (all - 1)))));
        return deviation == 0 ? 1 : Math.Min(1, 2 * Above(Math.Max(0, distance - 0.5) / deviation));
    }

    private static double Above(double z)
    {
        var t = 1 / (1 + (0.2316419 * z));
        var series = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * series;
    }
}
