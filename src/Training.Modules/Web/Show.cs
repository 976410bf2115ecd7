using System.Globalization;

namespace Training.Modules;

/// <summary>How dates, times, numbers and bilingual names are shown, everywhere the same.</summary>
public sealed class Show(TimeProvider clock)
{
    /// <summary>True where the page is in English.</summary>
    public static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>Today's date in Viet Nam.</summary>
    public DateOnly Today => clock.Today();

    /// <summary>dd/MM/yyyy.</summary>
    public static string Date(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>dd/MM/yyyy, in Viet Nam's time.</summary>
    public static string Date(DateTimeOffset time) => Date(VietnamTime.DateOf(time));

    /// <summary>dd/MM/yyyy HH:mm, in Viet Nam's time.</summary>
    public static string Time(DateTimeOffset time)
        => time.ToOffset(VietnamTime.Offset).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The moment of a signature, as it was there and in UTC: <c>dd/MM/yyyy HH:mm (HH:mm UTC)</c>, with the day where UTC has another.</summary>
    public static string Moment(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return $"{Time(time)} ({(VietnamTime.DateOf(time) == DateOnly.FromDateTime(utc) ? "" : utc.ToString("dd/MM ", CultureInfo.InvariantCulture))}{utc.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC)";
    }

    /// <summary>The Vietnamese or the English name, by the language of the page; the Vietnamese where there is no English one.</summary>
    public static string Name(string vietnamese, string? english) => English && !string.IsNullOrEmpty(english) ? english : vietnamese;
}

/// <summary>Viet Nam has one time zone, seven hours ahead of UTC, and no summer time.</summary>
public static class VietnamTime
{
    /// <summary>UTC+7.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>The calendar day in Viet Nam.</summary>
    public static DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).DateTime);

    /// <summary>Today in Viet Nam.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOf(clock.GetUtcNow());

    /// <summary>The moment, in UTC, at which the day begins in Viet Nam.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();
}
