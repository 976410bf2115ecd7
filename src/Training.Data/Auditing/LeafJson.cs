using System.Globalization;
using System.Text.Json;

namespace Training.Data;

/// <summary>What a leaf says, as it is hashed.</summary>
/// <param name="Index">Place in the tree.</param>
/// <param name="At">When, whole milliseconds.</param>
/// <param name="Action">What happened.</param>
/// <param name="SubjectType">Kind of the thing.</param>
/// <param name="SubjectId">The thing.</param>
/// <param name="ActorId">Who.</param>
/// <param name="OnBehalfOf">In whose place.</param>
/// <param name="HospitalIds">Whose auditors may read it, in order.</param>
/// <param name="Details">SHA-256(salt ‖ details), hex.</param>
/// <param name="Before">HMAC-SHA-256, keyed with the salt, of the changed rows as they were, hex; null where none was changed.</param>
/// <param name="After">The same of the rows as they became.</param>
public sealed record LeafJson(
    long Index,
    DateTimeOffset At,
    string Action,
    string SubjectType,
    Guid SubjectId,
    Guid? ActorId,
    Guid? OnBehalfOf,
    IReadOnlyList<Guid> HospitalIds,
    string Details,
    string? Before,
    string? After)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The leaf in canonical form.</summary>
    public string Write() => CanonicalJson.Write(new Dictionary<string, object?>
    {
        ["action"] = Action,
        ["actor"] = ActorId?.ToString("D"),
        ["after"] = After,
        ["at"] = At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
        ["before"] = Before,
        ["details"] = Details,
        ["form"] = "training.audit/1",
        ["hospitals"] = HospitalIds.Select(id => id.ToString("D")),
        ["index"] = Index,
        ["onBehalfOf"] = OnBehalfOf?.ToString("D"),
        ["subject"] = new Dictionary<string, object?> { ["id"] = SubjectId.ToString("D"), ["type"] = SubjectType },
    });

    /// <summary>Reads a leaf; null where it is not one.</summary>
    public static LeafJson? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var leaf = document.RootElement;
            var subject = leaf.GetProperty("subject");
            return new LeafJson(
                leaf.GetProperty("index").GetInt64(),
                DateTimeOffset.ParseExact(leaf.GetProperty("at").GetString()!, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                leaf.GetProperty("action").GetString()!,
                subject.GetProperty("type").GetString()!,
                subject.GetProperty("id").GetGuid(),
                Id(leaf.GetProperty("actor")),
                Id(leaf.GetProperty("onBehalfOf")),
                [.. leaf.GetProperty("hospitals").EnumerateArray().Select(id => id.GetGuid())],
                leaf.GetProperty("details").GetString()!,
                leaf.GetProperty("before").GetString(),
                leaf.GetProperty("after").GetString());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Guid? Id(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.GetGuid();
}
