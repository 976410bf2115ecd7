using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Training.Modules;

namespace Training.Media.Captions;

/// <summary>
/// Captions as WebVTT (W3C), read strictly and written anew: a head, cues with times in their order, lines of text. Of its tags only those that mark words
/// stay (b, i, u, v, c without classes); styles, regions, notes, settings, links and everything that looks like HTML are refused by line.
/// </summary>
internal static partial class WebVtt
{
    public const int MostCharacters = 400_000;
    public const int LongestLine = 500;
    public const int MostCues = 10_000;

    /// <returns>The captions as they are stored.</returns>
    /// <exception cref="RuleViolation">Something is wrong; the first value is the line.</exception>
    public static string Clean(string text)
    {
        if (text.Length > MostCharacters)
        {
            throw new RuleViolation("Captions.TooLong", MostCharacters / 1000);
        }

        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Normalize().Split('\n');
        if (!Head().IsMatch(lines[0]))
        {
            throw new RuleViolation("Captions.NoHead");
        }

        var clean = new StringBuilder("WEBVTT\n");
        var (cues, last) = (0, TimeSpan.Zero);
        for (var at = 1; at < lines.Length; at++)
        {
            if (string.IsNullOrWhiteSpace(lines[at]))
            {
                continue;
            }

            if (at == 1)
            {
                throw Wrong("Captions.NoEmptyLine", at);
            }

            // A name of the cue may stand before its times; it is not kept.
            at += !lines[at].Contains("-->", StringComparison.Ordinal) && at + 1 < lines.Length && lines[at + 1].Contains("-->", StringComparison.Ordinal) ? 1 : 0;
            var (from, to) = ReadTimes(lines[at], at);
            if (from < last)
            {
                throw Wrong("Captions.Order", at);
            }

            last = from;
            clean.Append('\n').Append(Show(from)).Append(" --> ").Append(Show(to)).Append('\n');
            at = ReadText(lines, at + 1, clean);
            if (++cues > MostCues)
            {
                throw new RuleViolation("Captions.TooLong", MostCharacters / 1000);
            }
        }

        return cues > 0 ? clean.ToString() : throw new RuleViolation("Captions.Empty");
    }

    private static (TimeSpan From, TimeSpan To) ReadTimes(string line, int at)
    {
        if (Times().Match(line) is not { Success: true } match)
        {
            throw Wrong(Settings().IsMatch(line) ? "Captions.Settings" : "Captions.Times", at);
        }

        var (from, to) = (TimeOf(match, "1"), TimeOf(match, "2"));
        return from < to ? (from, to) : throw Wrong("Captions.Backwards", at);
    }

    private static int ReadText(string[] lines, int at, StringBuilder clean)
    {
        var first = at;
        for (; at < lines.Length && !string.IsNullOrWhiteSpace(lines[at]); at++)
        {
            CheckLine(lines[at], at);
            clean.Append(lines[at].Trim()).Append('\n');
        }

        return at > first ? at : throw Wrong("Captions.NoText", first - 1);
    }

    private static void CheckLine(string line, int at)
    {
        if (line.Length > LongestLine || line.Any(c => char.IsControl(c) && c != '\t'))
        {
            throw Wrong("Captions.Line", at);
        }

        if (line.Contains("-->", StringComparison.Ordinal))
        {
            throw Wrong("Captions.Times", at);
        }

        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(line))
        {
            if (tag.Groups["end"].Success && open.TryPop(out var begun) && begun == tag.Groups["end"].Value)
            {
                continue;
            }

            if (!tag.Groups["begin"].Success)
            {
                throw Wrong("Captions.Tag", at);
            }

            open.Push(tag.Groups["begin"].Value);
        }

        // A voice may speak to the end of its line.
        if (open.Any(name => name != "v") || Tag().Replace(line, "").AsSpan().ContainsAny('<', '>') || BadAmpersand().IsMatch(line))
        {
            throw Wrong("Captions.Tag", at);
        }
    }

    private static TimeSpan TimeOf(Match match, string which) => new(
        0, Number(match, "h" + which), Number(match, "m" + which), Number(match, "s" + which), Number(match, "f" + which));

    private static int Number(Match match, string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static string Show(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}");

    private static RuleViolation Wrong(string key, int index) => new(key, index + 1);

    [GeneratedRegex(@"\AWEBVTT(?:[ \t].*)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Head();

    [GeneratedRegex(@"\A\s*(?:(?<h1>\d{2}):)?(?<m1>[0-5]\d):(?<s1>[0-5]\d)\.(?<f1>\d{3})[ \t]+-->[ \t]+(?:(?<h2>\d{2}):)?(?<m2>[0-5]\d):(?<s2>[0-5]\d)\.(?<f2>\d{3})\s*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Times();

    [GeneratedRegex(@"\d{3}[ \t]+-->[ \t]+[\d:.]+[ \t]+\S", RegexOptions.NonBacktracking)]
    private static partial Regex Settings();

    [GeneratedRegex(@"<(?:(?<begin>b|i|u|c)|(?<begin>v)[ \t]+[^<>&]{1,60}|/(?<end>b|i|u|c|v))>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();

    [GeneratedRegex("&(?!(?:amp|lt|gt|nbsp|lrm|rlm);)")]
    private static partial Regex BadAmpersand();
}
