using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Training.Workflows.Expressions;

namespace Training.Tests.Workflows.Expressions;

public sealed class ValueTests
{
    public static TheoryData<string, string, string?> Literals { get; } = new()
    {
        { "Boolean", "true", "true" },
        { "Boolean", "False", "false" },
        { "Boolean", "1", null },
        { "Number", "1.50", "1.5" },
        { "Number", "-0.0", "0" },
        { "Number", " 12 ", "12" },
        { "Number", "100", "100" },
        { "Number", "0.0000000000000000000000000001", "0.0000000000000000000000000001" },
        { "Number", "79228162514264337593543950335", "79228162514264337593543950335" },
        { "Number", "79228162514264337593543950336", null },
        { "Number", "1,5", null },
        { "Number", "1e3", null },
        { "Number", "", null },
        { "Text", " a ", " a " },
        { "Text", "", "" },
        { "Date", "2026-11-22", "2026-11-22" },
        { "Date", "2028-02-29", "2028-02-29" },
        { "Date", "2026-02-29", null },
        { "Date", "22/11/2026", null },
        { "Instant", "2026-11-22T08:00:00+07:00", "2026-11-22T01:00:00Z" },
        { "Instant", "2026-11-22T08:00", "2026-11-22T01:00:00Z" },
        { "Instant", "2026-11-22T08:00:00.25Z", "2026-11-22T08:00:00.25Z" },
        { "Instant", "2026-11-22T08:00:00-05:30", "2026-11-22T13:30:00Z" },
        { "Instant", "0001-01-01T06:00:00", null },
        { "Instant", "0001-01-01T06:00:00+07:00", null },
        { "Instant", "9999-12-31T23:00:00-07:00", null },
        { "Instant", "2026-11-22", null },
        { "Instant", "2026-11-22 08:00", null },
        { "Duration", "P14M", "P1Y2M" },
        { "Duration", "P2W", "P14D" },
        { "Duration", "two days", null },
        { "Texts", "[]", "[]" },
        { "Texts", "[ \"a\", \"\\u1ec7\" ]", "[\"a\",\"ệ\"]" },
        { "Texts", "[null]", null },
        { "Texts", "[1]", null },
        { "Texts", "null", null },
        { "Texts", "a, b", null },
        { "Texts", "", null },
    };

    private static readonly Gen<decimal> Number = from low in Gen.Choose(int.MinValue, int.MaxValue)
                                                  from middle in Gen.Choose(int.MinValue, int.MaxValue)
                                                  from high in Gen.Elements(0, 1, int.MaxValue)
                                                  from scale in Gen.Choose(0, 28)
                                                  from small in Gen.Elements(true, false)
                                                  select small ? new decimal(low, 0, 0, middle < 0, (byte)scale) : new decimal(low, middle, high, low < 0, (byte)scale);

    private static readonly Gen<string> Text = from words in Gen.Elements("bác sĩ", "", "\"", "\\", "\0", "\n", "🐈", "<&>", "'", "ế", "[", ",", " ").ArrayOf() select string.Concat(words);

    private static readonly Gen<long> Ticks = from seconds in Gen.Choose(0, int.MaxValue) from ticks in Gen.Choose(0, 9_999_999) select (seconds * 100L * TimeSpan.TicksPerSecond) + ticks;

    private static readonly Gen<Value> Any = Gen.OneOf(
        from value in Gen.Elements(true, false) select Value.Of(value),
        from value in Number select Value.Of(value),
        from value in Text select Value.Of(value),
        from day in Gen.Choose(0, DateOnly.MaxValue.DayNumber) select Value.Of(DateOnly.FromDayNumber(day)),
        from ticks in Ticks from hours in Gen.Choose(-14, 14) select Value.Of(new DateTimeOffset(ticks + TimeSpan.TicksPerDay, TimeSpan.FromHours(hours))),
        from duration in IsoDurationTests.Any select Value.Of(duration),
        from value in Text.ArrayOf() select Value.Of(value));

    [Theory, MemberData(nameof(Literals))]
    public void Read_Literal(string kind, string text, string? stored) => Assert.Equal(stored, Value.Read(Enum.Parse<ValueKind>(kind), text)?.Stored);

    [Fact]
    public void Stored_AnyValue_IsReadAsTheSame() => Prop.ForAll(Any.ToArbitrary(), value =>
    {
        var read = Value.Read(value.Kind, value.Stored)!;
        return read.Equals(value) && read.GetHashCode() == value.GetHashCode() && read.Stored == value.Stored && Content(read).Equals(Content(value));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Equals_TwoValues_WhereKindAndContentAre()
    {
        Assert.Equal(Value.Of(1.0m), Value.Of(1.000m));
        Assert.Equal(Value.Of(1.0m).Stored, Value.Of(1m).Stored);
        Assert.Equal(Value.Of(new DateTimeOffset(2026, 1, 1, 7, 0, 0, TimeSpan.FromHours(7))), Value.Of(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.NotEqual(Value.Of(true), Value.Of("true"));
        Assert.NotEqual(Value.Of(["a,b"]), Value.Of(["a", "b"]));
        Assert.False(Value.Of(1m).Equals(null));
    }

    [Fact]
    public void Stored_InAnyCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "vi", "de", "ar-SA", "th-TH" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.Equal("-1234.5", Value.Of(-1234.50m).Stored);
                Assert.Equal("2026-11-22", Value.Of(new DateOnly(2026, 11, 22)).Stored);
                Assert.Equal("2026-11-22T01:00:00.5Z", Value.Of(new DateTimeOffset(2026, 11, 22, 8, 0, 0, 500, TimeSpan.FromHours(7))).Stored);
                Assert.Equal("-P1DT0.5S", Value.Of(new IsoDuration(0, -1, TimeSpan.FromSeconds(-0.5))).Stored);
                Assert.Equal(-2.5m, Sample.Evaluate("-5 / 2").Number);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Content_OfAnotherKind_IsNotGiven()
    {
        Assert.Throws<InvalidOperationException>(() => Value.Of("1").Number);
        Assert.Throws<InvalidOperationException>(() => Value.Of("1").Texts);
        Assert.Throws<InvalidOperationException>(() => Value.Of(1m).IsTrue);
    }

    private static object Content(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.IsTrue,
        ValueKind.Number => value.Number,
        ValueKind.Text => value.Text,
        ValueKind.Date => value.Date,
        ValueKind.Instant => value.Instant,
        ValueKind.Duration => value.Duration,
        _ => string.Join('|', value.Texts),
    };
}
