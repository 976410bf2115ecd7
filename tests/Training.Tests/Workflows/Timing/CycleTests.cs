using System.Diagnostics;
using Training.Workflows.Timing;

namespace Training.Tests.Workflows.Timing;

public sealed class CycleTests
{
    // When it was set, and all it fires, six times at most.
    [Theory]
    [InlineData("R3/PT1H", "Calendar", "2026-11-22T08:00", "11-22T09:00 11-22T10:00 11-22T11:00")]
    [InlineData("R1/P1D", "Calendar", "2026-11-22T08:00", "11-23T08:00")]
    [InlineData("R/P1D", "Calendar", "2026-11-22T08:00", "11-23T08:00 11-24T08:00 11-25T08:00 11-26T08:00 11-27T08:00 11-28T08:00")]
    [InlineData("R3/P1D", "Working", "2026-11-20T08:00", "11-23T08:00 11-24T08:00 11-25T08:00")]
    [InlineData("R4/P1M", "Calendar", "2026-01-31T08:00", "02-28T08:00 03-28T08:00 04-28T08:00 05-28T08:00")] // counted from the one before
    [InlineData("R4/2026-01-31T08:00/P1M", "Calendar", "2026-01-01T00:00", "01-31T08:00 02-28T08:00 03-31T08:00 04-30T08:00")] // counted from the start
    [InlineData("R3/2026-11-22T08:00:00+07:00/P1D", "Calendar", "2026-11-20T15:00", "11-22T08:00 11-23T08:00 11-24T08:00")]
    [InlineData("R3/2026-11-22T08:00/P1D", "Calendar", "2026-11-22T08:00", "11-22T08:00 11-23T08:00 11-24T08:00")]
    [InlineData("R3/2026-11-22T08:00/P1D", "Calendar", "2026-11-22T08:01", "11-23T08:00 11-24T08:00 11-25T08:00")] // what had passed does not count
    [InlineData("R3/2000-01-01/P1D", "Calendar", "2026-11-22T08:01", "11-23T00:00 11-24T00:00 11-25T00:00")]
    [InlineData("R3/2000-01-01/PT1M", "Calendar", "2026-11-22T08:00:30+07:00", "11-22T08:01 11-22T08:02 11-22T08:03")]
    [InlineData("R3/2026-11-20T08:00/P1D", "Working", "2026-11-20T09:00", "11-23T08:00 11-24T08:00 11-25T08:00")]
    [InlineData("R3/2000-01-01T08:00/P1D", "Working", "2026-11-20T09:00", "11-23T08:00 11-24T08:00 11-25T08:00")]
    [InlineData("R3/2026-11-22/P1W", "Calendar", "2026-12-31T09:00", "01-03T00:00 01-10T00:00 01-17T00:00")] // the turn of the year
    [InlineData("R2/2024-02-29/P1Y", "Calendar", "2026-11-22T09:00", "02-28T00:00 02-29T00:00")]
    public void Cycle_Fires(string text, string days, string set, string expected)
    {
        var timer = TimerDefinition.OfCycle(text, Enum.Parse<DayKind>(days));
        List<DateTimeOffset> fired = [];
        for (DateTimeOffset? due = timer.First(Calendars.Moment(set), _ => null, Calendars.Vietnam); due is not null && fired.Count < 6; due = timer.Next(due.Value, fired.Count, Calendars.Vietnam))
        {
            fired.Add(due.Value);
        }

        Assert.Equal(expected, string.Join(' ', fired.Select(moment => Calendars.Local(moment)![5..])));
        Assert.Equal(text.StartsWith("R/", StringComparison.Ordinal) ? null : fired.Count, timer.Times);
        Assert.Equal(text, timer.Text);
    }

    [Theory]
    [InlineData("", "BadCycle")]
    [InlineData("R", "BadCycle")]
    [InlineData("R3", "BadCycle")]
    [InlineData("P1D", "BadCycle")]
    [InlineData("R0/P1D", "BadCycle")]
    [InlineData("R-1/P1D", "BadCycle")]
    [InlineData("R99999999999/P1D", "BadCycle")]
    [InlineData("r3/P1D", "BadCycle")]
    [InlineData("R 3/P1D", "BadCycle")]
    [InlineData("R3/", "BadCycle")]
    [InlineData("R3/P1D/2026-11-22", "BadCycle")]
    [InlineData("R3/tomorrow/P1D", "BadCycle")]
    [InlineData("R3/2026-11-22/P1D/P1D", "BadCycle")]
    [InlineData("=R3/P1D", "BadCycle")]
    [InlineData("R/PT0S", "NotPositive")]
    [InlineData("R/-P1D", "NotPositive")]
    [InlineData("R/PT59.9S", "TooShort")]
    [InlineData("R2/PT1S", "TooShort")]
    [InlineData("R/P101Y", "TooLong")]
    [InlineData("R/1999-12-31/P1D", "FarStart")]
    [InlineData("R/2201-01-02/P1D", "FarStart")]
    public void Cycle_ThatIsNone_IsRefused(string text, string reason)
    {
        var error = Assert.Throws<TimerError>(() => TimerDefinition.OfCycle(text, DayKind.Calendar));
        Assert.Equal(("Timer." + reason, text), (error.Reason, error.Text));
    }

    [Fact]
    public void Cycle_OfWorkingMonths_IsRefused()
        => Assert.Equal("Timer.WorkingMonths", Assert.Throws<TimerError>(() => TimerDefinition.OfCycle("R/P1M", DayKind.Working)).Reason);

    [Fact]
    public void Cycle_AtTheEndOfAllDates_Stops()
    {
        var late = Calendars.Moment("9999-12-31T08:00");
        Assert.Null(TimerDefinition.OfCycle("R/P1D", DayKind.Calendar).Next(late, 1, Calendars.Vietnam));
        Assert.Null(TimerDefinition.OfCycle("R/2026-11-22/P100Y", DayKind.Calendar).Next(late, 1, Calendars.Vietnam));
        Assert.Null(TimerDefinition.OfCycle("R/P1D", DayKind.Working).Next(late, 1, new Calendars.Never()));
    }

    [Fact]
    public void Cycle_ThatBeganLongAgo_IsFoundSoon()
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var text in new[] { "R/2000-01-01/PT1M", "R/2000-01-01/P1D", "R/2000-01-01/P1DT1S", "R/2000-01-01/PT86399S" })
        {
            var from = Calendars.Moment("2190-01-01T00:00");
            Assert.True(TimerDefinition.OfCycle(text, DayKind.Working).First(from, _ => null, Calendars.Vietnam) >= from);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
