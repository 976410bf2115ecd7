using System.Globalization;
using System.Text.RegularExpressions;

namespace Training.Acceptance.FollowUps;

/// <summary>When follow-ups come due.</summary>
internal static partial class FollowUpPlan
{
    /// <summary>How many there are; the drawing has a way for each.</summary>
    public const int Count = 3;

    /// <summary>The day so long after another; null where the text is no duration of whole days.</summary>
    /// <param name="from">The day of the acceptance.</param>
    /// <param name="after">Years, months, weeks and days of ISO 8601, such as <c>P3M</c>. 31 August and a quarter of a year is 30 November.</param>
    public static DateOnly? DueOn(DateOnly from, string after)
    {
        var match = Whole().Match(after);
        if (!match.Success || match.Length < 3)
        {
            return null;
        }

        int Part(int group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
        return from.AddMonths(Part(1) * 12 + Part(2)).AddDays(Part(3) * 7 + Part(4));
    }

    [GeneratedRegex(@"^P(?:(\d{1,2})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();
}
