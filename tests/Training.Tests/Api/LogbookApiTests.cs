using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Tests.Certification;
using Training.Tests.Logbook;
using Training.Tests.Support;

namespace Training.Tests.Api;

public sealed class LogbookApiTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_ByProgram_IsTheCaseOfThePage(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);

        var logged = await learner.PostAsync(ApiSteps.Cases, await site.CaseAsync("S", "Vôi hoá nặng"));

        Assert.True(logged.Code == 201, logged.Body);
        var page = await (await site.SignedInAsync("hocvien")).GetAsync($"/logbook/{logged.Id()}");
        Assert.Contains("Vôi hoá nặng", page.Text, StringComparison.Ordinal);
        Assert.Contains(logged.Text("code"), page.Text, StringComparison.Ordinal);
        Assert.Contains(logged.Id("versionId").ToString(), (await (await site.SignedInAsync("huongdan")).GetAsync("/sign")).Body, StringComparison.Ordinal);
        var version = await learner.GetAsync(logged.Response.Headers.Location!.OriginalString);
        Assert.Equal((logged.Text("contentHash"), "S"), (version.Text("contentHash"), version.Json.GetProperty("done")[0].GetProperty("stage").GetString()));

        // The same rules, with the same words, in either language.
        var twice = JsonNode.Parse((await site.CaseAsync("S")).ToJsonString())!;
        twice["dayNumber"] = version.Json.GetProperty("dayNumber").GetInt32();
        var refused = await learner.PostAsync(ApiSteps.Cases, twice, language: "en");
        Assert.Equal((422, "Case.Twice"), (refused.Code, refused.Problem));
        Assert.Equal(ApiProblem.TypePrefix + "Case.Twice", refused.Text("type"));
        Assert.NotEqual(refused.Text("detail"), (await learner.PostAsync(ApiSteps.Cases, twice, language: "vi")).Text("detail"));
        Assert.NotEmpty(refused.Json.GetProperty("errors").GetProperty("dayNumber")[0].GetString()!);
        var identity = await learner.PostAsync(ApiSteps.Cases, await site.CaseAsync("S", "Bệnh nhân Nguyễn Văn An, số hồ sơ BN-20-4471"));
        Assert.True(identity.Code == 422 && identity.Problem!.StartsWith("Case.Identity", StringComparison.Ordinal), identity.Body);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Read_BeyondOnesOwn_IsNotThere(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);
        var logged = await site.LogAsync(learner);
        var readers = new (string Account, string[] Permissions, int Status)[]
        {
            ("hocvien", ["Logbook.Log"], 403),
            ("bsnoi", ApiSteps.Learner, 404),
            ("huongdan", ["Logbook.ViewEntry"], 404),
            ("huongdan", ["Logbook.ViewEntry", "Logbook.ViewLearners"], 200),
            ("khth", ["Logbook.ViewEntry"], 404),
            ("khth", ["Logbook.ViewEntry", "Logbook.ViewCases"], 200),
            ("soyte", ["Logbook.ViewEntry", "Logbook.ViewCases"], 200),
        };
        foreach (var (account, permissions, status) in readers)
        {
            var program = await site.ProgramAsync(account, permissions);
            foreach (var address in new[] { $"/{logged.Id()}", $"/{logged.Text("code")}", $"/{logged.Id()}/versions/1" })
            {
                var answer = await program.GetAsync(ApiSteps.Cases + address);
                Assert.True(answer.Code == status, $"{account} {string.Join(' ', permissions)} {address}: {answer.Code}");
            }
        }

        // Nor can anybody else correct or withdraw it, or a token that may only read.
        var reading = await site.ProgramAsync("hocvien", "Logbook.ViewEntry");
        var another = await site.ProgramAsync("bsnoi", ApiSteps.Learner);
        foreach (var (program, status) in new[] { (reading, 403), (another, 404) })
        {
            var body = await site.CaseAsync();
            body["version"] = 1;
            Assert.Equal(status, (await program.PostAsync($"{ApiSteps.Cases}/{logged.Id()}/versions", body)).Code);
            Assert.Equal(status, (await program.PostAsync($"{ApiSteps.Cases}/{logged.Id()}/withdrawal", new { reason = "x" })).Code);
        }

        Assert.Equal(403, (await reading.PostAsync(ApiSteps.Cases, await site.CaseAsync())).Code);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Post_SameKey_HasOneEffectAndTheSameAnswer(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var second = database == Database.PostgreSql ? site.SecondNode() : null;
        var token = await site.TokenAsync("hocvien", ApiSteps.Learner);
        var (learner, elsewhere) = (site.Program(token), (second ?? site).Program(token));
        var before = await site.DataAsync(db => db.LogbookEntries.CountAsync());
        var (body, key) = (await site.CaseAsync(), $"{Guid.CreateVersion7()}");

        var atOnce = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? learner : elsewhere).PostAsync(ApiSteps.Cases, body, key)));
        var later = await elsewhere.PostAsync(ApiSteps.Cases, body, key);

        Assert.All(atOnce, answer => Assert.Equal((201, later.Body), (answer.Code, answer.Body)));
        Assert.Equal(before + 1, await site.DataAsync(db => db.LogbookEntries.CountAsync()));
        body["sex"] = "Male";
        Assert.Equal((422, "Form.Replayed.Other"), ((await elsewhere.PostAsync(ApiSteps.Cases, body, key)) is var other ? other.Code : 0, other.Problem));
        foreach (var wrong in new[] { "", "x", "1" })
        {
            Assert.Equal((400, "Api.KeyMissing"), ((await learner.PostAsync(ApiSteps.Cases, body, wrong)) is var without ? without.Code : 0, without.Problem));
        }

        Assert.Equal(before + 1, await site.DataAsync(db => db.LogbookEntries.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Body_ThatCanBeReadInTwoWays_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);
        var good = (await site.CaseAsync()).ToJsonString();
        var before = await site.DataAsync(db => db.LogbookEntries.CountAsync());
        string[] bad =
        [
            good[..^1] + ",\"stage\":\"O\"}", good[..^1] + ",\"Stage\":\"O\"}", good[..^1] + ",\"stage2\":1}", good.Replace("\"I\"", "3", StringComparison.Ordinal),
            good.Replace("[\"OperationNote\"]", "null", StringComparison.Ordinal), good.Replace("\"note\":null", "\"note\":\"a\\u0000b\"", StringComparison.Ordinal), "[]", "null", "", "{",
        ];
        foreach (var body in bad)
        {
            Assert.NotEqual(good, body);
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            var answer = await learner.SendAsync(HttpMethod.Post, ApiSteps.Cases, content, $"{Guid.CreateVersion7()}");
            Assert.True(answer.Code == 400 && answer.Response.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{body}: {answer.Code} {answer.Body}");
        }

        Assert.Equal(before, await site.DataAsync(db => db.LogbookEntries.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task List_PageByPage_IsEveryCaseOnce_AtOneCost(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);
        var me = await site.PersonIdAsync(Given.Trainee);
        var all = await site.DataAsync(db => db.LogbookEntries.Where(e => e.PersonId == me).OrderByDescending(e => e.Id).Select(e => e.Id).ToListAsync());
        var (seen, costs, address) = (new List<Guid>(), new HashSet<int>(), $"{ApiSteps.Cases}?limit=7");
        await learner.GetAsync(address);
        while (address is not null)
        {
            site.Statements.Reset();
            var page = await learner.GetAsync(address);
            costs.Add(site.Statements.Statements.Count);
            Assert.DoesNotContain(site.Statements.Statements, sql => sql.Contains("OFFSET", StringComparison.OrdinalIgnoreCase));
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            var next = page.Json.GetProperty("next").GetString();
            address = next is null ? null : $"{ApiSteps.Cases}?limit=7&after={next}";
            Assert.Equal(next is null ? null : $"<{address}>; rel=\"next\"", page.Response.Headers.TryGetValues("Link", out var links) ? links.Single() : null);
        }

        Assert.Equal(all, seen);
        Assert.True(all.Count > 30, $"{all.Count}");
        Assert.Equal(1, costs.Count(cost => cost <= 8));
        Assert.Single(costs);
        foreach (var wrong in new[] { "limit=0", "limit=201", "limit=x", "after=x", "after=AAAA", $"after={all[0]}", "stage=9", "state=Gone", "hospital=viet-duc", "from=soon" })
        {
            Assert.True((await learner.GetAsync($"{ApiSteps.Cases}?{wrong}")).Code == 400, wrong);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task List_Filters_FindWhatTheySay(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);
        var mentor = await site.ProgramAsync("huongdan", ApiSteps.Mentor);
        var office = await site.ProgramAsync("khth", "Logbook.ViewEntry", "Logbook.ViewCases");
        var (signed, waiting) = (await site.LogAsync(learner), await site.LogAsync(learner, "S"));
        var since = site.Clock.GetUtcNow().AddMilliseconds(-1);
        Assert.Equal(201, (await mentor.SignAsync(signed.Id("versionId"))).Code);
        async Task<List<Guid>> IdsAsync(ApiClient program, string query)
        {
            var answer = await program.GetAsync($"{ApiSteps.Cases}?{query}&limit=200");
            Assert.True(answer.Code == 200, answer.Body);
            return [.. answer.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
        }

        Assert.Equal([signed.Id()], await IdsAsync(learner, $"changedSince={Uri.EscapeDataString($"{since:O}")}"));
        Assert.Contains(waiting.Id(), await IdsAsync(learner, "state=Waiting"));
        Assert.DoesNotContain(signed.Id(), await IdsAsync(learner, "state=Waiting"));
        Assert.Contains(signed.Id(), await IdsAsync(learner, "state=Signed&stage=I&technique=pedicle-screw"));
        Assert.DoesNotContain(waiting.Id(), await IdsAsync(learner, "stage=I"));
        var day = $"{site.Clock.Today():yyyy-MM-dd}";
        Assert.Equal([waiting.Id(), signed.Id()], await IdsAsync(learner, $"from={day}&to={day}"));
        Assert.Empty(await IdsAsync(learner, $"from={site.Clock.Today().AddDays(1):yyyy-MM-dd}"));

        // The same cases by the member of the team and by the hospital, for whoever sees them.
        var participant = (await site.ChoiceAsync()).Split('.')[0];
        Assert.Contains(signed.Id(), await IdsAsync(mentor, $"participant={participant}"));
        Assert.Contains(signed.Id(), await IdsAsync(office, "hospital=bvdk-quang-ninh&technique=pedicle-screw&state=Signed"));
        Assert.Equal(404, (await office.GetAsync($"{ApiSteps.Cases}?hospital=viet-duc&technique=pedicle-screw")).Code);
        Assert.Empty(await IdsAsync(await site.ProgramAsync("bsnoi", ApiSteps.Learner), $"participant={participant}"));
        Assert.Empty(await IdsAsync(office, ""));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Find_Unchanged_Returns304_AndHidesTheMentorsRatingBeforeOnesOwn(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);
        var mentor = await site.ProgramAsync("huongdan", ApiSteps.Mentor);
        var logged = await site.LogAsync(learner);
        var address = $"{ApiSteps.Cases}/{logged.Id()}";
        var etag = (await learner.GetAsync(address)).Response.Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.NotModified, (await learner.GetAsync(address, etag: etag)).Status);

        Assert.Equal(201, (await mentor.SignAsync(logged.Id("versionId"))).Code);

        var changed = await learner.GetAsync(address, etag: etag);
        Assert.Equal(("Signed", 200), (changed.Text("state"), changed.Code));
        var mine = changed.Json.GetProperty("versions")[0];
        Assert.True(mine.GetProperty("fits").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, mine.GetProperty("decision").GetProperty("entrustment").ValueKind);
        Assert.Equal(4, (await mentor.GetAsync(address)).Json.GetProperty("versions")[0].GetProperty("decision").GetProperty("entrustment").GetInt32());
        site.Statements.Reset();
        await learner.GetAsync(address);
        Assert.InRange(site.Statements.Statements.Count, 1, 8);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task LastCase_LoggedAndSignedByPrograms_AsksForTheCertificate(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.PassTheoryAsync(await site.SignedInAsync("hocvien"));
        var learner = await site.ProgramAsync("hocvien", ApiSteps.Learner);
        var mentor = await site.ProgramAsync("huongdan", ApiSteps.Mentor);
        Assert.Empty(await site.RequestsOfTraineeAsync());

        var logged = await site.LogAsync(learner);
        var signed = await mentor.SignAsync(logged.Id("versionId"));

        Assert.True(signed.Code == 201, signed.Body);
        Assert.Single(await site.RequestsOfTraineeAsync());
        await TallyTests.AssertEqualsRecountAsync(site);

        // What it costs does not depend on how much there is.
        var costs = new HashSet<int>();
        for (var i = 0; i < 3; i++)
        {
            var body = await site.CaseAsync("S");
            site.Statements.Reset();
            Assert.Equal(201, (await learner.PostAsync(ApiSteps.Cases, body)).Code);
            costs.Add(site.Statements.Statements.Count);
        }

        Assert.Single(costs);
    }
}
