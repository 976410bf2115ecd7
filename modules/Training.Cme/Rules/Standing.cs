using System.Globalization;

namespace Training.Cme.Rules;

/// <summary>How somebody's hours stand, those most at risk first.</summary>
internal enum Light
{
    /// <summary>The years are over and hours are missing.</summary>
    Over,

    /// <summary>Hours are missing, and the last days have begun.</summary>
    Urgent,

    /// <summary>Hours are missing, and the end is near.</summary>
    Soon,

    /// <summary>Hours are missing, and there is time.</summary>
    OnTime,

    /// <summary>Enough.</summary>
    Met,

    /// <summary>No licence is on record, so no years are known.</summary>
    Unknown,
}

internal static class Lights
{
    /// <summary>Of the theme's tags and bars.</summary>
    public static string Tone(this Light light) => light switch
    {
        Light.Over or Light.Urgent => "stop",
        Light.Soon => "wait",
        Light.OnTime or Light.Met => "done",
        _ => "",
    };
}

/// <summary>Hours in letters, whose language is not that of whoever makes the request.</summary>
internal static class HourText
{
    public static string Of(decimal hours) => hours.ToString("0.##", CultureInfo.GetCultureInfo(CultureInfo.CurrentUICulture.Name));
}

/// <summary>Hours against the target on a day.</summary>
/// <param name="Target">What is asked for.</param>
/// <param name="Period">The years that count.</param>
/// <param name="Hundredths">Hours within them, in hundredths.</param>
/// <param name="HasLicence">Whether a licence is on record; without one the light is out.</param>
/// <param name="Today">The day.</param>
internal sealed record Standing(Target Target, Period Period, int Hundredths, bool HasLicence, DateOnly Today)
{
    public decimal Hours => Hundredths / 100m;

    public decimal Missing => Math.Max(0, Target.Hundredths - Hundredths) / 100m;

    /// <summary>To the last day; below 0 once it is past.</summary>
    public int DaysLeft => Period.To.DayNumber - Today.DayNumber;

    public Light Light => !HasLicence ? Light.Unknown
        : Hundredths >= Target.Hundredths ? Light.Met
        : DaysLeft < 0 ? Light.Over
        : DaysLeft <= Target.RedDays ? Light.Urgent
        : DaysLeft <= Target.AmberDays ? Light.Soon
        : Light.OnTime;
}
