using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Identity.ApiTokens;
using Training.Modules;

namespace Training.Tests.Support;

/// <summary>An answer of the programming interface.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Body, HttpResponseMessage Response)
{
    public int Code => (int)Status;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The code of a problem.</summary>
    public string? Problem => Response.Content.Headers.ContentType?.MediaType == "application/problem+json" && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public Guid Id(string member = "id") => Json.GetProperty(member).GetGuid();

    public string Text(string member) => Json.GetProperty(member).GetString()!;
}

/// <summary>A program with a token.</summary>
internal sealed class ApiClient(HttpClient client, string token)
{
    public Task<ApiAnswer> GetAsync(string address, string? language = null, string? etag = null) => SendAsync(HttpMethod.Get, address, null, language: language, etag: etag);

    /// <param name="address">Where to.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="key">Of the action; empty for none, null for a new one.</param>
    /// <param name="language">As <c>Accept-Language</c>.</param>
    public Task<ApiAnswer> PostAsync(string address, object body, string? key = null, string? language = null)
        => SendAsync(HttpMethod.Post, address, JsonContent.Create(body), key ?? $"{Guid.CreateVersion7()}", language);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string address, HttpContent? content, string? key = null, string? language = null, string? etag = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        foreach (var (name, value) in new[] { (WantsKeyAttribute.Header, key), ("Accept-Language", language), ("If-None-Match", etag) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var response = await client.SendAsync(request);
        return new ApiAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }
}

/// <summary>Steps of the journey by programs.</summary>
internal static class ApiSteps
{
    public const string Cases = "/api/v1/logbook";
    public const string Signoffs = "/api/v1/signoffs";

    public static readonly string[] Learner = ["Logbook.ViewEntry", "Logbook.Log"];
    public static readonly string[] Mentor = ["Logbook.ViewEntry", "Logbook.ViewLearners", "Logbook.Sign"];

    /// <summary>A token for an account, and a program that has it.</summary>
    public static async Task<ApiClient> ProgramAsync(this Site site, string account, params string[] permissions) => site.Program(await site.TokenAsync(account, permissions));

    public static ApiClient Program(this Site site, string token) => new(site.Visitor().Client, token);

    public static async Task<string> TokenAsync(this Site site, string account, params string[] permissions)
    {
        var (secret, userId, now) = (TokenText.Create(), await site.UserIdAsync(account), site.Clock.GetUtcNow());
        await site.DataAsync(async db =>
        {
            db.Add(new ApiToken { UserId = userId, Name = "test", Hash = TokenText.HashOf(secret), Permissions = string.Join(' ', permissions), CreatedAt = now, ExpiresAt = now.AddDays(1) });
            await db.SaveChangesAsync();
        });
        return secret;
    }

    /// <summary>The case of <see cref="Journey.Case"/>, as a program sends it.</summary>
    public static async Task<JsonObject> CaseAsync(this Site site, string stage = "I", string? note = null)
    {
        var form = Journey.Case(await site.ChoiceAsync(), stage, stage == "O" ? "Observer" : "Operator", note);
        string Of(string field) => form[$"Input.{field}"]!;
        return new JsonObject
        {
            ["choice"] = Of("Choice"),
            ["stage"] = stage,
            ["performedOn"] = site.Clock.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["place"] = Of("Place"),
            ["supervision"] = Of("Supervision"),
            ["dayNumber"] = int.Parse(Of("DayNumber"), System.Globalization.CultureInfo.InvariantCulture),
            ["setting"] = Of("Setting"),
            ["role"] = Of("Role"),
            ["ageBand"] = Of("AgeBand"),
            ["sex"] = Of("Sex"),
            ["complexity"] = Of("Complexity"),
            ["outcome"] = Of("Outcome"),
            ["chart"] = new JsonArray("OperationNote"),
            ["note"] = note,
        };
    }

    public static async Task<ApiAnswer> LogAsync(this Site site, ApiClient learner, string stage = "I")
    {
        var logged = await learner.PostAsync(Cases, await site.CaseAsync(stage));
        Assert.True(logged.Code == 201, logged.Body);
        return logged;
    }

    /// <summary>Opens a version and fills in the decision.</summary>
    public static async Task<JsonObject> DecisionAsync(this ApiClient mentor, Guid versionId, string decision = "Signed", string? comment = null, string? password = Visitor.DemoPassword)
    {
        var opened = await mentor.GetAsync($"{Signoffs}/{versionId}");
        Assert.True(opened.Code == 200, opened.Body);
        var signs = decision == "Signed";
        var body = new JsonObject
        {
            ["versionId"] = versionId,
            ["contentHash"] = opened.Json.GetProperty("content").GetProperty("contentHash").GetString(),
            ["decision"] = decision,
            ["entrustment"] = signs ? 4 : null,
            ["performance"] = signs ? 4 : null,
            ["difficulty"] = signs ? 2 : null,
            ["comment"] = comment ?? (signs ? null : "Ghi rõ hơn"),
            ["opened"] = opened.Text("opened"),
            ["salt"] = opened.Text("salt"),
        };
        if (password is not null)
        {
            body["proof"] = new JsonObject { ["password"] = password };
        }

        return body;
    }

    public static async Task<ApiAnswer> SignAsync(this ApiClient mentor, Guid versionId) => await mentor.PostAsync(Signoffs, await mentor.DecisionAsync(versionId));

    public static Task<int> DecisionsAsync(this Site site, Guid versionId)
        => site.DataAsync(db => db.Set<Training.Logbook.SignOff.Decision>().CountAsync(d => d.EntryVersionId == versionId));
}
