using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Training.Workflows.Timing;

/// <summary>
/// Working days of Vietnam, from data (<c>working-days.json</c>). A holiday on a weekly day of rest is made up by the next day that is worked
/// otherwise. In years that the data do not know, only holidays with a fixed date are counted: those of the lunar calendar, the second day of
/// National Day and exchanged days are then taken for what the week makes of them.
/// </summary>
internal sealed class VietnameseCalendar(WorkingDayData data) : IWorkingDays
{
    private readonly FrozenSet<int> _known = data.Years.ToFrozenSet();
    private readonly ConcurrentDictionary<int, FrozenDictionary<DateOnly, WorkingDayKind>> _years = [];

    public VietnameseCalendar()
        : this(WorkingDayData.Shipped())
    {
    }

    public bool IsWorkingDay(DateOnly day)
        => _years.GetOrAdd(day.Year, ExceptionsOf).TryGetValue(day, out var kind) ? kind == WorkingDayKind.Working : IsInWorkedWeek(day);

    /// <summary>Whether the holidays of the lunar calendar and the days exchanged by decision are in the data.</summary>
    public bool IsKnown(int year) => _known.Contains(year);

    /// <summary>Whether they are known, and none of them is a guess.</summary>
    public bool IsConfirmed(int year) => IsKnown(year) && data.Days.Where(row => row.Date.Year == year).All(row => row.Confirmed);

    private bool IsInWorkedWeek(DateOnly day) => data.Week.Worked.Contains(day.DayOfWeek);

    private FrozenDictionary<DateOnly, WorkingDayKind> ExceptionsOf(int year)
    {
        Dictionary<DateOnly, WorkingDayKind> exceptions = [];
        foreach (var row in data.Yearly.Where(row => row.Validity.Includes(row.In(year))))
        {
            exceptions[row.In(year)] = row.Kind;
        }

        foreach (var row in data.Days.Where(row => row.Date.Year == year && row.Validity.Includes(row.Date)))
        {
            exceptions[row.Date] = row.Kind;
        }

        DateOnly[] madeUp = [.. exceptions.Where(row => row.Value == WorkingDayKind.Holiday && !IsInWorkedWeek(row.Key) && data.MadeUp.Validity.Includes(row.Key)).Select(row => row.Key).Order()];
        foreach (var holiday in madeUp)
        {
            var day = holiday.AddDays(1);
            while (!IsInWorkedWeek(day) || exceptions.ContainsKey(day))
            {
                day = day.AddDays(1);
            }

            exceptions[day] = WorkingDayKind.Holiday;
        }

        return exceptions.ToFrozenDictionary();
    }
}
