using System.Text.Json;

namespace Training.Activities.Content;

/// <summary>What stands in the file of a course for an item of this module, beside its titles.</summary>
/// <param name="AboutVi">Markdown above it.</param>
/// <param name="Notation">Rubric or questions, as an author writes them.</param>
/// <param name="AboutEn">The Markdown in English.</param>
internal sealed record ContentInFile(string AboutVi, string Notation, string? AboutEn = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <exception cref="JsonException">Something is missing, or is not text.</exception>
    public static ContentInFile Parse(JsonElement content) => content.Deserialize<ContentInFile>(Options) ?? throw new JsonException("the content is empty");

    /// <summary>What is wrong, in English.</summary>
    /// <param name="content">As it stands in the file.</param>
    /// <param name="check">Reads the notation.</param>
    public static IReadOnlyList<string> ProblemsIn(JsonElement content, Func<string, IReadOnlyList<NotationError>> check)
    {
        try
        {
            return [.. check(Parse(content).Notation).Select(error => $"line {error.Line} of the notation: {error.Key}")];
        }
        catch (JsonException exception)
        {
            return [exception.Message];
        }
    }
}
