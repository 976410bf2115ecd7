using System.Globalization;

namespace Training.Courses.Gradebook;

/// <summary>Grades as people read and write them: from 0 to 10.</summary>
internal static class GradeText
{
    private const decimal PercentOfOne = 10;

    /// <summary>In the language of the page, two digits behind the comma at most.</summary>
    public static string Of(decimal percent) => Round(percent).ToString("0.##", CultureInfo.CurrentCulture);

    /// <summary>Empty where there is none.</summary>
    public static string Of(decimal? percent) => percent is { } value ? Of(value) : "";

    /// <summary>For files, whatever the language.</summary>
    public static string Plain(decimal? percent) => percent is { } value ? Round(value).ToString("0.##", CultureInfo.InvariantCulture) : "";

    /// <summary>What somebody typed, with comma or point, in percent; null where it is no grade.</summary>
    public static decimal? Read(string? typed)
        => decimal.TryParse(typed?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 10 ? value * PercentOfOne : null;

    private static decimal Round(decimal percent) => Math.Round(percent / PercentOfOne, 2, MidpointRounding.AwayFromZero);
}
