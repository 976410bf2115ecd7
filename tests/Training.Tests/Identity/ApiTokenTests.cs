using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.ApiTokens;
using Training.Identity.Grants;
using Training.Notifications.Outbox;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed class ApiTokenTests
{
    private const string ReadProfile = "Identity.ReadProfile";
    private const string ReadDirectory = "Organizations.ReadDirectory";

    [Fact]
    public void Create_Token_IsWellFormedAndOneWrongLetterIsNot()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => TokenText.Create()).ToHashSet();
        Assert.Equal(1000, tokens.Count);
        Assert.All(tokens, token => Assert.True(TokenText.IsWellFormed(token)));
        var one = tokens.First();
        for (var i = 0; i < one.Length; i++)
        {
            var changed = one.ToCharArray();
            changed[i] = changed[i] == 'x' ? 'y' : 'x';
            Assert.False(TokenText.IsWellFormed(new string(changed)), $"letter {i}");
        }

        Assert.False(TokenText.IsWellFormed(""));
        Assert.False(TokenText.IsWellFormed(one + "0"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Token_ShownOnce_ReadsWhatItMayAndIsStoredAsAHash(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var person = await site.SignedInAsync("giaovu");
        var token = await CreateAsync(person, ReadProfile, ReadDirectory);

        Assert.DoesNotContain(token, (await person.GetAsync("/account/tokens")).Body, StringComparison.Ordinal);
        var stored = await site.DataAsync(db => db.Set<ApiToken>().SingleAsync());
        Assert.Equal(TokenText.HashOf(token), stored.Hash);
        Assert.DoesNotContain(token[4..], JsonSerializer.Serialize(stored), StringComparison.Ordinal);
        Assert.Equal(1, await site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.To == "giaovu@demo.local" && !m.Body.Contains(token))));

        var me = await JsonAsync(site, token, "/api/v1/me");
        Assert.Equal(await site.UserIdAsync("giaovu"), me.GetProperty("id").GetGuid());
        Assert.NotEqual(0, me.GetProperty("grants").GetArrayLength());
        Assert.NotNull((await site.DataAsync(db => db.Set<ApiToken>().SingleAsync())).LastUsedAt);
        Assert.Equal(34, (await JsonAsync(site, token, "/api/v1/provinces?limit=200")).GetProperty("items").GetArrayLength());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Hospitals_PageByPage_AreAllOfThemOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var token = await CreateAsync(await site.SignedInAsync("giaovu"), ReadDirectory);
        var keys = new List<string>();
        string? next = null;
        do
        {
            var page = await JsonAsync(site, token, $"/api/v1/hospitals?limit=7{(next is null ? "" : "&after=" + next)}");
            keys.AddRange(page.GetProperty("items").EnumerateArray().Select(h => h.GetProperty("key").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        var all = await site.DataAsync(db => db.Set<Training.Organizations.Hospitals.Hospital>().CountAsync());
        Assert.Equal(all, keys.Count);
        Assert.Equal(all, keys.Distinct().Count());
        var found = await JsonAsync(site, token, "/api/v1/hospitals?q=viet%20duc");
        Assert.Contains(found.GetProperty("items").EnumerateArray(), h => h.GetProperty("key").GetString() == "viet-duc");
        foreach (var wrong in new[] { "limit=0", "limit=201", "limit=x", "after=nothing", "province=zz" })
        {
            var answer = await SendAsync(site, token, $"/api/v1/hospitals?{wrong}");
            Assert.Equal((wrong, 400, "application/problem+json"), (wrong, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Token_WithoutThePermission_Returns403AndNeverMoreThanTheOwner(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var person = await site.SignedInAsync("giaovu");
        var token = await CreateAsync(person, ReadDirectory);

        await ProblemAsync(site, token, "/api/v1/me", 403);
        Assert.True((await SendAsync(site, token, "/api/v1/provinces")).IsSuccessStatusCode);

        // A right that the API does not ask for, or that the account does not have, can not be put into a token.
        foreach (var permission in new[] { "Organizations.ManageHospitals", "Logbook.Sign", "nothing" })
        {
            var refused = await CreateAnswerAsync(person, permission);
            Assert.Equal(422, (int)refused.Status);
        }

        // With the owner's last role, the token's rights are gone as well.
        var user = await site.UserIdAsync("giaovu");
        await site.DataAsync(db => db.WriteAsync(ct => db.RoleGrants.Where(g => g.UserId == user).ExecuteDeleteAsync(ct), default));
        await ProblemAsync(site, token, "/api/v1/provinces", 403);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Token_RevokedExpiredOrOfAClosedAccount_Returns401(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var person = await site.SignedInAsync("giaovu");
        var (revoked, closed) = (await CreateAsync(person, ReadProfile), await CreateAsync(person, ReadProfile));
        var page = await person.GetAsync("/account/tokens");
        Assert.DoesNotContain("Tokens.Permission", page.Text, StringComparison.Ordinal);
        var hash = TokenText.HashOf(revoked);
        var id = await site.DataAsync(db => db.Set<ApiToken>().Where(t => t.Hash == hash).Select(t => t.Id).SingleAsync());
        Assert.True((await SendAsync(site, revoked, "/api/v1/me")).IsSuccessStatusCode);

        // Somebody else can not revoke it.
        var other = await site.SignedInAsync("khth");
        await CreateAsync(other, ReadProfile);
        var others = await other.GetAsync("/account/tokens");
        await other.PostFormAsync(others, "form[action*=Revoke]", []);
        var (_, fields) = Visitor.FormOf(others, []);
        await other.PostAsync($"/account/tokens?id={id}&handler=Revoke", fields);
        Assert.True((await SendAsync(site, revoked, "/api/v1/me")).IsSuccessStatusCode);

        Assert.True((await person.PostFormAsync(page, $"form[action*='{id}']", [])).IsRedirect);
        await ProblemAsync(site, revoked, "/api/v1/me", 401);
        Assert.True((await SendAsync(site, closed, "/api/v1/me")).IsSuccessStatusCode);

        var user = await site.UserIdAsync("giaovu");
        await site.DataAsync(db => db.WriteAsync(ct => db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.LockoutEnd, site.Clock.GetUtcNow().AddDays(1)), ct), default));
        await ProblemAsync(site, closed, "/api/v1/me", 401);
        await site.DataAsync(db => db.WriteAsync(ct => db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null), ct), default));
        Assert.True((await SendAsync(site, closed, "/api/v1/me")).IsSuccessStatusCode);

        site.Clock.Shift += TimeSpan.FromDays(91);
        await ProblemAsync(site, closed, "/api/v1/me", 401);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Api_CookieOrIdAsProof_Returns401AndATokenOpensNoPage(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var person = await site.SignedInAsync("quantri");
        var token = await CreateAsync(person, ReadProfile, ReadDirectory);
        var stored = await site.DataAsync(db => db.Set<ApiToken>().AsNoTracking().SingleAsync());

        foreach (var address in new[] { "/api/v1/me", "/api/v1/hospitals", "/API/v1/me", "/api/v1/nothing", "/api" })
        {
            var withCookie = await person.Client.GetAsync(address);
            Assert.Equal((401, "application/problem+json"), ((int)withCookie.StatusCode, withCookie.Content.Headers.ContentType?.MediaType));
            Assert.Contains("Bearer", withCookie.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }

        // What names a thing proves nothing.
        string[] known = [stored.Id.ToString(), stored.Id.ToString("N"), stored.UserId.ToString(), stored.Hash, stored.Name, "trn_", "trn_" + stored.Hash[..38], token.ToLowerInvariant(), token[..^1], "quantri@demo.local"];
        foreach (var id in known)
        {
            await ProblemAsync(site, id, "/api/v1/me", 401);
            Assert.Equal(401, (int)(await site.Visitor().Client.GetAsync($"/api/v1/me?token={Uri.EscapeDataString(id)}&access_token={Uri.EscapeDataString(id)}")).StatusCode);
        }

        Assert.Equal(401, (int)(await site.Visitor().Client.GetAsync($"/api/v1/me?access_token={token}")).StatusCode);

        // After ten misses in a minute none is looked at, and a right token goes on.
        var status = 401;
        for (var tries = 0; tries < 100 && status == 401; tries++)
        {
            status = (int)(await SendAsync(site, known[0], "/api/v1/me")).StatusCode;
        }

        Assert.Equal(429, status);
        Assert.True((await SendAsync(site, token, "/api/v1/me")).IsSuccessStatusCode);
        foreach (var page in new[] { "/account/profile", "/account/tokens", "/admin/hospitals", "/logbook" })
        {
            var answer = await SendAsync(site, token, page);
            Assert.Equal(302, (int)answer.StatusCode);
            Assert.Contains("/account/login", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        Assert.Equal(404, (int)(await SendAsync(site, token, "/api/v1/nothing")).StatusCode);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Create_WithTheSessionAlone_Returns401(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var person = await site.SignedInAsync("giaovu");

        Assert.Equal(401, (int)(await CreateAnswerAsync(person, ReadProfile, password: "")).Status);
        Assert.Equal(401, (int)(await CreateAnswerAsync(person, ReadProfile, password: "wrong")).Status);
        Assert.Equal(0, await site.DataAsync(db => db.Set<ApiToken>().CountAsync()));
        foreach (var days in new[] { "0", "366", "-1" })
        {
            Assert.False((await CreateAnswerAsync(person, ReadProfile, days: days)).IsRedirect);
        }
    }

    private static async Task<Answer> CreateAnswerAsync(Visitor visitor, string permission, string? second = null, string password = Visitor.DemoPassword, string days = "90")
    {
        var values = new Dictionary<string, string?>
        {
            ["Input.Name"] = "report",
            ["Input.Days"] = days,
            ["Input.Permissions[0]"] = permission,
            ["Input.Password"] = password,
        };
        if (second is not null)
        {
            values["Input.Permissions[1]"] = second;
        }

        return await visitor.SubmitAsync(await visitor.GetAsync("/account/tokens"), values);
    }

    private static async Task<string> CreateAsync(Visitor visitor, string permission, string? second = null)
    {
        var created = await CreateAnswerAsync(visitor, permission, second);
        Assert.True(created.IsRedirect, $"{created.Status} {string.Join(' ', created.Errors)}");
        return (await visitor.FollowAsync(created)).Page.QuerySelector("#new-token")!.TextContent;
    }

    private static async Task<HttpResponseMessage> SendAsync(Site site, string token, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", new AuthenticationHeaderValue("Bearer", token).ToString());
        return await site.Visitor().Client.SendAsync(request);
    }

    private static async Task<JsonElement> JsonAsync(Site site, string token, string address)
    {
        var answer = await SendAsync(site, token, address);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task ProblemAsync(Site site, string token, string address, int status)
    {
        var answer = await SendAsync(site, token, address);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
    }
}
