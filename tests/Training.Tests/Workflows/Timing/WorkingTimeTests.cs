using FsCheck;
using FsCheck.Fluent;
using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Tests.Workflows.Timing;

public sealed class WorkingTimeTests
{
    // 22 November 2026 is a Sunday.
    [Theory]
    [InlineData("2026-11-20T15:00", "P1D", "2026-11-23T15:00")] // Friday
    [InlineData("2026-11-21T15:00", "P1D", "2026-11-24T15:00")] // Saturday: from Monday
    [InlineData("2026-11-22T15:00", "P1D", "2026-11-24T15:00")]
    [InlineData("2026-11-16T08:00", "P5D", "2026-11-23T08:00")]
    [InlineData("2026-11-16T08:00", "P1W", "2026-11-25T08:00")] // seven working days
    [InlineData("2026-11-20T15:00", "PT4H", "2026-11-20T19:00")]
    [InlineData("2026-11-21T15:00", "PT4H", "2026-11-23T19:00")]
    [InlineData("2026-11-20T22:00", "P1DT4H", "2026-11-24T02:00")] // hours run on, wherever they end
    [InlineData("2026-11-20T00:00", "P1D", "2026-11-23T00:00")]
    [InlineData("2026-11-20T23:59", "P1D", "2026-11-23T23:59")]
    [InlineData("2026-11-19T22:00:00Z", "P1D", "2026-11-23T05:00")] // Friday in Vietnam already
    [InlineData("2026-02-13T09:00", "P1D", "2026-02-23T09:00")] // over Tết
    [InlineData("2026-02-17T09:00", "P1D", "2026-02-24T09:00")] // within it
    [InlineData("2027-02-03T09:00", "P1D", "2027-02-11T09:00")]
    [InlineData("2026-01-01T09:00", "P1D", "2026-01-06T09:00")]
    [InlineData("2026-01-09T09:00", "P1D", "2026-01-10T09:00")] // a Saturday that is worked
    [InlineData("2026-08-21T09:00", "P2D", "2026-08-24T09:00")]
    [InlineData("2026-08-28T09:00", "P1D", "2026-09-03T09:00")]
    [InlineData("2026-12-31T09:00", "P1D", "2027-01-04T09:00")] // the turn of the year
    [InlineData("2026-04-24T09:00", "P1D", "2026-04-28T09:00")] // Hùng Kings' day on a Sunday
    [InlineData("2028-02-28T09:00", "P1D", "2028-02-29T09:00")]
    [InlineData("2027-04-29T09:00", "P1D", "2027-05-04T09:00")]
    public void After_WorkingDays(string from, string duration, string expected) => Assert.Equal(
        expected,
        Calendars.Local(WorkingTime.After(Calendars.Moment(from), IsoDuration.Read(duration)!.Value, Calendars.Vietnam)));

    [Fact]
    public void After_AnyWorkingDays_IsWhatCountingSays()
    {
        var cases = from minutes in Gen.Choose(0, 3 * 365 * 24 * 60)
                    from days in Gen.Choose(0, 80)
                    from more in Gen.Choose(0, 3000)
                    where days + more > 0
                    select (start: new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.FromHours(7)).AddMinutes(minutes), days, more: TimeSpan.FromMinutes(more));
        Prop.ForAll(cases.ToArbitrary(), input => WorkingTime.After(input.start, new IsoDuration(0, input.days, input.more), Calendars.Vietnam) == Counted(input.start, input.days) + input.more)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void After_MoreDays_IsNeverEarlier()
    {
        var cases = from minutes in Gen.Choose(0, 3 * 365 * 24 * 60) from days in Gen.Choose(0, 80) select (start: Calendars.Moment("2025-01-01T00:00").AddMinutes(minutes), days);
        Prop.ForAll(cases.ToArbitrary(), input =>
        {
            var (one, next) = (After(input.days), After(input.days + 1));
            return one < next && one >= input.start && (input.days == 0 || Calendars.Vietnam.IsWorkingDay(DateOnly.FromDateTime(one.AddHours(7).UtcDateTime)));

            DateTimeOffset After(int days) => WorkingTime.After(input.start, new IsoDuration(0, days, TimeSpan.Zero), Calendars.Vietnam);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void After_NothingEverWorked_Ends()
        => Assert.Throws<ArgumentOutOfRangeException>(() => WorkingTime.After(Calendars.Moment("2026-11-22T08:00"), new IsoDuration(0, 1, TimeSpan.Zero), new Calendars.Never()));

    // A calendar on the wall: cross out day after day, and keep those that are worked.
    private static DateTimeOffset Counted(DateTimeOffset from, int days)
    {
        var local = from.UtcDateTime.AddHours(7);
        var worked = new List<DateTime>();
        for (var day = local.Date; worked.Count <= days; day = day.AddDays(1))
        {
            if (IsWorked(day))
            {
                worked.Add(day);
            }
        }

        return new DateTimeOffset(worked[days].AddTicks(local.TimeOfDay.Ticks).AddHours(-7), TimeSpan.Zero);
    }

    private static bool IsWorked(DateTime day)
    {
        var date = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return "2025-04-26 2026-01-10 2026-08-22".Contains(date, StringComparison.Ordinal)
            || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Off.Contains(date, StringComparison.Ordinal));
    }

    private const string Off =
        """
        2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-07 2025-04-30 2025-05-01 2025-05-02 2025-09-01 2025-09-02
        2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02
        2027-01-01 2027-02-04 2027-02-05 2027-02-08 2027-02-09 2027-02-10 2027-04-16 2027-04-30 2027-05-03 2027-09-02 2027-09-03
        2028-01-03 2028-05-01 2028-05-02 2028-09-04
        """;
}
