namespace Training.Questions.Marking;

/// <summary>
/// Marks by how sure somebody was. The usual table is Gardner-Medwin's (UCL, LAPT): sure 1, 2 or 3 brings 1, 2 or 3 where it was right and
/// 0, −2 or −6 where it was wrong. Whoever is right less than 67 % of the time is best off with 1, from 80 % with 3. The quiz says which
/// table holds; a table is data.
/// </summary>
/// <param name="Right">What certainty 1, 2, 3 brings.</param>
/// <param name="Wrong">What certainty 1, 2, 3 costs, 0 or below.</param>
internal sealed record CertaintyTable(IReadOnlyList<decimal> Right, IReadOnlyList<decimal> Wrong)
{
    public static CertaintyTable GardnerMedwin { get; } = new([1, 2, 3], [0, -2, -6]);

    public int Levels => Right.Count;

    /// <summary>The mark in units of the table; half right lies half way between. Without a certainty it is the lowest.</summary>
    public decimal Of(decimal fraction, int? certainty)
    {
        var level = Math.Clamp(certainty ?? 1, 1, Levels) - 1;
        var part = Math.Clamp(fraction, 0, 1);
        return Wrong[level] + ((Right[level] - Wrong[level]) * part);
    }

    /// <summary>The certainty that brings most to whoever is right with this probability; the lower where two bring the same.</summary>
    public int Best(decimal probability) => Enumerable.Range(1, Levels).MaxBy(level => (Of(1, level) * probability) + (Of(0, level) * (1 - probability)));
}

/// <summary>
/// Several tries at one question, as Moodle's adaptive mode: each wrong try and each hint takes the penalty off, the best try counts, and
/// nothing is below 0.
/// </summary>
internal static class Tries
{
    /// <summary>The mark after these tries.</summary>
    /// <param name="tries">The fraction of each try, the first one first.</param>
    /// <param name="penalty">Of the question.</param>
    /// <param name="hints">How many hints were shown before each try; fewer entries than tries mean none.</param>
    public static decimal Adaptive(IReadOnlyList<decimal> tries, decimal penalty, IReadOnlyList<int>? hints = null)
    {
        var (best, wrong) = (0m, 0);
        for (var at = 0; at < tries.Count; at++)
        {
            var shown = hints is not null && at < hints.Count ? hints[at] : 0;
            best = Math.Max(best, Math.Clamp(tries[at], 0, 1) - (penalty * (wrong + shown)));
            wrong += tries[at] < 1 ? 1 : 0;
        }

        return Math.Clamp(best, 0, 1);
    }
}
