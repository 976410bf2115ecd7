using System.Globalization;
using Training.LearningCurves.Maths;
using Training.Modules;

namespace Training.LearningCurves.Relapse;

/// <summary>The hash of a curve as somebody saw it: every case with its result, value and limit, and what it brought about.</summary>
internal static class SeenCurve
{
    public static string HashOf(Guid personId, Guid techniqueId, Curve curve) => CanonicalJson.HashOf(CanonicalJson.Of(
    [
        new("person", $"{personId}"),
        new("technique", $"{techniqueId}"),
        new("phase", $"{curve.Phase}"),
        .. curve.Points.Select(point => new KeyValuePair<string, string?>(
            string.Create(CultureInfo.InvariantCulture, $"case.{point.Number:00000}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{point.Case.EntryId}|{point.Case.PerformedOn:yyyy-MM-dd}|{(point.Case.Failed ? "failure" : "success")}|{point.Phase}|{point.Value:0.000000}|{point.Limit:0.000}|{point.Signal}"))),
    ]));
}
