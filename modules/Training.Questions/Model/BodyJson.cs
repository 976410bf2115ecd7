using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Training.Questions.Model;

/// <summary>A body as it is stored: <c>{"v":1,"body":{"type":"single",…}}</c>. A later form reads the earlier ones.</summary>
internal static class BodyJson
{
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        MaxDepth = 16,
    };

    /// <summary>Always the same text for the same body.</summary>
    public static string Write(QuestionBody body) => new JsonObject { ["v"] = Version, ["body"] = JsonSerializer.SerializeToNode(body, Options) }.ToJsonString(Options);

    /// <exception cref="JsonException">It is no body, or one of a later version of the site.</exception>
    public static QuestionBody Read(string json)
    {
        if (JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 16 }) is not JsonObject envelope
            || envelope["v"] is not JsonValue version
            || !version.TryGetValue<int>(out var number))
        {
            throw new JsonException("A question body has a version.");
        }

        return number == Version
            ? envelope["body"].Deserialize<QuestionBody>(Options) ?? throw new JsonException("The body is missing.")
            : throw new JsonException($"This site reads question bodies of version {Version}, not {number}.");
    }

    public static string WriteResponse(Response response) => JsonSerializer.Serialize(response, Options);

    /// <exception cref="JsonException">It is no response.</exception>
    public static Response ReadResponse(string json) => JsonSerializer.Deserialize<Response>(json, Options) ?? throw new JsonException("The response is missing.");
}
