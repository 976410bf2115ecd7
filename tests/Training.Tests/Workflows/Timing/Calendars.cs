using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Tests.Workflows.Timing;

/// <summary>What tests of timers share.</summary>
internal static class Calendars
{
    public static readonly VietnameseCalendar Vietnam = new();
    public static readonly IReadOnlyDictionary<string, ValueKind> NoVariables = new Dictionary<string, ValueKind>();

    /// <summary>Local time in Vietnam, such as 2026-11-22T08:00, or with an offset.</summary>
    public static DateTimeOffset Moment(string text) => Value.Read(ValueKind.Instant, text)!.Instant;

    /// <summary>The moment as it is in Vietnam.</summary>
    public static string? Local(DateTimeOffset? moment)
        => moment?.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Nothing is ever worked.</summary>
    public sealed class Never : IWorkingDays
    {
        public bool IsWorkingDay(DateOnly day) => false;
    }
}
