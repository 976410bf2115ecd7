namespace Training.Identity.People;

/// <summary>How a practising licence stands on a day.</summary>
internal enum LicenceState
{
    /// <summary>No number is known.</summary>
    Missing,

    /// <summary>It has no end: a certificate of the law before 2024.</summary>
    Open,

    Valid,

    /// <summary>It ends within 90 days.</summary>
    Soon,

    /// <summary>It ends within 30 days.</summary>
    Urgent,

    Expired,
}

/// <summary>Licences are watched from 90 days before their end; the last 30 are red.</summary>
internal static class Licence
{
    public const int SoonDays = 90;
    public const int UrgentDays = 30;

    public static LicenceState StateOn(DateOnly today, string? number, DateOnly? lastDay) => (number, lastDay?.DayNumber - today.DayNumber) switch
    {
        (null, _) => LicenceState.Missing,
        (_, null) => LicenceState.Open,
        (_, < 0) => LicenceState.Expired,
        (_, <= UrgentDays) => LicenceState.Urgent,
        (_, <= SoonDays) => LicenceState.Soon,
        _ => LicenceState.Valid,
    };

    /// <summary>The colour of the theme's tag.</summary>
    public static string ToneOf(LicenceState state) => state switch
    {
        LicenceState.Valid or LicenceState.Open => "done",
        LicenceState.Soon => "wait",
        LicenceState.Urgent or LicenceState.Expired => "stop",
        _ => "",
    };
}
