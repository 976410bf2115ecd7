using Training.Workflows.Expressions;

namespace Training.Workflows.Timing;

/// <summary>Which days count.</summary>
internal enum DayKind
{
    Calendar,

    /// <summary>Working days of Vietnam; only for durations of whole days and hours.</summary>
    Working,
}

/// <summary>A timer that can not be read.</summary>
/// <param name="reason">Key of the sentence in the texts of this module, beginning with <c>Timer.</c>.</param>
/// <param name="text">What was read.</param>
internal sealed class TimerError(string reason, string text) : Exception($"{reason}: {text}")
{
    public string Reason { get; } = reason;

    public string Text { get; } = text;
}

/// <summary>When a timer fires: a date, a duration or a cycle of ISO 8601, or an expression (text that begins with <c>=</c>) of kind date, instant or duration.</summary>
internal sealed class TimerDefinition
{
    public string Text => throw new NotImplementedException();

    public DayKind Days => throw new NotImplementedException();

    /// <summary>How often a cycle fires in all; null: again and again. 1 for dates and durations.</summary>
    public int? Times => throw new NotImplementedException();

    /// <exception cref="TimerError">It can not be read.</exception>
    /// <exception cref="ExpressionError">Its expression can not be read.</exception>
    public static TimerDefinition OfDate(string text, IReadOnlyDictionary<string, ValueKind> variables) => throw new NotImplementedException();

    /// <inheritdoc cref="OfDate"/>
    public static TimerDefinition OfDuration(string text, DayKind days, IReadOnlyDictionary<string, ValueKind> variables) => throw new NotImplementedException();

    /// <summary><c>R3/PT1H</c>, <c>R/P1D</c>, <c>R3/2026-11-22T08:00:00+07:00/P1D</c>; a literal only.</summary>
    /// <exception cref="TimerError">It can not be read.</exception>
    public static TimerDefinition OfCycle(string text, DayKind days) => throw new NotImplementedException();

    /// <summary>When it fires first.</summary>
    /// <param name="from">When it was set.</param>
    /// <param name="variables">The value of a variable; null where it has none.</param>
    /// <param name="calendar">Which days are worked.</param>
    /// <exception cref="ExpressionError">The expression has no value now.</exception>
    public DateTimeOffset First(DateTimeOffset from, Func<string, Value?> variables, IWorkingDays calendar) => throw new NotImplementedException();

    /// <summary>When it fires after it was due at <paramref name="due"/>, having fired <paramref name="fired"/> times; null: never again.</summary>
    public DateTimeOffset? Next(DateTimeOffset due, int fired, IWorkingDays calendar) => throw new NotImplementedException();
}

/// <summary>Which days are worked in Vietnam.</summary>
internal interface IWorkingDays
{
    bool IsWorkingDay(DateOnly day);
}
