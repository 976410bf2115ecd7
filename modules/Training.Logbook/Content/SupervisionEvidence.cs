using System.Text.Json;
using System.Text.Json.Serialization;

namespace Training.Logbook.Content;

/// <summary>How a mentor can say anything about the case; each is another kind of evidence and is counted apart.</summary>
internal enum Supervision
{
    /// <summary>At the table.</summary>
    Scrubbed,

    /// <summary>In the room.</summary>
    InTheRoom,

    /// <summary>By live video.</summary>
    LiveVideo,

    /// <summary>Watched the recording afterwards.</summary>
    Recorded,

    /// <summary>Read the record of the case afterwards.</summary>
    ChartReview,
}

/// <summary>Of a live video.</summary>
internal enum LineQuality
{
    Good,
    Interrupted,
    Poor,
}

/// <summary>What the mentor is shown of the record.</summary>
internal enum ChartPart
{
    OperationNote,
    Images,
    AnaesthesiaRecord,
    Outcome,
}

/// <summary>What belongs to the kind of supervision; <see cref="SupervisionRules"/> says what each needs.</summary>
internal sealed record SupervisionEvidence
{
    public static SupervisionEvidence None { get; } = new();

    /// <summary>The patient agreed to the video before the case.</summary>
    public bool Consent { get; init; }

    /// <summary>Who was responsible at the table, name and position; staff, never the patient.</summary>
    public string? Responsible { get; init; }

    /// <summary>From when the mentor watched.</summary>
    public TimeOnly? From { get; init; }

    public TimeOnly? To { get; init; }

    public LineQuality? Line { get; init; }

    /// <summary>How the recording is found, a code without anything about the patient.</summary>
    public string? Recording { get; init; }

    /// <summary>Length of what the mentor watches, in minutes.</summary>
    public int? Minutes { get; init; }

    public IReadOnlyList<ChartPart> Chart { get; init; } = [];

    public static SupervisionEvidence Parse(string json) => json.Length == 0 ? None : JsonSerializer.Deserialize(json, EvidenceJson.Default.SupervisionEvidence)!;

    public string ToJson() => Equals(None) ? "" : JsonSerializer.Serialize(this, EvidenceJson.Default.SupervisionEvidence);

    public bool Equals(SupervisionEvidence? other) => other is not null
        && (Consent, Responsible, From, To, Line, Recording, Minutes) == (other.Consent, other.Responsible, other.From, other.To, other.Line, other.Recording, other.Minutes)
        && Chart.SequenceEqual(other.Chart);

    public override int GetHashCode() => HashCode.Combine(Consent, Responsible, From, To, Line, Recording, Minutes, Chart.Count);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SupervisionEvidence))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
