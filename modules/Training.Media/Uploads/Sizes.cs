using System.Globalization;

namespace Training.Media.Uploads;

/// <summary>Sizes of files as people read them.</summary>
internal static class Sizes
{
    private const double Step = 1024;

    private static readonly string[] Units = ["B", "KB", "MB", "GB"];

    /// <summary>1,4 MB in Vietnamese, 1.4 MB in English.</summary>
    public static string Show(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        while (size >= Step && unit < Units.Length - 1)
        {
            (size, unit) = (size / Step, unit + 1);
        }

        var text = Math.Round(size, unit > 1 && size < 100 ? 1 : 0).ToString(CultureInfo.InvariantCulture);
        return $"{(Modules.Show.English ? text : text.Replace('.', ','))} {Units[unit]}";
    }

    /// <summary>1:05 or 1:02:05.</summary>
    public static string Show(TimeSpan duration) => duration.ToString(duration.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
