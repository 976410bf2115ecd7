using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using Training.Modules;
using Training.Questions.Formats;
using Training.Questions.Model;

namespace Training.Questions.Bank;

/// <summary>Says in the language of the page what rules and readers found.</summary>
internal sealed class Wording(IStringLocalizer<Texts> texts)
{
    public string Of(Reason reason)
    {
        var text = Of(reason.Key, reason.Arguments);
        return reason.Part is { } part ? texts["Reason.Part", part, text] : text;
    }

    public string Of(Finding finding) => Of(finding.Key, finding.Arguments);

    public string Of(string key, params object[] arguments) => texts[key, [.. arguments.Select(argument => argument is Reason inner ? Of(inner) : argument)]];

    /// <summary>What in the texts of a question looks like the identity of a patient; null where nothing does.</summary>
    public static IdentityFinding? Identity(string name, QuestionBody body)
        => Texts(JsonNode.Parse(BodyJson.Write(body))).Prepend(name).Select(PatientIdentityScreen.Find).FirstOrDefault(finding => finding is not null);

    // Everything somebody wrote; the rest of a body is numbers, names of kinds and the hash of a picture.
    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(member => member is { Key: "vi" or "en" or "text", Value: JsonValue value } && value.TryGetValue<string>(out var text) ? [text] : Texts(member.Value)),
        JsonArray list => list.SelectMany(Texts),
        _ => [],
    };
}
