namespace Training.Identity.Appointments;

/// <summary>What holds for the appointments of one person.</summary>
internal static class AppointmentRules
{
    /// <summary>
    /// Whether two appointments at one department of one hospital hold on a common day. Several at once are usual, in other departments or at
    /// other hospitals.
    /// </summary>
    public static bool Overlap(DateOnly from, DateOnly? to, DateOnly otherFrom, DateOnly? otherTo)
        => (otherTo is null || from <= otherTo) && (to is null || otherFrom <= to);
}
