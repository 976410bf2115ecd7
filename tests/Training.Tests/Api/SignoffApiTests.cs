using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.ApiTokens;
using Training.Identity.Grants;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Tests.Support;
using static Training.Tests.Logbook.SignTestData;

namespace Training.Tests.Api;

/// <summary>What holds for signing on the page holds for the programs' doors too (SIG-1 to SIG-5, SIG-8, SIG-9).</summary>
public sealed class SignoffApiTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_OwnCase_IsRefusedWhateverTheToken(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.GrantAsync(await site.UserIdAsync("hocvien"), Roles.Mentor, "viet-duc");
        await site.SupervisionAsync(Given.Trainee, Given.Transfer);
        var mentor = await site.ProgramAsync("huongdan", ApiSteps.Mentor);
        var logged = await site.LogAsync(await site.ProgramAsync("hocvien", ApiSteps.Learner));
        var version = logged.Id("versionId");
        var body = await mentor.DecisionAsync(version);
        body["opened"] = await site.OpenedAsync("hocvien@demo.local", version);
        foreach (var permissions in new[] { ApiSteps.Learner, [.. ApiSteps.Learner, .. ApiSteps.Mentor] })
        {
            var own = await site.ProgramAsync("hocvien", permissions);
            Assert.True((await own.PostAsync(ApiSteps.Signoffs, body)).Code is 403 or 404);
            Assert.True((await own.PostAsync($"{ApiSteps.Signoffs}/challenges", Without(body, "proof"))).Code is 403 or 404);
            Assert.True((await own.GetAsync($"{ApiSteps.Signoffs}/{version}")).Code is 403 or 404);
            Assert.DoesNotContain($"{version}", (await own.GetAsync($"{ApiSteps.Signoffs}?limit=200")).Body, StringComparison.Ordinal);
        }

        // Nor somebody who reads for the office, nor a mentor whose token may only read.
        foreach (var (account, permissions) in new[] { ("khth", new[] { "Logbook.ViewEntry", "Logbook.ViewCases" }), ("huongdan", ["Logbook.ViewEntry", "Logbook.ViewLearners"]), ("huongdan", ["Logbook.Sign"]) })
        {
            Assert.Equal(403, (await (await site.ProgramAsync(account, permissions)).PostAsync(ApiSteps.Signoffs, body)).Code);
        }

        Assert.Equal(0, await site.DecisionsAsync(version));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_RightEndedAfterOpening_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var token = await site.TokenAsync("huongdan", ApiSteps.Mentor);
        var mentor = site.Program(token);
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);
        var version = (await site.LogAsync(learner)).Id("versionId");
        var earlier = await WaitingOfAsync(site, "le-minh-duc");
        var (body, before) = (await mentor.DecisionAsync(version), await mentor.DecisionAsync(earlier));

        var user = await site.UserIdAsync("huongdan");
        Task GrantsAsync(DateOnly? to) => site.DataAsync(db => db.WriteAsync(ct => db.RoleGrants.Where(g => g.UserId == user).ExecuteUpdateAsync(g => g.SetProperty(x => x.To, to), ct), default));
        await GrantsAsync(new DateOnly(2021, 1, 1));
        Assert.Equal(403, (await mentor.PostAsync(ApiSteps.Signoffs, body)).Code);
        await GrantsAsync(null);
        await site.EndSupervisionAsync(Given.Mentor, site.Clock.Today().AddDays(-1));
        Assert.Equal(404, (await mentor.PostAsync(ApiSteps.Signoffs, body)).Code);
        Assert.Equal((422, "Sign.NotYours"), ((await mentor.PostAsync(ApiSteps.Signoffs, before)) is var refused ? refused.Code : 0, refused.Problem));
        var hash = TokenText.HashOf(token);
        await site.DataAsync(db => db.WriteAsync(ct => db.Set<ApiToken>().Where(t => t.Hash == hash).ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, site.Clock.GetUtcNow()), ct), default));
        Assert.Equal(401, (await mentor.PostAsync(ApiSteps.Signoffs, before)).Code);
        Assert.Equal(0, await site.DecisionsAsync(version) + await site.DecisionsAsync(earlier));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_WithEveryPropertyOfTheModelAdded_ChangesNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.ProgramAsync("huongdan", ApiSteps.Mentor);
        var logged = await site.LogAsync(await site.ProgramAsync("hocvien", ApiSteps.Learner));
        var version = logged.Id("versionId");
        var before = await RowsAsync(site, logged.Id());
        var body = await mentor.DecisionAsync(version);
        foreach (var name in await PropertiesAsync(site, typeof(EntryVersion), typeof(LogbookEntry), typeof(Decision)))
        {
            // Its own members twice, others at all: both are refused before anything is looked at.
            foreach (var added in new[] { name, char.ToLowerInvariant(name[0]) + name[1..] })
            {
                var json = body.ToJsonString();
                using var content = new StringContent($"{json[..^1]},\"{added}\":\"x\"}}", System.Text.Encoding.UTF8, "application/json");
                var refused = await mentor.SendAsync(HttpMethod.Post, $"{ApiSteps.Signoffs}?{added}=x", content, $"{Guid.CreateVersion7()}");
                Assert.True(refused.Code == 400, $"{added}: {refused.Code} {refused.Body}");
            }
        }

        Assert.Equal(0, await site.DecisionsAsync(version));
        var unchanged = await RowsAsync(site, logged.Id());
        Assert.Equal(before.Version, unchanged.Version);
        Assert.Equal(before.Entry, unchanged.Entry);
        Assert.Equal(201, (await mentor.PostAsync(ApiSteps.Signoffs, body)).Code);
        var after = await RowsAsync(site, logged.Id());
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(Training.Tests.Logbook.SignTestData.Without(before.Entry, "WaitingSince", "SignedAt", "DecidedNumber"), Training.Tests.Logbook.SignTestData.Without(after.Entry, "WaitingSince", "SignedAt", "DecidedNumber"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_SentFiveTimes_IsOneDecisionWithOneAnswer(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var second = database == Database.PostgreSql ? site.SecondNode() : null;
        var token = await site.TokenAsync("huongdan", ApiSteps.Mentor);
        var (mentor, elsewhere) = (site.Program(token), (second ?? site).Program(token));
        var version = (await site.LogAsync(await site.ProgramAsync("hocvien", ApiSteps.Learner))).Id("versionId");
        var (body, key) = (await mentor.DecisionAsync(version, comment: "Chắc tay"), $"{Guid.CreateVersion7()}");

        var first = await mentor.PostAsync(ApiSteps.Signoffs, body, key);
        Assert.True(first.Code == 201, first.Body);
        for (var i = 0; i < 5; i++)
        {
            // Whoever has it stored already is not asked for another proof.
            var again = await (i % 2 == 0 ? elsewhere : mentor).PostAsync(ApiSteps.Signoffs, i == 4 ? Without(body, "proof") : body, key);
            Assert.Equal((201, first.Body), (again.Code, again.Body));
        }

        body["entrustment"] = 5;
        Assert.Equal((422, "Form.Replayed.Other"), ((await elsewhere.PostAsync(ApiSteps.Signoffs, body, key)) is var other ? other.Code : 0, other.Problem));
        Assert.Equal((409, "Sign.AlreadyDecided"), ((await mentor.PostAsync(ApiSteps.Signoffs, body)) is var late ? late.Code : 0, late.Problem));
        Assert.Equal(1, await site.DecisionsAsync(version));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_CaseCorrectedAfterOpening_Returns409WithWhatChanged(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.ProgramAsync("huongdan", ApiSteps.Mentor);
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);
        var logged = await site.LogAsync(learner);
        var body = await mentor.DecisionAsync(logged.Id("versionId"));
        await CorrectAsync(await site.SignedInAsync("hocvien"), logged.Id(), "Ghi nhầm giới tính");

        foreach (var address in new[] { ApiSteps.Signoffs, $"{ApiSteps.Signoffs}/challenges" })
        {
            var refused = await mentor.PostAsync(address, address == ApiSteps.Signoffs ? body : Without(body, "proof"), language: "en");
            Assert.Equal((409, "Sign.Changed"), (refused.Code, refused.Problem));
            var (_, newest) = await site.NewestAsync();
            Assert.Equal(newest, refused.Id("newestVersionId"));
            Assert.Contains(refused.Json.GetProperty("changes").EnumerateArray(), change => change.GetProperty("now").GetString()!.Contains("male", StringComparison.OrdinalIgnoreCase));
        }

        // A hash that was never shown is no better.
        var guessed = await mentor.DecisionAsync((await site.NewestAsync()).VersionId);
        guessed["contentHash"] = new string('0', 64);
        Assert.Equal(409, (await mentor.PostAsync(ApiSteps.Signoffs, guessed)).Code);
        Assert.Equal(0, await site.DataAsync(db => db.Decisions.CountAsync(d => db.Set<EntryVersion>().Any(v => v.Id == d.EntryVersionId && v.EntryId == logged.Id("id")))));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_WithAnythingButAFreshProofOfItsOwn_Returns401(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var passkey = new SoftwarePasskey();
        var browser = await site.SignedInAsync("huongdan");
        Assert.True((await browser.AddAsync(passkey)).IsRedirect);
        var mentor = await site.ProgramAsync("huongdan", ApiSteps.Mentor);
        var otherToken = await site.ProgramAsync("huongdan", ApiSteps.Mentor);
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);
        var (first, second) = ((await site.LogAsync(learner, "S")).Id("versionId"), (await site.LogAsync(learner, "S")).Id("versionId"));
        var body = await mentor.DecisionAsync(first, comment: "x", password: null);
        async Task<JsonObject> ProvedAsync(ApiClient asks, JsonObject decision)
        {
            var challenge = await asks.PostAsync($"{ApiSteps.Signoffs}/challenges", Without(decision, "proof"), key: "");
            Assert.True(challenge.Code == 200, challenge.Body);
            return With(decision, "proof", new JsonObject
            {
                ["challenge"] = challenge.Text("proof"),
                ["assertion"] = JsonNode.Parse(passkey.Get(challenge.Json.GetProperty("options").GetRawText())),
            });
        }

        async Task RefusedAsync(ApiClient by, JsonObject sent)
        {
            var refused = await by.PostAsync(ApiSteps.Signoffs, sent);
            Assert.True(refused.Code == 401 && refused.Response.Headers.WwwAuthenticate.ToString() == "Signing", $"{refused.Code} {refused.Body}");
        }

        // The token alone; a proof for another judgement, word, decision, case and token.
        await RefusedAsync(mentor, body);
        await RefusedAsync(mentor, With(await ProvedAsync(mentor, body), "entrustment", 5));
        await RefusedAsync(mentor, With(await ProvedAsync(mentor, body), "comment", "y"));
        await RefusedAsync(mentor, With(await ProvedAsync(mentor, body), "decision", "Returned"));

        // A success in between, so that the lock is not what refuses.
        var used = await ProvedAsync(mentor, await mentor.DecisionAsync(second, password: null));
        Assert.Equal(201, (await mentor.PostAsync(ApiSteps.Signoffs, used)).Code);
        Assert.Equal("passkey", (await site.DataAsync(db => db.Decisions.SingleAsync(d => d.EntryVersionId == second))).Method);
        await RefusedAsync(mentor, With(body, "proof", used["proof"]!.DeepClone()));
        await RefusedAsync(otherToken, await ProvedAsync(mentor, body));
        var late = await ProvedAsync(mentor, body);
        site.Clock.Shift += TimeSpan.FromMinutes(6);
        await RefusedAsync(mentor, late);

        // One that a page has asked for, in the same person's session.
        var page = await browser.GetAsync($"/sign/{first}");
        var values = await browser.ConfirmAsync(passkey, page, Journey.Decision(4, "x"), Journey.SignButton);
        await RefusedAsync(mentor, With(body, "proof", new JsonObject { ["challenge"] = values["Input.ProofId"], ["assertion"] = JsonNode.Parse(values["Input.Assertion"]!) }));
        Assert.Equal(0, await site.DecisionsAsync(first));
        Assert.Equal(201, (await mentor.PostAsync(ApiSteps.Signoffs, await ProvedAsync(mentor, body))).Code);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Queue_ByProgram_IsThatOfThePage(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.ProgramAsync("huongdan", ApiSteps.Mentor);
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);
        for (var i = 0; i < 5; i++)
        {
            await site.LogAsync(learner, "S");
        }

        var page = (await (await site.SignedInAsync("huongdan")).GetAsync("/sign")).Page;
        var shown = page.QuerySelectorAll("main a[href^='/sign/']").Select(a => a.GetAttribute("href")!["/sign/".Length..]).Where(id => Guid.TryParse(id, out _)).Distinct().ToList();
        var (queue, costs, address) = (new List<string>(), new HashSet<int>(), $"{ApiSteps.Signoffs}?limit=3");
        await mentor.GetAsync(address);
        while (address is not null)
        {
            site.Statements.Reset();
            var answer = await mentor.GetAsync(address);
            costs.Add(site.Statements.Statements.Count);
            queue.AddRange(answer.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("case").GetProperty("versionId").GetString()!));
            address = answer.Json.GetProperty("next").GetString() is { } next ? $"{ApiSteps.Signoffs}?limit=3&after={next}" : null;
        }

        Assert.True(queue.Count > 5, $"{queue.Count}");
        Assert.Equal(shown, queue);
        Assert.True(costs.Count == 1 && costs.Single() <= 8, string.Join(' ', costs));

        var signed = (await mentor.SignAsync(Guid.Parse(queue[0]))).Id();
        var decided = await mentor.GetAsync($"{ApiSteps.Signoffs}?state=Decided&limit=1");
        Assert.Equal(signed, decided.Json.GetProperty("items")[0].GetProperty("decision").GetProperty("id").GetGuid());
        var more = await mentor.GetAsync($"{ApiSteps.Signoffs}?state=Decided&limit=1&after={decided.Text("next")}");
        Assert.NotEqual(signed, more.Json.GetProperty("items")[0].GetProperty("decision").GetProperty("id").GetGuid());
        Assert.Equal(400, (await mentor.GetAsync($"{ApiSteps.Signoffs}?after={decided.Text("next")}")).Code);
        Assert.Equal(403, (await learner.GetAsync(ApiSteps.Signoffs)).Code);
    }

    private static JsonObject Without(JsonObject body, string member)
    {
        var less = (JsonObject)body.DeepClone();
        less.Remove(member);
        return less;
    }

    private static JsonObject With(JsonObject body, string member, JsonNode value)
    {
        var more = (JsonObject)body.DeepClone();
        more[member] = value;
        return more;
    }
}
