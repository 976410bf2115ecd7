using Training.Cme.Ledger;
using Training.Cme.Rules;

namespace Training.Tests.Cme;

/// <summary>Which five years count, and what light that gives; as rules, without a site.</summary>
public sealed class PeriodTests
{
    private const int Years = 5;

    private static readonly Target Target = new()
    {
        From = new DateOnly(2024, 1, 1),
        Hours = 120,
        Years = Years,
        AmberDays = 90,
        RedDays = 30,
        OpenFrom = new DateOnly(2024, 1, 1),
        Reference = "test",
    };

    private static IEnumerable<DateOnly> Days => Enumerable.Range(0, 8 * 366).Select(new DateOnly(2023, 12, 1).AddDays);

    [Fact]
    public void Window_OfEveryLastDay_IsFiveYearsAndHoldsItsEnds() => Assert.All(Days, last =>
    {
        var window = Period.EndingOn(last, Years);
        Assert.True(window.Holds(window.From) && window.Holds(last) && !window.Holds(last.AddDays(1)) && !window.Holds(window.From.AddDays(-1)));

        // Five years from its first day are over on the day after its last; at the end of February calendars differ by a day.
        var over = window.From.AddYears(Years).DayNumber - last.DayNumber;
        Assert.InRange(over, last is { Month: 2, Day: >= 28 } ? 0 : 1, last is { Month: 2, Day: >= 28 } ? 2 : 1);
    });

    [Fact]
    public void Windows_OfLicencesThatFollowEachOther_LoseNoDayAndShareNone() => Assert.All(Days, last =>
    {
        var next = Period.EndingOn(last.AddYears(Years), Years);
        var isLeapDay = last is { Month: 2, Day: 29 };
        Assert.Equal(isLeapDay ? last : last.AddDays(1), next.From);
    });

    [Theory]
    [InlineData("2029-03-10", "2024-03-11")]
    [InlineData("2028-12-31", "2024-01-01")]
    [InlineData("2028-02-29", "2023-03-01")]
    [InlineData("2028-02-28", "2023-03-01")]
    [InlineData("2033-02-28", "2028-02-29")]
    [InlineData("2029-03-01", "2024-03-02")]
    public void Window_OfALastDay_BeginsOn(string last, string first) => Assert.Equal(DateOnly.Parse(first, null), Period.EndingOn(DateOnly.Parse(last, null), Years).From);

    [Fact]
    public void Terms_WithoutAnEnd_TouchEachOther()
    {
        var first = new DateOnly(2024, 1, 1);
        Assert.Equal(new Period(first, new DateOnly(2028, 12, 31)), Period.TermOn(first, first, Years));
        Assert.Equal(new Period(first, new DateOnly(2028, 12, 31)), Period.TermOn(new DateOnly(2020, 5, 5), first, Years));
        Assert.Equal(new Period(new DateOnly(2029, 1, 1), new DateOnly(2033, 12, 31)), Period.TermOn(new DateOnly(2029, 1, 1), first, Years));
        foreach (var start in new[] { first, new DateOnly(2024, 2, 29) })
        {
            Assert.All(Days.Where(day => day >= start), day =>
            {
                var term = Period.TermOn(day, start, Years);
                Assert.True(term.Holds(day));
                Assert.Equal(Period.TermOn(term.To.AddDays(1), start, Years).From, term.To.AddDays(1));
            });
        }
    }

    [Theory]
    [InlineData(119.99, 91, Light.OnTime)]
    [InlineData(119.99, 90, Light.Soon)]
    [InlineData(119.99, 31, Light.Soon)]
    [InlineData(119.99, 30, Light.Urgent)]
    [InlineData(0, 0, Light.Urgent)]
    [InlineData(0, -1, Light.Over)]
    [InlineData(120, -1, Light.Met)]
    [InlineData(120, 5, Light.Met)]
    [InlineData(150.5, 900, Light.Met)]
    public void Light_OfHoursAndDays_Is(double hours, int daysLeft, object light)
    {
        var today = new DateOnly(2026, 11, 23);
        var standing = new Standing(Target, Period.EndingOn(today.AddDays(daysLeft), Years), (int)Math.Round(hours * 100), true, today);
        Assert.Equal(light, standing.Light);
        Assert.Equal(daysLeft, standing.DaysLeft);
        Assert.Equal(Math.Max(0m, 120m - (decimal)hours), standing.Missing);
        Assert.Equal(Light.Unknown, (standing with { HasLicence = false }).Light);
    }

    [Fact]
    public void Sums_OfEntriesAndTheirCounterEntries_AreThoseOfWhatStands()
    {
        var random = new Random(28);
        for (var run = 0; run < 200; run++)
        {
            var entries = Enumerable.Range(0, random.Next(1, 60)).Select(_ => Entry(new DateOnly(2024, 1, 1).AddDays(random.Next(4000)), random.Next(1, 2400))).ToList();
            var back = entries.Where(_ => random.Next(3) == 0).ToList();
            var again = back.Where(_ => random.Next(2) == 0).ToList();
            var counters = back.Select(entry => entry.Reversed("test", "test", default)).ToList();
            var all = entries.Concat(counters).Concat(counters.Where(counter => again.Any(entry => entry.Id == counter.ReversesId)).Select(counter => counter.Reversed("test", "test", default))).ToList();
            var window = Period.EndingOn(new DateOnly(2025, 1, 1).AddDays(random.Next(4000)), Years);

            var stands = entries.Where(entry => !back.Contains(entry) || again.Contains(entry));
            Assert.Equal(stands.Where(entry => window.Holds(entry.Day)).Sum(entry => entry.Hundredths), all.Where(entry => window.Holds(entry.Day)).Sum(entry => entry.Hundredths));
        }
    }

    private static CreditEntry Entry(DateOnly day, int hundredths) => new()
    {
        PersonId = Guid.Empty,
        Source = CreditSource.Activity,
        FirstDay = day,
        Day = day,
        Units = 1,
        Hundredths = hundredths,
        RuleId = Guid.Empty,
        RuleVi = "",
        RuleEn = "",
        RuleReference = "",
        TitleVi = "",
        TitleEn = "",
        Organizer = "",
        PostedAt = default,
        By = "",
    };
}
