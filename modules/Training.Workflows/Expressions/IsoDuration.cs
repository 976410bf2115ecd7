namespace Training.Workflows.Expressions;

/// <summary>A duration of ISO 8601: <c>P1Y2M10DT2H30M</c>, <c>P2W</c>. Months first, then the rest (the standard leaves the order open; so does XPath).</summary>
/// <param name="Months">Years × 12 + months.</param>
/// <param name="Days">Weeks × 7 + days.</param>
/// <param name="Time">Hours, minutes, seconds.</param>
internal readonly record struct IsoDuration(int Months, int Days, TimeSpan Time)
{
    /// <summary>Null where the text is none.</summary>
    public static IsoDuration? Read(string text) => throw new NotImplementedException();

    /// <summary>Counted in Vietnam's time (UTC+7 without summer time), so that months end where people see them end; result in UTC.</summary>
    public DateTimeOffset After(DateTimeOffset moment) => throw new NotImplementedException();

    public override string ToString() => throw new NotImplementedException();
}
