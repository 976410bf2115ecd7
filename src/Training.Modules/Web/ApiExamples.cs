using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Training.Modules;

/// <summary>One request of the programming interface with its answer. It stands in the description, and a test sends it.</summary>
public sealed record ApiExample
{
    /// <summary>Verb and path as the description has them: <c>POST /api/v1/logbook/{id}/withdrawal</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Its short name, unique for the operation.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows.</summary>
    public required string Summary { get; init; }

    /// <summary>Whose token sends it: <c>learner</c>, <c>mentor</c> or <c>office</c>.</summary>
    public required string As { get; init; }

    /// <summary>Parts of the path, by name.</summary>
    public IReadOnlyDictionary<string, string> Path { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields of the query, by name.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Headers besides the usual ones, by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The JSON that is sent; null where none is.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>Status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>The JSON that is answered; null where there is none.</summary>
    public JsonNode? Answer { get; init; }
}

/// <summary>The examples of a module, in the order of a story: later ones use what earlier ones made.</summary>
/// <param name="All">The examples.</param>
public sealed record ApiExamples(IReadOnlyList<ApiExample> All)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Reads them from inside a module's assembly.</summary>
    /// <param name="assembly">The module's.</param>
    /// <param name="name">Of the resource.</param>
    public static ApiExamples Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no resource {name}.");
        return new ApiExamples(JsonSerializer.Deserialize<List<ApiExample>>(stream, Options)!);
    }
}

/// <summary>
/// Permissions with which an endpoint of the programming interface shows more, beside the one it needs; the page of tokens offers them too.
/// </summary>
/// <param name="permissions">Their names.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShowsMoreWithAttribute(params string[] permissions) : Attribute
{
    /// <summary>The names of the permissions.</summary>
    public IReadOnlyList<string> Permissions { get; } = permissions;
}

/// <summary>The endpoint stores something and wants the header <c>Idempotency-Key</c> (src/docs/decisions/0008).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WantsKeyAttribute : Attribute
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";
}
