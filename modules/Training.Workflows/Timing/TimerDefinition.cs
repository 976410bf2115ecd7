using Training.Modules;
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

/// <summary>
/// When a timer fires: a date, a duration or a cycle of ISO 8601, or an expression (text that begins with <c>=</c>) of kind date, instant or duration.
/// <para>
/// A date is its first moment in Vietnam; a moment without an offset is in Vietnam's time. A date may have passed: it fires then at once.
/// Durations are more than zero and at most a hundred years. Working days are counted as <see cref="WorkingTime"/> says.
/// </para>
/// <para>
/// A cycle without a start fires first one duration after it was set, then one duration after it was due: the 31st becomes the 28th of February and
/// stays the 28th. A cycle with a start counts from there each time (the 31st comes back), fires at the start itself, and not for what had passed
/// when it was set: that does not count among its times either. It is a minute long at least.
/// </para>
/// </summary>
internal sealed class TimerDefinition
{
    private readonly DateTimeOffset? _date;
    private readonly IsoDuration? _duration;
    private readonly Expression? _expression;
    private readonly Cycle? _cycle;

    private TimerDefinition(string text, DayKind days, DateTimeOffset? date = null, IsoDuration? duration = null, Expression? expression = null, Cycle? cycle = null)
        => (Text, Days, _date, _duration, _expression, _cycle) = (text, days, date, duration, expression, cycle);

    public string Text { get; }

    public DayKind Days { get; }

    /// <summary>How often a cycle fires in all; null: again and again. 1 for dates and durations.</summary>
    public int? Times => _cycle is null ? 1 : _cycle.Times;

    /// <summary>The variables that its expression reads.</summary>
    public IReadOnlySet<string> Variables => _expression?.Variables ?? new HashSet<string>();

    /// <exception cref="TimerError">It can not be read.</exception>
    /// <exception cref="ExpressionError">Its expression can not be read.</exception>
    public static TimerDefinition OfDate(string text, IReadOnlyDictionary<string, ValueKind> variables)
    {
        if (IsExpression(text))
        {
            var expression = Expression.Parse(text, variables);
            return expression.Kind is ValueKind.Date or ValueKind.Instant
                ? new TimerDefinition(text, DayKind.Calendar, expression: expression)
                : throw new TimerError("Timer.DateKind", text);
        }

        return new TimerDefinition(text, DayKind.Calendar, date: ReadMoment(text) ?? throw new TimerError("Timer.BadDate", text));
    }

    /// <inheritdoc cref="OfDate"/>
    public static TimerDefinition OfDuration(string text, DayKind days, IReadOnlyDictionary<string, ValueKind> variables)
    {
        if (IsExpression(text))
        {
            var expression = Expression.Parse(text, variables);
            return expression.Kind == ValueKind.Duration
                ? new TimerDefinition(text, days, expression: expression)
                : throw new TimerError("Timer.DurationKind", text);
        }

        var duration = IsoDuration.Read(text.Trim()) ?? throw new TimerError("Timer.BadDuration", text);
        return new TimerDefinition(text, days, duration: ProblemOf(duration, days) is { } problem ? throw new TimerError($"Timer.{problem}", text) : duration);
    }

    /// <summary><c>R3/PT1H</c>, <c>R/P1D</c>, <c>R3/2026-11-22T08:00:00+07:00/P1D</c>; a literal only.</summary>
    /// <exception cref="TimerError">It can not be read.</exception>
    public static TimerDefinition OfCycle(string text, DayKind days)
    {
        var parts = text.Trim().Split('/');
        var times = parts.Length is 2 or 3 ? Cycle.ReadTimes(parts[0]) : null;
        if (times is null || IsoDuration.Read(parts[^1]) is not { } duration)
        {
            throw new TimerError("Timer.BadCycle", text);
        }

        var start = parts.Length == 3 ? ReadMoment(parts[1]) ?? throw new TimerError("Timer.BadCycle", text) : (DateTimeOffset?)null;
        var problem = ProblemOf(duration, days) ?? Cycle.ProblemOf(duration, start);
        return problem is null
            ? new TimerDefinition(text, days, cycle: new Cycle(times.Value == 0 ? null : times.Value, start, duration, days))
            : throw new TimerError($"Timer.{problem}", text);
    }

    /// <summary>When it fires first.</summary>
    /// <param name="from">When it was set.</param>
    /// <param name="variables">The value of a variable; null where it has none.</param>
    /// <param name="calendar">Which days are worked.</param>
    /// <exception cref="ExpressionError">The expression has no value now, or its duration is none that a timer can have; or it would fire beyond the year 9999.</exception>
    public DateTimeOffset First(DateTimeOffset from, Func<string, Value?> variables, IWorkingDays calendar)
    {
        try
        {
            return _date
                ?? (_duration is { } duration ? After(from, duration, Days, calendar) : (DateTimeOffset?)null)
                ?? _cycle?.First(from, calendar)
                ?? Evaluated(_expression!.Evaluate(variables, from), from, calendar);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ExpressionError("Expression.TooLarge", 0);
        }
    }

    /// <summary>When it fires after it was due at <paramref name="due"/>, having fired <paramref name="fired"/> times; null: never again.</summary>
    public DateTimeOffset? Next(DateTimeOffset due, int fired, IWorkingDays calendar)
    {
        if (_cycle is null || fired >= _cycle.Times)
        {
            return null;
        }

        try
        {
            return _cycle.Next(due, calendar);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">Beyond the years that dates reach.</exception>
    public static DateTimeOffset After(DateTimeOffset from, IsoDuration duration, DayKind days, IWorkingDays calendar)
        => days == DayKind.Working ? WorkingTime.After(from, duration, calendar) : duration.After(from);

    private static bool IsExpression(string text) => text.AsSpan().TrimStart().StartsWith("=");

    private static DateTimeOffset? ReadMoment(string text)
        => Value.Read(ValueKind.Date, text) is { } date ? StartOf(date.Date) : Value.Read(ValueKind.Instant, text)?.Instant;

    // The first day of the year 1 begins in Vietnam before there are moments.
    private static DateTimeOffset StartOf(DateOnly day)
        => day == DateOnly.MinValue ? DateTimeOffset.MinValue : new DateTimeOffset(day.ToDateTime(default), VietnamTime.Offset).ToUniversalTime();

    private static string? ProblemOf(IsoDuration duration, DayKind days) => duration switch
    {
        { IsPositive: false } => "NotPositive",
        { Months: > 1200 } or { Days: > 36525 } or { Time.TotalDays: > 36525 } => "TooLong",
        { Months: > 0 } when days == DayKind.Working => "WorkingMonths",
        _ => null,
    };

    private DateTimeOffset Evaluated(Value value, DateTimeOffset from, IWorkingDays calendar) => value.Kind switch
    {
        ValueKind.Date => StartOf(value.Date),
        ValueKind.Instant => value.Instant,
        _ => ProblemOf(value.Duration, Days) is { } problem
            ? throw new ExpressionError($"Expression.Timer.{problem}", 0, value.Stored)
            : After(from, value.Duration, Days, calendar),
    };
}

/// <summary>Which days are worked in Vietnam.</summary>
internal interface IWorkingDays
{
    bool IsWorkingDay(DateOnly day);
}
