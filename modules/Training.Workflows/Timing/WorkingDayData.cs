using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Training.Workflows.Timing;

/// <summary>What law says about working days, as it stands in <c>working-days.json</c>.</summary>
/// <param name="Note">Where it comes from, and what is not certain.</param>
/// <param name="Week">The days of a week that are worked.</param>
/// <param name="MadeUp">A holiday on a weekly day of rest is made up by the next working day.</param>
/// <param name="Yearly">Holidays that have the same date each year.</param>
/// <param name="Years">Years whose other holidays are all among <paramref name="Days"/>.</param>
/// <param name="Days">Holidays by the lunar calendar, days off by decision, and days worked to make up for them.</param>
internal sealed record WorkingDayData(string Note, WorkedWeek Week, MadeUpDay MadeUp, IReadOnlyList<YearlyDay> Yearly, IReadOnlyList<int> Years, IReadOnlyList<DatedDay> Days)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new ValidityConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static WorkingDayData Shipped()
    {
        using var stream = typeof(WorkingDayData).Assembly.GetManifestResourceStream("Training.Workflows.Timing.working-days.json")
            ?? throw new InvalidOperationException("The working days are not part of the assembly.");
        return Read(stream);
    }

    /// <exception cref="JsonException">It is no such file.</exception>
    public static WorkingDayData Read(Stream stream) => JsonSerializer.Deserialize<WorkingDayData>(stream, Json) ?? throw new JsonException("There is nothing in the file.");
}

internal enum WorkingDayKind
{
    Holiday,

    /// <summary>Worked, though the week says it is not.</summary>
    Working,
}

/// <summary>From when to when a rule holds: <c>2021-01-01/..</c>, both days included.</summary>
internal readonly record struct Validity(DateOnly From, DateOnly To)
{
    public bool Includes(DateOnly day) => From <= day && day <= To;
}

/// <summary>The days of a week that are worked.</summary>
internal sealed record WorkedWeek(IReadOnlyList<DayOfWeek> Worked, string Reference, Validity Validity, bool Confirmed);

/// <summary>The rule about holidays on weekly days of rest.</summary>
internal sealed record MadeUpDay(string Name, string Reference, Validity Validity, bool Confirmed);

/// <summary>A day of each year.</summary>
/// <param name="Day">Month and day, such as <c>09-02</c>.</param>
/// <param name="Kind">Holiday or working.</param>
/// <param name="Name">What it is called, in Vietnamese.</param>
/// <param name="Reference">Which law says so.</param>
/// <param name="Validity">When that law holds.</param>
/// <param name="Confirmed">False: to be checked.</param>
internal sealed record YearlyDay(string Day, WorkingDayKind Kind, string Name, string Reference, Validity Validity, bool Confirmed)
{
    public DateOnly In(int year) => DateOnly.ParseExact($"{year:0000}-{Day}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A day of one year.</summary>
internal sealed record DatedDay(DateOnly Date, WorkingDayKind Kind, string Name, string Reference, Validity Validity, bool Confirmed);

/// <summary>Two days with a slash between them; two dots stand for no end.</summary>
internal sealed class ValidityConverter : JsonConverter<Validity>
{
    public override Validity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = (reader.GetString() ?? "").Split('/');
        return parts.Length == 2 && Day(parts[0], DateOnly.MinValue) is { } from && Day(parts[1], DateOnly.MaxValue) is { } to && from <= to
            ? new Validity(from, to)
            : throw new JsonException("A validity is two days, such as 2021-01-01/2025-12-31 or 2021-01-01/..");
    }

    public override void Write(Utf8JsonWriter writer, Validity value, JsonSerializerOptions options)
        => writer.WriteStringValue($"{(value.From == DateOnly.MinValue ? ".." : $"{value.From:yyyy-MM-dd}")}/{(value.To == DateOnly.MaxValue ? ".." : $"{value.To:yyyy-MM-dd}")}");

    private static DateOnly? Day(string text, DateOnly open)
        => text == ".." ? open : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
