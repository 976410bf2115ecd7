using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Api;

/// <summary>
/// Sends examples one after the other. What a site makes up (ids, codes, hashes) is learned from its answers and put in the place of what the examples say, so
/// that later ones are about what earlier ones made.
/// </summary>
internal sealed partial class ExampleStory(Dictionary<string, string> known)
{
    private static readonly JsonSerializerOptions Pretty = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Members whose value each site makes up, in a form of its own.
    private static readonly string[] MadeUp = ["code", "opened", "salt", "next", "requestId", "challenge", "proof", "choice"];

    public Task<ApiAnswer> SendAsync(ApiClient program, ApiExample example)
    {
        var parts = example.Operation.Split(' ');
        var address = new StringBuilder(parts[1]);
        foreach (var (name, value) in example.Path)
        {
            address.Replace($"{{{name}}}", Real(value));
        }

        foreach (var (index, (name, value)) in example.Query.Index())
        {
            address.Append(index == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(Real(value)));
        }

        HttpContent? body = null;
        if (example.Body is not null)
        {
            body = new StringContent(Real(example.Body.ToJsonString()), Encoding.UTF8);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        var key = example.Headers.TryGetValue(WantsKeyAttribute.Header, out var given) ? given : parts[0] == "POST" ? $"{Guid.CreateVersion7()}" : null;
        return program.SendAsync(new HttpMethod(parts[0]), address.ToString(), body, key, example.Headers.GetValueOrDefault("Accept-Language"), example.Headers.GetValueOrDefault("If-None-Match"));
    }

    public IEnumerable<string> Compare(JsonNode? example, ApiAnswer answer)
        => example is null ? answer.Body.Length == 0 ? [] : ["an answer where none is written"] : Compare("", "", example, JsonNode.Parse(answer.Body));

    /// <summary>Takes what the answer made up for the values of an example that says part of it.</summary>
    public void Learn(JsonNode? example, ApiAnswer answer)
    {
        if (example is not null)
        {
            _ = Compare(example, answer).Count();
        }
    }

    /// <summary>The answer with the values of the examples.</summary>
    public JsonNode? Illustrated(string body)
    {
        foreach (var (example, real) in known.OrderByDescending(pair => pair.Value.Length))
        {
            body = body.Replace(real, example, StringComparison.OrdinalIgnoreCase);
        }

        return body.Length == 0 ? null : JsonNode.Parse(body);
    }

    public static string Write(IReadOnlyList<ApiExample> examples) => JsonSerializer.Serialize(examples, Pretty) + "\n";

    private string Real(string text)
    {
        foreach (var (example, real) in known)
        {
            text = text.Replace(example, real, StringComparison.Ordinal);
        }

        return text;
    }

    private IEnumerable<string> Compare(string path, string member, JsonNode? example, JsonNode? actual)
    {
        if (example?.GetValueKind() is not { } kind || actual is null)
        {
            return (example is null) == (actual is null) ? [] : [$"{path} is {actual?.ToJsonString() ?? "null"}"];
        }

        var other = actual.GetValueKind();
        return (example, actual) switch
        {
            (JsonObject one, JsonObject two) => CompareObjects(path, one, two),
            (JsonArray one, JsonArray two) when one.Count == two.Count => one.Zip(two).SelectMany((pair, index) => Compare($"{path}[{index}]", member, pair.First, pair.Second)),
            (JsonValue, JsonValue) when kind == other && kind == JsonValueKind.String => CompareTexts(path, member, example.GetValue<string>(), actual.GetValue<string>()),
            (JsonValue, JsonValue) when kind == other || (kind is JsonValueKind.True or JsonValueKind.False && other is JsonValueKind.True or JsonValueKind.False)
                => example.ToJsonString() == actual.ToJsonString() ? [] : [$"{path} is {actual.ToJsonString()}"],
            _ => [$"{path} is {actual.ToJsonString()}"],
        };
    }

    private IEnumerable<string> CompareObjects(string path, JsonObject example, JsonObject actual)
    {
        foreach (var name in example.Select(m => m.Key).Union(actual.Select(m => m.Key)).ToList())
        {
            if (!example.ContainsKey(name) || !actual.ContainsKey(name))
            {
                yield return $"{path}.{name} is {(actual.ContainsKey(name) ? "new" : "gone")}";
                continue;
            }

            foreach (var difference in Compare($"{path}.{name}", name, example[name], actual[name]))
            {
                yield return difference;
            }
        }
    }

    private IEnumerable<string> CompareTexts(string path, string member, string example, string actual)
    {
        if (example == actual)
        {
            return [];
        }

        var isProblem = member == "code" && actual.Contains('.', StringComparison.Ordinal);
        if ((Guid.TryParse(example, out _) && Guid.TryParse(actual, out _)) || (Hash().IsMatch(example) && Hash().IsMatch(actual)) || (MadeUp.Contains(member) && !isProblem))
        {
            if (known.TryAdd(example, actual) || known[example] == actual || member is "salt" or "opened" or "proof" or "challenge" or "requestId")
            {
                return [];
            }

            return [$"{path} is {actual} and not what stands for {example}, {known[example]}"];
        }

        if (Time(example) && Time(actual))
        {
            return [];
        }

        return Real(example) == actual || Day(example) && Day(actual) ? [] : [$"{path} is {actual}"];
    }

    private static bool Time(string text) => text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static bool Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
