using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Tests.Architecture;
using Training.Tests.Support;

namespace Training.Tests.Api;

/// <summary>
/// The examples of /openapi/v1.json are sent as they stand there, and the site answers in the same way. To write their answers anew after a change that was
/// meant, and then to read the difference: <c>TRAINING_WRITE_EXAMPLES=1 dotnet test tests/Training.Tests --filter ExampleTests</c>.
/// </summary>
public sealed class ExampleTests
{
    private static readonly string FilePath = Path.Combine(Repository.Root, "modules", "Training.Logbook", "Api", "examples.json");

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryExample_SentToARunningSite_IsAnsweredAsWritten(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var programs = new Dictionary<string, ApiClient>
        {
            ["learner"] = await site.ProgramAsync("hocvien", ApiSteps.Learner),
            ["mentor"] = await site.ProgramAsync("huongdan", ApiSteps.Mentor),
            ["office"] = await site.ProgramAsync("khth", "Logbook.ViewEntry", "Logbook.ViewCases"),
        };
        var story = new ExampleStory(await KnownAsync(site));
        var examples = site.Services.GetServices<ApiExamples>().SelectMany(all => all.All).ToList();
        var answered = new List<ApiExample>();
        foreach (var example in examples)
        {
            var answer = await story.SendAsync(programs[example.As], example);
            answered.Add(example with { Status = answer.Code, Answer = story.Illustrated(answer.Body) });
            if (Environment.GetEnvironmentVariable("TRAINING_WRITE_EXAMPLES") == "1")
            {
                story.Learn(example.Answer, answer);
                answered[^1] = answered[^1] with { Answer = story.Illustrated(answer.Body) };
                continue;
            }

            Assert.True(example.Status == answer.Code, $"{example.Operation} {example.Name}: {answer.Code} {answer.Body}");
            var differences = story.Compare(example.Answer, answer).ToList();
            Assert.True(differences.Count == 0, $"{example.Operation} {example.Name}: {string.Join("; ", differences)}\n{answer.Body}");
        }

        if (Environment.GetEnvironmentVariable("TRAINING_WRITE_EXAMPLES") == "1")
        {
            await File.WriteAllTextAsync(FilePath, ExampleStory.Write(answered));
        }
    }

    [Theory, OnSqlite]
    public async Task Description_OfEveryOperation_HasWordsAndExamples(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        using var answer = await site.Visitor().Client.GetAsync("/openapi/v1.json");
        using var description = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var operations = description.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => (Name: $"{verb.Name.ToUpperInvariant()} {path.Name}", Operation: verb.Value))).ToList();
        var routes = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Count(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/v1/", StringComparison.Ordinal));
        Assert.Equal(routes, operations.Count);
        var examples = site.Services.GetServices<ApiExamples>().SelectMany(all => all.All).ToList();
        Assert.Empty(examples.Select(example => example.Operation).Except(operations.Select(o => o.Name)));
        foreach (var (name, operation) in operations)
        {
            Assert.True(operation.GetProperty("summary").GetString()!.Length > 20, name);
            var own = examples.Where(example => example.Operation == name).ToList();
            if (!name.Contains("/logbook", StringComparison.Ordinal) && !name.Contains("/signoffs", StringComparison.Ordinal))
            {
                continue;
            }

            Assert.NotEmpty(own);
            foreach (var status in new[] { "400", "401", "403", "404", "429" })
            {
                Assert.True(operation.GetProperty("responses").TryGetProperty(status, out _), $"{name} {status}");
            }

            foreach (var example in own.Where(e => e.Answer is not null))
            {
                Assert.True(operation.GetProperty("responses").TryGetProperty($"{example.Status}", out var response), $"{name} {example.Name} {example.Status}");
                var content = response.GetProperty("content").EnumerateObject().First().Value;
                Assert.True(content.TryGetProperty("examples", out var shown) && shown.TryGetProperty(example.Name, out _), $"{name} {example.Name}: {content}");
                Assert.Equal(example.Summary, shown.GetProperty(example.Name).GetProperty("summary").GetString());
            }
        }

        // Words and units of the members stand in the schemas.
        var schemas = description.RootElement.GetProperty("components").GetProperty("schemas");
        Assert.Contains("SHA-256", schemas.GetProperty("VersionItem").GetProperty("properties").GetProperty("contentHash").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Contains("Independent", $"I performed independently{schemas.GetProperty("NewCaseBody")}", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Comparison_FindsWhatIsAnotherShape()
    {
        var story = new ExampleStory([]);
        static ApiAnswer Of(string json) => new(System.Net.HttpStatusCode.OK, json, new HttpResponseMessage());
        Assert.NotEmpty(story.Compare(JsonNode.Parse("""{"a":1}"""), Of("""{"b":1}""")));
        Assert.NotEmpty(story.Compare(JsonNode.Parse("""{"a":1}"""), Of("""{"a":"1"}""")));
        Assert.NotEmpty(story.Compare(JsonNode.Parse("""{"a":"Signed"}"""), Of("""{"a":"Returned"}""")));
        Assert.NotEmpty(story.Compare(JsonNode.Parse("""[1]"""), Of("""[]""")));
        Assert.Empty(story.Compare(JsonNode.Parse("""{"id":"0197c0aa-0000-7000-8000-000000000011"}"""), Of($$"""{"id":"{{Guid.CreateVersion7()}}"}""")));
        Assert.NotEmpty(story.Compare(JsonNode.Parse("""{"id":"0197c0aa-0000-7000-8000-000000000011"}"""), Of($$"""{"id":"{{Guid.CreateVersion7()}}"}""")));
    }

    // What the examples name and the demo site has: by it they can be sent.
    private static async Task<Dictionary<string, string>> KnownAsync(Site site)
    {
        var choice = (await site.ChoiceAsync()).Split('.');
        string[] illustrated = ["0197c0aa-0000-7000-8000-000000000001", "0197c0aa-0000-7000-8000-000000000002"];
        var known = new Dictionary<string, string>
        {
            ["2026-11-20"] = $"{site.Clock.Today().AddDays(-3):yyyy-MM-dd}",
            ["0197c0aa-0000-7000-8000-000000000003"] = $"{await site.PersonIdAsync(Given.Mentor)}",
            ["0197c0aa-0000-7000-8000-000000000004"] = $"{await site.PersonIdAsync(Given.Trainee)}",
            ["0197c0aa-0000-7000-8000-000000000005"] = $"{await site.TransferIdAsync(Given.Transfer)}",
            ["0197c0aa-0000-7000-8000-000000000006"] = $"{await site.HospitalIdAsync("bvdk-quang-ninh")}",
        };
        foreach (var (example, real) in illustrated.Zip(choice))
        {
            known[example] = $"{Guid.Parse(real)}";
            known[example.Replace("-", "", StringComparison.Ordinal)] = real;
        }

        return known;
    }
}
