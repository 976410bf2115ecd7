using System.Globalization;

namespace Training.LearningCurves.Charts;

/// <summary>Numbers as people read them, in the language of the page.</summary>
internal static class Numbers
{
    public static string Percent(decimal share) => $"{(share * 100).ToString("0.###", CultureInfo.CurrentCulture)} %";

    public static string Percent(double share) => Percent((decimal)share);

    public static string Limit(decimal limit) => limit.ToString("0.00#", CultureInfo.CurrentCulture);

    public static string Limit(double limit) => Limit((decimal)limit);

    public static string Value(double value) => value.ToString("0.00", CultureInfo.CurrentCulture);

    /// <summary>65 for a share of 0.653; below one per cent and above zero "fewer than 1" is said with the number 1.</summary>
    public static int OfHundred(double share) => share is > 0 and < .01 ? 1 : share is < 1 and > .99 ? 99 : (int)Math.Round(share * 100, MidpointRounding.AwayFromZero);
}
