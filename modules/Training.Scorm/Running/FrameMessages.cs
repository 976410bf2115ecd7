using System.Text.Json;
using System.Text.Json.Serialization;

namespace Training.Scorm.Running;

/// <summary>What the frame sends when it opens a part.</summary>
internal sealed record OpenRequest(int Window, string Part);

/// <summary>What the frame sends when the package says "commit".</summary>
/// <param name="Window">Which loading of the frame.</param>
/// <param name="Sequence">Rises with each saving of it.</param>
/// <param name="Opening">Which opening of the part.</param>
/// <param name="Part">Identifier in the manifest.</param>
/// <param name="End">The package ended its sitting with it.</param>
/// <param name="Data">Every element that is set, name to value.</param>
internal sealed record SaveRequest(int Window, int Sequence, int Opening, string Part, bool End, Dictionary<string, string> Data);

/// <summary>Why something was not stored.</summary>
internal enum Refusal
{
    None,

    /// <summary>The launch is over.</summary>
    Expired,

    /// <summary>The package was opened anew elsewhere.</summary>
    Superseded,

    /// <summary>A later saving was stored already.</summary>
    Order,

    /// <summary>Too many at once.</summary>
    Rate,

    /// <summary>Something that no package may set.</summary>
    Data,
}

/// <summary>How a part stands, for the table of contents.</summary>
/// <param name="Id">Identifier in the manifest.</param>
/// <param name="Outcome">Null where it was never opened.</param>
/// <param name="Score">In percent.</param>
internal sealed record PartLine(string Id, PartOutcome? Outcome, decimal? Score);

/// <summary>How the attempt stands.</summary>
internal sealed record AttemptLine(IReadOnlyList<PartLine> Parts, bool Finished, decimal? Score);

/// <summary>The answer to a saving. <c>result</c> is what the package is told; "true" only once it is stored.</summary>
internal sealed record SaveAnswer(string Result, int ErrorCode, Refusal Why, AttemptLine? Attempt);

/// <summary>The answer to the loading of a frame.</summary>
internal sealed record BeginAnswer(int Window, string Site, string Standard, bool Preview, string? Current, IReadOnlyList<BeginPart> Parts, AttemptLine? Attempt);

/// <summary>A part that can be opened.</summary>
internal sealed record BeginPart(string Id, string Title);

/// <summary>The answer to the opening of a part.</summary>
/// <param name="Why">Why it is not opened.</param>
/// <param name="Opening">Number of the opening.</param>
/// <param name="Address">Of the file, from the frame's own address on.</param>
/// <param name="IsSco">Whether it talks to the run-time.</param>
/// <param name="Data">What the run-time begins with.</param>
/// <param name="Attempt">How the attempt stands; an asset is done by being opened.</param>
internal sealed record OpenAnswer(Refusal Why, int Opening, string Address, bool IsSco, IReadOnlyDictionary<string, string> Data, AttemptLine? Attempt);

internal static class FrameJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 4,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // Answers go deeper than what is taken in.
    public static readonly JsonSerializerOptions Answers = new(Options) { MaxDepth = 16 };
}
