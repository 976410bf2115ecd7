using System.Globalization;
using Training.Modules;
using Training.Workflows.Expressions;

namespace Training.Workflows.Timing;

/// <summary>Firing again and again.</summary>
/// <param name="Times">How often in all; null: without end.</param>
/// <param name="Start">When it fires for the first time; null: one duration after it was set.</param>
/// <param name="Duration">From one time to the next.</param>
/// <param name="Days">Which days count.</param>
internal sealed record Cycle(int? Times, DateTimeOffset? Start, IsoDuration Duration, DayKind Days)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>Reads <c>R3</c> and <c>R</c>; 0 for the latter, null where it is neither.</summary>
    public static int? ReadTimes(string text)
    {
        if (text == "R")
        {
            return 0;
        }

        return text.StartsWith('R') && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0 ? times : null;
    }

    // A start long ago would make the search for the next time long.
    public static string? ProblemOf(IsoDuration duration, DateTimeOffset? start) => duration switch
    {
        { Months: 0, Days: 0 } when duration.Time < Shortest => "TooShort",
        _ when start is { } first && VietnamTime.DateOf(first).Year is < 2000 or > 2200 => "FarStart",
        _ => null,
    };

    public DateTimeOffset First(DateTimeOffset from, IWorkingDays calendar)
        => Start is null ? TimerDefinition.After(from, Duration, Days, calendar) : FirstSuchThat(moment => moment >= from, from, calendar);

    public DateTimeOffset Next(DateTimeOffset due, IWorkingDays calendar)
        => Start is null ? TimerDefinition.After(due, Duration, Days, calendar) : FirstSuchThat(moment => moment > due, due, calendar);

    // No time lies before the one with a smaller number, so that halving finds it.
    private DateTimeOffset FirstSuchThat(Func<DateTimeOffset, bool> holds, DateTimeOffset near, IWorkingDays calendar)
    {
        // No step is shorter; a closer bound than minutes keeps the count of working days small.
        var step = TimeSpan.FromDays(Duration.Days + (28 * Duration.Months)) + Duration.Time;
        var (low, high) = (0L, near < Start ? 0L : (long)((near - Start!.Value) / step) + 2);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (At(middle, calendar) is not { } moment || holds(moment))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return At(low, calendar) ?? throw new ArgumentOutOfRangeException(nameof(near));
    }

    // Null: beyond the year 9999.
    private DateTimeOffset? At(long number, IWorkingDays calendar)
    {
        try
        {
            var passed = checked(new IsoDuration((int)(Duration.Months * number), (int)(Duration.Days * number), TimeSpan.FromTicks(Duration.Time.Ticks * number)));
            return number == 0 ? Start : TimerDefinition.After(Start!.Value, passed, Days, calendar);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
