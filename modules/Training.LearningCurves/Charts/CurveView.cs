using Training.LearningCurves.Maths;

namespace Training.LearningCurves.Charts;

/// <summary>What the partial view of a curve is given.</summary>
/// <param name="Found">The curve.</param>
/// <param name="Rates">Of the settings of today; null where nothing is set.</param>
/// <param name="Page">Address of the page that shows this person's curves, without a query.</param>
/// <param name="DrawnCases">Cases that are drawn at most.</param>
/// <param name="Rows">Cases that stand in the table at most.</param>
/// <param name="Before">Only cases before the one with this number stand in the table; null: the newest.</param>
/// <param name="MayOpenCases">Whether the cases have links.</param>
internal sealed record CurveView(TechniqueCurve Found, SignalRates? Rates, string Page, int DrawnCases, int Rows, int? Before, bool MayOpenCases)
{
    public CurveDrawing? Drawing { get; } = Found.Curve is { Points.Count: > 0 } curve ? new CurveDrawing(curve, DrawnCases) : null;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<CurvePoint> Table { get; } = Found.Curve is { } shown ? [.. shown.Points.Where(p => Before is null || p.Number < Before).TakeLast(Rows).Reverse()] : [];

    /// <summary>Whether there are cases older than those in the table.</summary>
    public bool More => Table.Count > 0 && Table[^1].Number > 1;

    public string Key => Found.Technique.Key;

    /// <summary>The table of this technique alone, from so far back.</summary>
    public string Older => $"{Page}?technique={Key}&before={Table[^1].Number}";
}

/// <summary>How much of its curves a page shows, so that it stays light however much somebody has done.</summary>
internal static class CurveViews
{
    /// <summary>Curves of one page; the others are behind links.</summary>
    public const int Most = 6;

    public static IReadOnlyList<CurveView> Of(IReadOnlyList<TechniqueCurve> curves, RateCache rates, string page, string? technique, int? before, bool mayOpenCases)
    {
        TechniqueCurve[] shown = [.. curves.Where(c => technique is null || c.Technique.Key == technique).Take(Most)];
        var (rows, drawn) = shown.Length == 1 ? (50, 300) : (Math.Clamp(60 / Math.Max(1, shown.Length), 10, 25), 120);
        return [.. shown.Select(found => new CurveView(
            found, found.Setting is { } setting ? rates.Of(setting.Rule) : null, page, drawn, rows, technique is null ? null : before, mayOpenCases))];
    }
}
