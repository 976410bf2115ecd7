using Training.Techniques.Contracts;

namespace Training.Logbook.Severity;

/// <summary>The levels of entrustment that somebody gave for one technique and stage in one period.</summary>
/// <param name="TechniqueId">Which technique.</param>
/// <param name="Stage">Which stage.</param>
/// <param name="Period">When, and whose levels these are.</param>
/// <param name="Count">How many cases.</param>
/// <param name="Sum">Of their levels, each 1 to 5.</param>
/// <param name="Squares">The sum of the squares of their levels.</param>
/// <param name="Mentors">How many people gave them.</param>
internal sealed record Levels(Guid TechniqueId, Stage Stage, Period Period, int Count, int Sum, int Squares, int Mentors)
{
    public double Mean => (double)Sum / Count;
}

/// <summary>Whose levels are meant.</summary>
internal enum Period
{
    /// <summary>Everybody else's, of all the time that is looked at.</summary>
    Colleagues,

    /// <summary>The mentor's own, before the latest months.</summary>
    Earlier,

    /// <summary>The mentor's own of the latest months.</summary>
    Lately,
}

/// <summary>How a difference is put into words.</summary>
internal enum Leaning
{
    /// <summary>Too few cases to say anything.</summary>
    Unknown,

    /// <summary>No difference that chance would not explain, or one too small to matter.</summary>
    Alike,

    Stricter,

    Milder,
}

/// <summary>A difference of levels: own minus colleagues', or lately minus earlier.</summary>
/// <param name="Cases">How many own cases could be compared.</param>
/// <param name="Levels">The difference in levels of entrustment; below 0 is stricter.</param>
/// <param name="Margin">Half the width of the 95 % interval, in levels.</param>
internal sealed record Difference(int Cases, double Levels, double Margin)
{
    public Leaning Leaning => Cases < SeverityRule.FewestCases ? Leaning.Unknown
        : Math.Abs(Levels) < SeverityRule.Noticeable || Math.Abs(Levels) <= Margin ? Leaning.Alike
        : Levels < 0 ? Leaning.Stricter
        : Leaning.Milder;
}

/// <summary>One technique and stage in which the mentor can be compared.</summary>
/// <param name="Earlier">Null where there was nothing of the mentor's.</param>
/// <param name="Lately">Null where there was nothing of the mentor's.</param>
internal sealed record Compared(Guid TechniqueId, Stage Stage, Levels Colleagues, Levels? Earlier, Levels? Lately);

/// <summary>How a mentor rates beside colleagues, and beside themselves of some months ago.</summary>
/// <param name="Cells">What could be compared, most cases first.</param>
/// <param name="Earlier">Against colleagues, before the latest months.</param>
/// <param name="Lately">Against colleagues, in the latest months.</param>
/// <param name="Drift">Lately minus earlier.</param>
internal sealed record SeverityView(IReadOnlyList<Compared> Cells, Difference Earlier, Difference Lately, Difference Drift);

/// <summary>
/// Rater severity (the "hawk–dove" effect of McManus, Thompson and Mollon, BMC Medical Education 2006, 6:42), in the simplest form that is fair:
/// only levels for the same technique and stage are compared. The difference is the mean of (own − colleagues' mean) over the mentor's cases;
/// its interval is the normal one with the variance within technique and stage, pooled over everybody:
/// var = s² · Σ wᵢ² (1/nᵢ + 1/mᵢ), with n own and m of colleagues' cases in cell i and wᵢ = nᵢ / Σ n.
/// It does not know how good the learners were, so it is shown to the mentor alone and decides nothing.
/// </summary>
internal static class SeverityRule
{
    /// <summary>Fewer own cases than these are not judged.</summary>
    public const int FewestCases = 10;

    /// <summary>Fewer cases of colleagues for a technique and stage are not compared with: they would show what one colleague gave.</summary>
    public const int FewestOfColleagues = 10;

    /// <summary>So many colleagues at least, for the same reason.</summary>
    public const int FewestColleagues = 2;

    /// <summary>Smaller differences, in levels, are not worth a word.</summary>
    public const double Noticeable = 0.25;

    /// <summary>Of the normal distribution, for 95 %.</summary>
    private const double Quantile = 1.96;

    public static SeverityView Of(IReadOnlyCollection<Levels> given)
    {
        Compared[] cells = [.. given.GroupBy(g => (g.TechniqueId, g.Stage))
            .Select(cell => (cell.Key, Of: cell.ToDictionary(g => g.Period)))
            .Where(cell => cell.Of.TryGetValue(Period.Colleagues, out var others) && others.Count >= FewestOfColleagues && others.Mentors >= FewestColleagues && cell.Of.Count > 1)
            .Select(cell => new Compared(cell.Key.TechniqueId, cell.Key.Stage, cell.Of[Period.Colleagues], cell.Of.GetValueOrDefault(Period.Earlier), cell.Of.GetValueOrDefault(Period.Lately)))
            .OrderByDescending(cell => (cell.Earlier?.Count ?? 0) + (cell.Lately?.Count ?? 0))];
        var variance = VarianceWithin(cells);
        var earlier = Against(cells, cell => cell.Earlier, variance);
        var lately = Against(cells, cell => cell.Lately, variance);
        var drift = new Difference(Math.Min(earlier.Cases, lately.Cases), lately.Levels - earlier.Levels, Math.Sqrt((earlier.Margin * earlier.Margin) + (lately.Margin * lately.Margin)));
        return new SeverityView(cells, earlier, lately, drift);
    }

    private static Difference Against(IReadOnlyList<Compared> cells, Func<Compared, Levels?> own, double variance)
    {
        var pairs = cells.Select(cell => (Own: own(cell), cell.Colleagues)).Where(pair => pair.Own is not null).Select(pair => (Own: pair.Own!, pair.Colleagues)).ToArray();
        var cases = pairs.Sum(pair => pair.Own.Count);
        if (cases == 0)
        {
            return new Difference(0, 0, 0);
        }

        var levels = pairs.Sum(pair => pair.Own.Count * (pair.Own.Mean - pair.Colleagues.Mean)) / cases;
        var spread = pairs.Sum(pair => Math.Pow((double)pair.Own.Count / cases, 2) * ((1.0 / pair.Own.Count) + (1.0 / pair.Colleagues.Count)));
        return new Difference(cases, levels, Quantile * Math.Sqrt(variance * spread));
    }

    // Each person's levels scatter around their own mean of the cell.
    private static double VarianceWithin(IEnumerable<Compared> cells)
    {
        var groups = cells.SelectMany(cell => new[] { cell.Colleagues, cell.Earlier, cell.Lately }).OfType<Levels>().ToArray();
        var freedom = groups.Sum(group => group.Count - 1);
        return freedom == 0 ? 0 : groups.Sum(group => group.Squares - (group.Count * group.Mean * group.Mean)) / freedom;
    }
}
