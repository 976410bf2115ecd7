using Training.Modules;
using Training.Workflows.Expressions;

namespace Training.Workflows.Timing;

/// <summary>
/// Durations counted in working days. What is set on a day that is not worked counts as if it was set on the next working day at the same time
/// of day in Vietnam. Then so many working days are gone forward, the time of day being kept, and hours and minutes are added as the clock runs,
/// wherever that ends. One working day from Friday 15:00 is Monday 15:00; from Saturday 15:00 it is Tuesday 15:00.
/// </summary>
internal static class WorkingTime
{
    /// <exception cref="ArgumentOutOfRangeException">Beyond the years that dates reach, or nothing is worked until then.</exception>
    public static DateTimeOffset After(DateTimeOffset moment, IsoDuration duration, IWorkingDays calendar)
    {
        var local = moment.ToOffset(VietnamTime.Offset).DateTime;
        var day = DateOnly.FromDateTime(local);
        while (!calendar.IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        for (var left = duration.Days; left > 0; left--)
        {
            do
            {
                day = day.AddDays(1);
            }
            while (!calendar.IsWorkingDay(day));
        }

        return new DateTimeOffset(day.ToDateTime(TimeOnly.FromDateTime(local)).Add(duration.Time), VietnamTime.Offset).ToUniversalTime();
    }
}
