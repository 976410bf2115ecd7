using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Tests.Workflows.Timing;

public sealed class TimerDefinitionTests
{
    private static readonly Dictionary<string, ValueKind> Kinds = new() { ["deadline"] = ValueKind.Date, ["call"] = ValueKind.Instant, ["wait"] = ValueKind.Duration, ["count"] = ValueKind.Number };

    private static readonly Dictionary<string, Value> Values = new()
    {
        ["deadline"] = Value.Of(new DateOnly(2026, 12, 1)),
        ["call"] = Value.Of(Calendars.Moment("2026-12-01T08:30")),
        ["wait"] = Value.Of(new IsoDuration(0, 3, TimeSpan.FromHours(1))),
    };

    [Theory]
    [InlineData("2026-12-01", "2026-12-01T00:00")]
    [InlineData("2026-12-01T08:00", "2026-12-01T08:00")]
    [InlineData("2026-12-01T08:00:00Z", "2026-12-01T15:00")]
    [InlineData(" 2026-12-01T08:00:00+07:00 ", "2026-12-01T08:00")]
    [InlineData("2020-01-01", "2020-01-01T00:00")]
    [InlineData("=deadline", "2026-12-01T00:00")]
    [InlineData("= deadline - duration('P1W')", "2026-11-24T00:00")]
    [InlineData(" =call + duration('PT1H')", "2026-12-01T09:30")]
    [InlineData("= today() + duration('P1D')", "2026-11-24T00:00")] // 20:30 in London is the next day in Vietnam
    public void Date_Fires(string text, string expected)
    {
        var timer = TimerDefinition.OfDate(text, Kinds);
        Assert.Equal((text, 1, DayKind.Calendar), (timer.Text, timer.Times, timer.Days));
        Assert.Equal(expected, Calendars.Local(timer.First(Calendars.Moment("2026-11-22T20:30:00Z"), Values.GetValueOrDefault, Calendars.Vietnam)));
        Assert.Null(timer.Next(Calendars.Moment(expected), 1, Calendars.Vietnam));
    }

    [Theory]
    [InlineData("P1D", "Calendar", "2026-11-22T15:00")] // Saturday to Sunday
    [InlineData("P1D", "Working", "2026-11-24T15:00")]
    [InlineData("P1M", "Calendar", "2026-12-21T15:00")]
    [InlineData("PT30S", "Calendar", "2026-11-21T15:00")]
    [InlineData(" P2W ", "Calendar", "2026-12-05T15:00")]
    [InlineData("=wait", "Calendar", "2026-11-24T16:00")]
    [InlineData("=wait", "Working", "2026-11-26T16:00")]
    [InlineData("= deadline - today()", "Calendar", "2026-12-01T15:00")]
    [InlineData("P100Y", "Calendar", "2126-11-21T15:00")]
    public void Duration_Fires(string text, string days, string expected)
    {
        var timer = TimerDefinition.OfDuration(text, Enum.Parse<DayKind>(days), Kinds);
        Assert.Equal((text, 1, days), (timer.Text, timer.Times, timer.Days.ToString()));
        Assert.Equal(expected, Calendars.Local(timer.First(Calendars.Moment("2026-11-21T15:00"), Values.GetValueOrDefault, Calendars.Vietnam)));
        Assert.Null(timer.Next(Calendars.Moment(expected), 1, Calendars.Vietnam));
        Assert.Null(timer.Next(Calendars.Moment(expected), 0, Calendars.Vietnam));
    }

    [Theory]
    [InlineData("", "BadDate")]
    [InlineData("tomorrow", "BadDate")]
    [InlineData("2026-02-29", "BadDate")]
    [InlineData("P1D", "BadDate")]
    [InlineData("=wait", "DateKind")]
    [InlineData("=count", "DateKind")]
    public void Date_ThatIsNone_IsRefused(string text, string reason) => Refused(reason, text, () => TimerDefinition.OfDate(text, Kinds));

    [Theory]
    [InlineData("", "Calendar", "BadDuration")]
    [InlineData("2 days", "Calendar", "BadDuration")]
    [InlineData("2026-11-22", "Calendar", "BadDuration")]
    [InlineData("=deadline", "Calendar", "DurationKind")]
    [InlineData("=1", "Calendar", "DurationKind")]
    [InlineData("P0D", "Calendar", "NotPositive")]
    [InlineData("-P1D", "Calendar", "NotPositive")]
    [InlineData("P1DT-1H", "Calendar", "NotPositive")]
    [InlineData("P101Y", "Calendar", "TooLong")]
    [InlineData("P36526D", "Calendar", "TooLong")]
    [InlineData("PT876601H", "Calendar", "TooLong")]
    [InlineData("P1M", "Working", "WorkingMonths")]
    [InlineData("P1Y1D", "Working", "WorkingMonths")]
    public void Duration_ThatIsNone_IsRefused(string text, string days, string reason) => Refused(reason, text, () => TimerDefinition.OfDuration(text, Enum.Parse<DayKind>(days), Kinds));

    [Fact]
    public void Expression_ThatIsNone_IsRefusedWithItsPlace()
    {
        Assert.Equal(4, Assert.Throws<ExpressionError>(() => TimerDefinition.OfDate(" =  nobody", Kinds)).Position);
        Assert.Equal(1, Assert.Throws<ExpressionError>(() => TimerDefinition.OfDuration("=nobody", DayKind.Calendar, Kinds)).Position);
    }

    [Theory]
    [InlineData("= deadline - date('2026-12-02')", "Calendar", "Timer.NotPositive")]
    [InlineData("= deadline - deadline", "Calendar", "Timer.NotPositive")]
    [InlineData("= deadline - date('1900-01-01')", "Calendar", "Timer.TooLong")]
    [InlineData("= duration('P1M')", "Working", "Timer.WorkingMonths")]
    public void Expression_DurationThatATimerCanNotHave_FailsWhenItIsSet(string text, string days, string reason)
    {
        var timer = TimerDefinition.OfDuration(text, Enum.Parse<DayKind>(days), Kinds);
        Assert.Equal("Expression." + reason, Assert.Throws<ExpressionError>(() => timer.First(Calendars.Moment("2026-11-22T08:00"), Values.GetValueOrDefault, Calendars.Vietnam)).Reason);
    }

    [Fact]
    public void First_WithoutAValue_Fails()
    {
        var timer = TimerDefinition.OfDate("=deadline", Kinds);
        Assert.Equal(["deadline"], timer.Variables);
        Assert.Equal("Expression.NoValue", Assert.Throws<ExpressionError>(() => timer.First(Calendars.Moment("2026-11-22T08:00"), _ => null, Calendars.Vietnam)).Reason);
    }

    [Fact]
    public void First_BeyondAllDates_Fails()
    {
        var timer = TimerDefinition.OfDuration("P1Y", DayKind.Calendar, Kinds);
        Assert.Equal("Expression.TooLarge", Assert.Throws<ExpressionError>(() => timer.First(DateTimeOffset.MaxValue.AddDays(-1), _ => null, Calendars.Vietnam)).Reason);
        timer = TimerDefinition.OfDuration("P1D", DayKind.Working, Kinds);
        Assert.Equal("Expression.TooLarge", Assert.Throws<ExpressionError>(() => timer.First(Calendars.Moment("2026-11-22T08:00"), _ => null, new Calendars.Never())).Reason);
    }

    private static void Refused(string reason, string text, Action action)
    {
        var error = Assert.Throws<TimerError>(action);
        Assert.Equal(("Timer." + reason, text), (error.Reason, error.Text));
    }
}
