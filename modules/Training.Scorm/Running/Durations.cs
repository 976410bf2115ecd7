using System.Globalization;
using System.Text.RegularExpressions;
using Training.Scorm.Manifests;

namespace Training.Scorm.Running;

/// <summary>Times that a package took: <c>HHHH:MM:SS.SS</c> in SCORM 1.2, ISO 8601 in SCORM 2004. In seconds here.</summary>
internal static partial class Durations
{
    // A year in a frame is a fault of the package.
    private const decimal Most = 366 * 24 * 3600;

    public static bool Is12(string text) => Read12(text) is not null;

    public static bool Is2004(string text) => Read2004(text) is not null;

    public static decimal? Read(Standard standard, string text) => standard == Standard.Scorm12 ? Read12(text) : Read2004(text);

    public static string Write(Standard standard, decimal seconds)
    {
        var whole = decimal.Truncate(seconds);
        var (hours, minutes, rest) = ((long)whole / 3600, (long)whole / 60 % 60, seconds - (((long)whole / 60) * 60));
        return standard == Standard.Scorm12
            ? string.Create(CultureInfo.InvariantCulture, $"{hours:0000}:{minutes:00}:{rest:00.00}")
            : string.Create(CultureInfo.InvariantCulture, $"PT{hours}H{minutes}M{rest:0.##}S");
    }

    private static decimal? Read12(string text) => Short().Match(text) is { Success: true } found ? Sum(found, ("h", 3600), ("m", 60), ("s", 1)) : null;

    private static decimal? Read2004(string text) => text.Length > 1 && !text.EndsWith('T') && Iso().Match(text) is { Success: true } found
        ? Sum(found, ("y", 365 * 86400), ("mo", 30 * 86400), ("d", 86400), ("h", 3600), ("m", 60), ("s", 1))
        : null;

    private static decimal? Sum(Match found, params (string Name, int Seconds)[] parts)
    {
        var sum = 0m;
        foreach (var (name, seconds) in parts)
        {
            if (found.Groups[name] is { Success: true } group)
            {
                sum += seconds * decimal.Parse(group.ValueSpan, CultureInfo.InvariantCulture);
            }
        }

        return sum <= Most ? sum : null;
    }

    [GeneratedRegex(@"^(?<h>[0-9]{2,4}):(?<m>[0-9]{2}):(?<s>[0-9]{2}(?:\.[0-9]{1,2})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Short();

    [GeneratedRegex(@"^P(?:(?<y>[0-9]{1,3})Y)?(?:(?<mo>[0-9]{1,3})M)?(?:(?<d>[0-9]{1,4})D)?(?:T(?:(?<h>[0-9]{1,6})H)?(?:(?<m>[0-9]{1,6})M)?(?:(?<s>[0-9]{1,9}(?:\.[0-9]{1,6})?)S)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
