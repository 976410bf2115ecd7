using System.Text;
using System.Text.Json;
using Training.Workflows.Timing;

namespace Training.Tests.Workflows.Timing;

public sealed class VietnameseCalendarTests
{
    private static readonly WorkingDayData Data = WorkingDayData.Shipped();

    // Weekdays off and Saturdays worked, as the government announced them.
    public static TheoryData<int, string, string> Announced { get; } = new()
    {
        { 2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02", "04-26" },
        { 2026, "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02", "01-10 08-22" },
    };

    [Theory, MemberData(nameof(Announced))]
    public void Year_OfTheData_IsAsItWasAnnounced(int year, string off, string worked)
    {
        Assert.Equal(off, Days(year, day => IsWeekday(day) && !Calendars.Vietnam.IsWorkingDay(day)));
        Assert.Equal(worked, Days(year, day => !IsWeekday(day) && Calendars.Vietnam.IsWorkingDay(day)));
    }

    // The 1st of May is a Saturday; of the five days of Tết, a Saturday and a Sunday.
    [Fact]
    public void Year2027_HolidaysOnWeekends_AreMadeUp()
        => Assert.Equal("01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03", Days(2027, day => IsWeekday(day) && !Calendars.Vietnam.IsWorkingDay(day)));

    [Theory]
    [InlineData(2028, "01-03 05-01 05-02 09-04")] // 1 January is a Saturday, 30 April a Sunday with 1 May behind it, 2 September a Saturday
    [InlineData(2029, "01-01 04-30 05-01 09-03")] // 2 September is a Sunday
    [InlineData(2033, "01-03 05-02 05-03 09-02")] // 30 April and 1 May are a weekend
    public void Year_BeyondTheData_HasItsFixedHolidays(int year, string off)
        => Assert.Equal(off, Days(year, day => IsWeekday(day) && !Calendars.Vietnam.IsWorkingDay(day)));

    [Fact]
    public void Year_BeforeTheLaw_IsWeekendsOnly() => Assert.Equal("", Days(2020, day => IsWeekday(day) && !Calendars.Vietnam.IsWorkingDay(day)));

    [Theory]
    [InlineData(2020, false, false)]
    [InlineData(2024, false, false)]
    [InlineData(2025, true, true)]
    [InlineData(2026, true, true)]
    [InlineData(2027, true, false)]
    [InlineData(2028, false, false)]
    public void Year_IsKnownAndConfirmed(int year, bool known, bool confirmed)
        => Assert.Equal((known, confirmed), (Calendars.Vietnam.IsKnown(year), Calendars.Vietnam.IsConfirmed(year)));

    [Fact]
    public void Data_EachRow_HasAReasonAndHoldsOnItsDay()
    {
        Assert.All(Data.Days, row => Assert.True(row.Validity.Includes(row.Date) && row.Name.Length > 0 && row.Reference.Length > 0 && Data.Years.Contains(row.Date.Year), $"{row}"));
        Assert.All(Data.Yearly, row => Assert.True(row.Name.Length > 0 && row.Reference.Length > 0 && row.In(2026).Year == 2026, $"{row}"));
        Assert.Equal(Data.Days.Count, Data.Days.DistinctBy(row => row.Date).Count());
        Assert.Equal(Data.Days.OrderBy(row => row.Date), Data.Days);
    }

    [Fact]
    public void Data_EachYear_HasElevenHolidaysOfTheLabourCode() => Assert.All(Data.Years, year =>
    {
        Assert.Equal(5, Data.Days.Count(row => row.Date.Year == year && row.Name == Data.Days[0].Name));
        Assert.Equal(4, Data.Yearly.Count);
        Assert.Single(Data.Days, row => row.Date.Year == year && row.Date.Month == 4 && row.Kind == WorkingDayKind.Holiday);
        Assert.Single(Data.Days, row => row.Date.Year == year && row.Date is { Month: 9, Day: 1 or 3 });

        // A day off by decision is worked on another day of the same year.
        Assert.Equal(Data.Days.Count(row => row.Date.Year == year && row.Kind == WorkingDayKind.Working), Data.Days.Count(row => row.Date.Year == year && row.Name.StartsWith("Ngh", StringComparison.Ordinal)));
    });

    [Theory]
    [InlineData("""{"note":"x"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public void Read_SomethingElse_IsRefused(string json) => Assert.Throws<JsonException>(() => WorkingDayData.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        using var stream = typeof(WorkingDayData).Assembly.GetManifestResourceStream("Training.Workflows.Timing.working-days.json")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        foreach (var (from, to) in new[] { ("\"2021-01-01/..\"", "\"2021-01-01\""), ("\"2021-01-01/..\"", "\"../2020-13-01\""), ("\"working\"", "\"maybe\""), ("\"2025-01-27\"", "\"27/01/2025\""), ("\"confirmed\"", "\"sure\"") })
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            Assert.Throws<JsonException>(() => WorkingDayData.Read(new MemoryStream(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)))));
        }
    }

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static string Days(int year, Func<DateOnly, bool> choose) => string.Join(' ', Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
        .Select(new DateOnly(year, 1, 1).AddDays)
        .Where(choose)
        .Select(day => day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
}
