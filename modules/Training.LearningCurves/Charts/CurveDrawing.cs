using System.Globalization;
using System.Text;
using Training.LearningCurves.Maths;

namespace Training.LearningCurves.Charts;

/// <summary>A label on a drawing.</summary>
internal sealed record DrawnLabel(string X, string Y, string Anchor, string Class, double Limit);

/// <summary>A signal on a drawing.</summary>
internal sealed record DrawnSignal(double X, double Y, CurveSignal Signal, int Number)
{
    /// <summary>A rhomb, which differs from the round dot for those who see no colours.</summary>
    public string Rhomb => CurveDrawing.Path($"M{X} {Y - 6}l6 6-6 6-6-6z");
}

/// <summary>
/// The shapes of a curve, drawn on 360 units of width (the theme's part "chart"). At most so many of the newest cases are drawn, whatever the length
/// of the curve.
/// </summary>
internal sealed class CurveDrawing
{
    public const int Width = 360;
    public const int Height = 168;

    private const double Left = 26;
    private const double Right = 350;
    private const double Top = 26;
    private const double Bottom = 140;

    private readonly double _highest;
    private readonly int _first;
    private readonly int _count;

    public CurveDrawing(Curve curve, int most)
    {
        CurvePoint[] drawn = [.. curve.Points.Skip(Math.Max(0, curve.Points.Count - most))];
        LeftOut = curve.Points.Count - drawn.Length;
        _first = LeftOut + 1;
        _count = drawn.Length;
        _highest = 1.1 * Math.Max(drawn.Max(p => p.Limit), drawn.Max(p => p.Value));
        (Line, CompetenceLimit, RelapseLimit) = Lines(drawn);
        Failures = Path(drawn.Where(p => p.Case.Failed).Select(p => (FormattableString)$"M{X(p.Number) - 3} {Y(p.Value) - 3}l6 6m0-6l-6 6"));
        Signals = [.. drawn.Where(p => p.Signal != CurveSignal.None).Select(p => new DrawnSignal(X(p.Number), Y(p.Value), p.Signal, p.Number))];
        Labels = [.. LabelsOf(drawn)];
    }

    /// <summary>Cases before the first that is drawn.</summary>
    public int LeftOut { get; }

    /// <summary>Number of the first case that is drawn.</summary>
    public int First => _first;

    /// <summary>The path of S.</summary>
    public string Line { get; }

    /// <summary>The path of the limit for competence, where it was looked for.</summary>
    public string CompetenceLimit { get; }

    /// <summary>The path of the limit for a relapse, where it was watched.</summary>
    public string RelapseLimit { get; }

    /// <summary>A cross for each failure.</summary>
    public string Failures { get; }

    public IReadOnlyList<DrawnSignal> Signals { get; }

    public IReadOnlyList<DrawnLabel> Labels { get; }

    public static string Baseline => Path($"M{Left} {Top}V{Bottom}H{Right}");

    /// <summary>A path without anything of the language of the page, with one decimal.</summary>
    public static string Path(FormattableString piece)
    {
        var arguments = piece.GetArguments().Select(argument => argument is double number ? Text(number) : argument).ToArray();
        return string.Format(CultureInfo.InvariantCulture, piece.Format, arguments);
    }

    public static string Text(double number) => Math.Round(number, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Path(IEnumerable<FormattableString> pieces) => string.Concat(pieces.Select(Path));

    private double X(int number) => _count == 1 ? Left + 8 : Left + 8 + (Right - Left - 16) * (number - _first) / (_count - 1);

    private double Y(double value) => Bottom - (Bottom - Top) * value / _highest;

    private (string Line, string Competence, string Relapse) Lines(CurvePoint[] drawn)
    {
        var (line, competence, relapse) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        CurvePoint? before = null;
        foreach (var point in drawn)
        {
            // A sum that begins anew rises from zero at the case before, where the last one ended.
            line.Append(before is null ? Path($"M{X(point.Number)} {Y(point.Value)}")
                : point.Begins ? Path($"M{X(before.Number)} {Bottom}L{X(point.Number)} {Y(point.Value)}")
                : Path($"L{X(point.Number)} {Y(point.Value)}"));
            var limit = point.Phase == CurvePhase.Learning ? competence : relapse;
            var (from, to) = (before is null ? X(point.Number) - 8 : X(before.Number), _count == 1 ? Right : X(point.Number));
            limit.Append(before is null || point.Begins || before.Limit != point.Limit ? Path($"M{from} {Y(point.Limit)}H{to}") : Path($"H{to}"));
            before = point;
        }

        return (line.ToString(), competence.ToString(), relapse.ToString());
    }

    // The newest limit of each kind has its name, where it begins.
    private IEnumerable<DrawnLabel> LabelsOf(CurvePoint[] drawn)
    {
        if (drawn.LastOrDefault(p => p.Phase == CurvePhase.Learning) is { } learning)
        {
            var since = drawn.Last(p => p.Number <= learning.Number && p.Phase == CurvePhase.Learning && (p.Begins || p == drawn[0]));
            var right = X(since.Number) > Width / 2.0;
            yield return new DrawnLabel(Text(right ? Right : X(since.Number)), Text(Y(learning.Limit) - 6), right ? "end" : "start", "goal", learning.Limit);
        }

        if (drawn.LastOrDefault(p => p.Phase != CurvePhase.Learning) is { } watching)
        {
            // Where there is room it stands above its line; further right it would meet the signal, and stands below.
            var since = drawn.Last(p => p.Number <= watching.Number && p.Phase != CurvePhase.Learning && (p.Begins || p == drawn[0]));
            var (from, late) = (X(Math.Max(_first, since.Number - 1)), X(since.Number) > 0.6 * Width);
            yield return new DrawnLabel(Text(late ? Right : from), Text(Y(watching.Limit) + (late ? 14 : -6)), late ? "end" : "start", "alarm", watching.Limit);
        }
    }
}
