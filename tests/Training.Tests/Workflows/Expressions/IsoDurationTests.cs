using FsCheck;
using FsCheck.Fluent;
using Training.Workflows.Expressions;

namespace Training.Tests.Workflows.Expressions;

public sealed class IsoDurationTests
{
    /// <summary>Any duration, those with several signs and the outermost ones among them.</summary>
    internal static Gen<IsoDuration> Any { get; } =
        from months in Part
        from days in Part
        from ticks in Gen.OneOf(Gen.Elements(0L, long.MinValue, long.MaxValue, 1L, -1L, TimeSpan.TicksPerDay, -TimeSpan.TicksPerSecond), from part in Part select part * 1_234_567L)
        select new IsoDuration(months, days, TimeSpan.FromTicks(ticks));

    private static Gen<int> Part => Gen.OneOf(Gen.Elements(0, 0, 1, -1, int.MinValue, int.MaxValue), Gen.Choose(-100_000, 100_000));

    public static TheoryData<string, string?> Texts { get; } = new()
    {
        { "P1Y2M10DT2H30M", "P1Y2M10DT2H30M" },
        { "P2W", "P14D" },
        { "P1W2D", "P9D" },
        { "P14M", "P1Y2M" },
        { "PT36H", "PT36H" },
        { "PT90M", "PT1H30M" },
        { "PT0.5S", "PT0.5S" },
        { "PT1,25S", "PT1.25S" },
        { "PT0.0000001S", "PT0.0000001S" },
        { "P0D", "PT0S" },
        { "PT0S", "PT0S" },
        { "-P1D", "-P1D" },
        { "-P1Y2M3DT4H5M6.7S", "-P1Y2M3DT4H5M6.7S" },
        { "P-1D", "-P1D" },
        { "P1M-1D", "P1M-1D" },
        { "-P1M-1D", "P-1M1D" },
        { "P1DT-0.5S", "P1DT-0.5S" },
        { "P2147483647M", "P178956970Y7M" },
        { "", null },
        { "P", null },
        { "PT", null },
        { "P1DT", null },
        { "-P", null },
        { "1D", null },
        { "P1", null },
        { "P1H", null },
        { "PT1D", null },
        { "P1D1M", null },
        { "P1.5D", null },
        { "PT1.5H", null },
        { "PT0.00000001S", null },
        { "PT.5S", null },
        { "p1d", null },
        { "P1D ", null },
        { "P1D\n", null },
        { "P 1D", null },
        { "P+1D", null },
        { "P١D", null },
        { "P2147483648M", null },
        { "P999999999999999D", null },
        { "PT999999999999999H", null },
        { "P9999999999999999999999D", null },
        { "P1Y/P1M", null },
    };

    [Theory, MemberData(nameof(Texts))]
    public void Read_Text(string text, string? expected) => Assert.Equal(expected, IsoDuration.Read(text)?.ToString());

    [Fact]
    public void Read_WeeksAndYears_AreDaysAndMonths()
        => Assert.Equal(new IsoDuration(26, 17, new TimeSpan(1, 2, 3)), IsoDuration.Read("P2Y2M2W3DT1H2M3S"));

    [Fact]
    public void ToString_AnyDuration_IsReadAsTheSame()
        => Prop.ForAll(Any.ToArbitrary(), duration => IsoDuration.Read(duration.ToString()) == duration).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    // Local time in Vietnam on both sides.
    [Theory]
    [InlineData("2026-01-31T09:00", "P1M", "2026-02-28T09:00")]
    [InlineData("2028-01-31T09:00", "P1M", "2028-02-29T09:00")]
    [InlineData("2028-02-29T09:00", "P1Y", "2029-02-28T09:00")]
    [InlineData("2028-02-29T09:00", "P4Y", "2032-02-29T09:00")]
    [InlineData("2026-12-31T23:30", "PT30M", "2027-01-01T00:00")]
    [InlineData("2026-12-31T00:00", "P1D", "2027-01-01T00:00")]
    [InlineData("2026-01-31T05:00", "P1M", "2026-02-28T05:00")]
    [InlineData("2026-02-01T05:00", "P1M", "2026-03-01T05:00")]
    [InlineData("2026-01-30T12:00", "P1M1D", "2026-03-01T12:00")]
    [InlineData("2026-03-31T12:00", "-P1M", "2026-02-28T12:00")]
    [InlineData("2026-11-22T08:00", "P1DT12H", "2026-11-23T20:00")]
    public void After_AMoment_IsCountedInVietnam(string from, string duration, string expected)
        => Assert.Equal(Value.Read(ValueKind.Instant, expected)!.Instant, IsoDuration.Read(duration)!.Value.After(Value.Read(ValueKind.Instant, from)!.Instant));

    [Fact]
    public void After_AnyMoment_IsUtc() => Assert.Equal(TimeSpan.Zero, new IsoDuration(1, 1, TimeSpan.Zero).After(Sample.Now.ToOffset(TimeSpan.FromHours(7))).Offset);

    [Theory]
    [InlineData("P1D", "PT24H", 0)]
    [InlineData("P1D", "PT25H", -1)]
    [InlineData("P1M", "P2M", -1)]
    [InlineData("P1Y", "P12M", 0)]
    [InlineData("P1M2D", "P1M1D", 1)]
    [InlineData("P2M2D", "P1M1D", 1)]
    [InlineData("P1M", "P30D", null)]
    [InlineData("P1M1D", "P2M", null)]
    [InlineData("P2147483647D", "PT1H", 1)]
    [InlineData("-P1D", "P1D", -1)]
    public void Compare_TwoDurations(string one, string other, int? expected)
    {
        Assert.Equal(expected, IsoDuration.Compare(IsoDuration.Read(one)!.Value, IsoDuration.Read(other)!.Value));
        Assert.Equal(-expected, IsoDuration.Compare(IsoDuration.Read(other)!.Value, IsoDuration.Read(one)!.Value));
    }

    // What is called longer has to end later, whenever both begin.
    [Fact]
    public void Compare_AnyDurations_HoldsOnEveryDay()
    {
        var small = from months in Gen.Choose(0, 30) from days in Gen.Choose(0, 70) from hours in Gen.Choose(0, 50) select new IsoDuration(months, days, TimeSpan.FromHours(hours));
        var cases = from one in small from other in small from day in Gen.Choose(0, 2000) select (one, other, start: Sample.Now.AddDays(day));
        Prop.ForAll(cases.ToArbitrary(), input => IsoDuration.Compare(input.one, input.other) is not { } order
            || Math.Sign(input.one.After(input.start).CompareTo(input.other.After(input.start))) == order).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }
}
