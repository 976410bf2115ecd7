using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Training.Modules;

namespace Training.Workflows.Expressions;

/// <summary>How values are written down, in the database and in documents.</summary>
internal static class StoredForm
{
    private const string DateForm = "yyyy-MM-dd";
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    // No exponent, no group separators, no zeros at the end: equal numbers look the same.
    private const string NumberForm = "0.############################";

    private static readonly string[] LocalForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
    private static readonly string[] MomentForms = [.. LocalForms.Select(form => form + "zzz")];

    // Vietnamese stays readable; what is dangerous in HTML is encoded where it is shown.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.IsTrue ? "true" : "false",
        ValueKind.Number => value.Number == 0 ? "0" : value.Number.ToString(NumberForm, CultureInfo.InvariantCulture),
        ValueKind.Text => value.Text,
        ValueKind.Date => value.Date.ToString(DateForm, CultureInfo.InvariantCulture),
        ValueKind.Instant => value.Instant.UtcDateTime.ToString(InstantForm, CultureInfo.InvariantCulture),
        ValueKind.Duration => value.Duration.ToString(),
        _ => JsonSerializer.Serialize(value.Texts, Json),
    };

    public static Value? Read(ValueKind kind, string stored) => kind switch
    {
        ValueKind.Boolean => bool.TryParse(stored, out var isTrue) ? Value.Of(isTrue) : null,
        ValueKind.Number => ReadNumber(stored.Trim()) is { } number ? Value.Of(number) : null,
        ValueKind.Text => Value.Of(stored),
        ValueKind.Date => ReadDate(stored.Trim()) is { } date ? Value.Of(date) : null,
        ValueKind.Instant => ReadInstant(stored.Trim()) is { } instant ? Value.Of(instant) : null,
        ValueKind.Duration => IsoDuration.Read(stored.Trim()) is { } duration ? Value.Of(duration) : null,
        ValueKind.Texts => ReadTexts(stored) is { } texts ? Value.Of(texts) : null,
        _ => null,
    };

    public static decimal? ReadNumber(string text)
        => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateOnly? ReadDate(string text)
        => DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static DateTimeOffset? ReadInstant(string text)
    {
        if (text.EndsWith('Z'))
        {
            text = text[..^1] + "+00:00";
        }

        if (DateTimeOffset.TryParseExact(text, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return moment;
        }

        return DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local - DateTime.MinValue >= VietnamTime.Offset
            ? new DateTimeOffset(local, VietnamTime.Offset)
            : null;
    }

    private static string[]? ReadTexts(string text)
    {
        try
        {
            var texts = JsonSerializer.Deserialize<string?[]>(text, Json);
            return texts is null || texts.Contains(null) ? null : [.. texts.OfType<string>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
