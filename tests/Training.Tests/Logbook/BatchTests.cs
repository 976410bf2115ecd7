using Microsoft.EntityFrameworkCore;
using Training.Logbook.Batch;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Tests.Support;
using static Training.Tests.Logbook.SignTestData;

namespace Training.Tests.Logbook;

/// <summary>At most twenty cases that were each opened, signed with one proof (SIG-12).</summary>
public sealed class BatchTests
{
    private const string LaterButton = "button[formaction*=Later]";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Batch_OfRatedCases_IsSignedByOneProof_AndEachStandsByItself(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var versions = await LogAsync(site, trainee, 3);
        foreach (var (index, version) in versions.Index())
        {
            var kept = await LaterAsync(mentor, version, $"Ca đã làm gọn, lần {index + 1}");
            Assert.True(kept.IsRedirect, $"{kept.Status} {string.Join(' ', kept.Errors)}");
        }

        // Nothing is decided yet, and nobody else sees what was filled in.
        Assert.False(await site.DataAsync(db => db.Decisions.AnyAsync(d => versions.Contains(d.EntryVersionId))));
        Assert.Empty((await (await site.SignedInAsync(await site.AccountAsync("hoang-gia-bao", Training.Modules.Roles.Mentor, "viet-duc"))).GetAsync("/sign/batch")).Page.QuerySelectorAll("main form"));

        var list = await mentor.GetAsync("/sign/batch");
        Assert.Equal(3, list.Page.QuerySelectorAll("main section.card").Length);
        var wrong = await mentor.SubmitAsync(list, new() { ["Input.Password"] = "not-the-password" }, Journey.SignButton);
        Assert.Equal(401, (int)wrong.Status);
        var signed = await mentor.SubmitAsync(list, new() { ["Input.Password"] = Visitor.DemoPassword }, Journey.SignButton);
        Assert.Equal("/sign", signed.Location);
        var decisions = await site.DataAsync(db => db.Decisions.AsNoTracking().Where(d => versions.Contains(d.EntryVersionId)).ToListAsync());
        var batch = await site.DataAsync(db => db.Set<SignedBatch>().AsNoTracking().SingleAsync());
        Assert.Equal(3, decisions.Count);
        Assert.All(decisions, d => Assert.Equal((batch.Id, batch.ProofId, true), (d.BatchId!.Value, d.ProofId!.Value, batch.Holds(d.SignedHash!))));
        Assert.Equal(3, decisions.Select(d => d.SignedHash).Distinct().Count());
        Assert.All(decisions, d => Assert.True(d.OpenedAt < d.DecidedAt));
        Assert.Empty(await site.DataAsync(db => db.Set<PreparedRating>().ToListAsync()));
        await TallyTests.AssertEqualsRecountAsync(site);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Batch_WithOneThatChanged_SignsNothing_AndNamesIt(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var versions = await LogAsync(site, trainee, 2);
        foreach (var version in versions)
        {
            await LaterAsync(mentor, version);
        }

        var list = await mentor.GetAsync("/sign/batch");
        var entry = await site.DataAsync(db => db.EntryVersions.Where(v => v.Id == versions[0]).Select(v => v.EntryId).SingleAsync());
        await CorrectAsync(trainee, entry, "Sai giới tính");

        var refused = await mentor.SubmitAsync(list, new() { ["Input.Password"] = Visitor.DemoPassword }, Journey.SignButton);
        Assert.Equal(422, (int)refused.Status);
        Assert.Contains(refused.Errors, e => e.Contains("chưa ca nào được ký", StringComparison.Ordinal));
        Assert.Contains("đã được sửa sau khi bạn mở", refused.Text, StringComparison.Ordinal);
        Assert.False(await site.DataAsync(db => db.Decisions.AnyAsync(d => versions.Contains(d.EntryVersionId))));

        // Taken out, the other one is signed.
        var page = await mentor.GetAsync("/sign/batch");
        var stuck = page.Page.QuerySelectorAll("main section.card").Single(card => card.QuerySelector("[role=alert]") is not null);
        var removed = await mentor.SubmitAsync(page, new() { ["Remove"] = stuck.QuerySelector("input[name=Remove]")!.GetAttribute("value") }, "main section.card button");
        Assert.Equal("/sign/batch", removed.Location);
        Assert.Equal("/sign", (await mentor.SubmitAsync(await mentor.GetAsync("/sign/batch"), new() { ["Input.Password"] = Visitor.DemoPassword }, Journey.SignButton)).Location);
        Assert.Null(await DecisionAsync(site, versions[0]));
        Assert.NotNull(await DecisionAsync(site, versions[1]));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Batch_TakesNoMoreThanTwenty_AndNothingThatWasNotOpened(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var versions = await LogAsync(site, trainee, SignedBatch.Most + 1);
        var other = await mentor.GetAsync($"/sign/{versions[1]}");
        var notOpened = await mentor.SubmitAsync(await mentor.GetAsync($"/sign/{versions[0]}"), new(Journey.Decision()) { ["Input.Opened"] = other.Value("Input.Opened") }, LaterButton);
        Assert.Contains(notOpened.Errors, e => e.Contains("Hãy mở lại ca", StringComparison.Ordinal));
        foreach (var version in versions.Take(SignedBatch.Most))
        {
            Assert.True((await LaterAsync(mentor, version)).IsRedirect);
        }

        var full = await LaterAsync(mentor, versions[^1]);
        Assert.Contains(full.Errors, e => e.Contains("nhiều nhất 20 ca", StringComparison.Ordinal));
        var list = await mentor.GetAsync("/sign/batch");
        Assert.Equal(SignedBatch.Most, list.Page.QuerySelectorAll("main section.card").Length);
        Assert.Equal("/sign", (await mentor.SubmitAsync(list, new() { ["Input.Password"] = Visitor.DemoPassword }, Journey.SignButton)).Location);
        Assert.Equal(SignedBatch.Most, await site.DataAsync(db => db.Decisions.CountAsync(d => d.BatchId != null && d.Kind == DecisionKind.Signed)));
    }

    private static async Task<Answer> LaterAsync(Visitor mentor, Guid version, string? comment = null)
        => await mentor.SubmitAsync(await mentor.GetAsync($"/sign/{version}"), Journey.Decision(4, comment), LaterButton);

    private static async Task<List<Guid>> LogAsync(Site site, Visitor trainee, int count)
    {
        var versions = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            versions.Add((await site.LogCaseAsync(trainee)).VersionId);
        }

        return versions;
    }
}
