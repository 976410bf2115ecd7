using System.Net;
using Microsoft.EntityFrameworkCore;
using Training.Tests.Auditing;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Workflows.Migrating;
using Training.Workflows.Running;

namespace Training.Tests.Workflows.Instances;

/// <summary>Looking at an instance, and repairing it where it has stopped.</summary>
public sealed class InstancePageTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Running_Instance_SaysWhatItWaitsForAndForWhom(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Work());
        var id = await plain.Site.BeginAsync("work", plain.Subjects.Add("Ca can thiệp số 7"));
        var admin = await plain.Site.SignedInAsync("quantri");
        var page = await admin.GetAsync($"/processes/{id}");
        Assert.Contains("Ca can thiệp số 7", page.Text, StringComparison.Ordinal);
        Assert.Contains("chờ Quản Trị, Giáo Vụ", page.Text, StringComparison.Ordinal);
        Assert.Contains("Giao việc “Duyệt hồ sơ”", page.Text, StringComparison.Ordinal);
        Assert.Equal("begin f1", page.Page.QuerySelector("[data-drawing]")!.GetAttribute("data-passed"));
        Assert.Equal("waiting", page.Page.QuerySelector("#step-check")!.ClassName!.Split(' ')[^1]);
        Assert.Equal(Drawings.Work(), (await admin.GetAsync($"/processes/{id}?handler=Document")).Body);
        Assert.Contains("Ca can thiệp số 7", (await admin.GetAsync("/admin/processes/work")).Text, StringComparison.Ordinal);
        Assert.Contains("1 đang chạy", (await admin.GetAsync("/admin/processes")).Text, StringComparison.Ordinal);
        Assert.True((await (await admin.InEnglishAsync("/")).GetAsync($"/processes/{id}")).IsOk);

        foreach (var account in new[] { "hocvien", "huongdan", "khth" })
        {
            var other = await plain.Site.SignedInAsync(account);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/processes/{id}")).Status);
        }

        // An administrator of one hospital sees no instance of nobody's.
        Assert.Equal(HttpStatusCode.NotFound, (await (await plain.Site.SignedInAsync("giaovu")).GetAsync($"/processes/{id}")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Stopped_Instance_IsTriedAgainSkippedAndCancelled(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Fragile());
        var id = await plain.Site.BeginAsync("fragile", plain.Subjects.Add("Hồ sơ 1"));
        var admin = await plain.Site.SignedInAsync("quantri");
        var page = await admin.GetAsync($"/processes/{id}");
        Assert.Contains("no paper left", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 dừng vì lỗi", (await admin.GetAsync("/admin/processes")).Text, StringComparison.Ordinal);

        var refused = await admin.SubmitAsync(page, new() { ["Input.Reason"] = "" }, "[formaction$=Retry]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.Errors);
        var again = await admin.FollowAsync(await admin.SubmitAsync(page, new() { ["Input.Reason"] = "Thử xem" }, "[formaction$=Retry]"));
        Assert.Contains("lại dừng vì lỗi", again.Text, StringComparison.Ordinal);

        plain.Fragile.Repaired = true;
        again = await admin.FollowAsync(await admin.SubmitAsync(again, new() { ["Input.Reason"] = "Đã có giấy" }, "[formaction$=Retry]"));
        var (_, details) = await plain.Site.NewestEventAsync("Workflows.InstanceRetried");
        Assert.Equal("Đã có giấy", details.GetProperty("reason").GetString());

        // Now no condition holds: whoever skips says where to go on.
        Assert.Contains("Không điều kiện nào đúng", again.Text, StringComparison.Ordinal);
        var ended = await admin.FollowAsync(await admin.SubmitAsync(again, new() { ["Input.Reason"] = "Đạt theo biên bản", ["Input.Flow"] = "yes" }, "[formaction$=Skip]"));
        Assert.Contains("Hoàn tất", ended.Text, StringComparison.Ordinal);
        Assert.Equal("Đạt theo biên bản", (await plain.Site.NewestEventAsync("Workflows.InstanceSkipped")).Details.GetProperty("reason").GetString());
        Assert.Null(ended.Page.QuerySelector("main form"));

        plain.Fragile.Repaired = false;
        var other = await plain.Site.BeginAsync("fragile", plain.Subjects.Add("Hồ sơ 2"));
        page = await admin.GetAsync($"/processes/{other}");
        var (_, fields) = Visitor.FormOf(page, new() { ["Input.Reason"] = "Nhầm hồ sơ" });
        Assert.True((await admin.PostAsync($"/processes/{other}?handler=Cancel", fields)).IsRedirect);
        Assert.Equal("cancelled", await plain.Site.DataAsync(db => db.Set<Instance>().Where(i => i.Id == other).Select(i => i.End).SingleAsync()));
        Assert.NotNull((await plain.Site.NewestEventAsync("Workflows.InstanceCancelled")).Leaf);
        await plain.Site.CheckAsync(other);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Migration_TriedAndApplied_MovesWhatCanMove(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Work());
        var id = await plain.Site.BeginAsync("work", plain.Subjects.Add("Ca thứ nhất"));
        await plain.Site.PublishAsync(Drawings.Work(task: "review"));
        var admin = await plain.Site.SignedInAsync("quantri");
        Assert.True((await admin.GetAsync("/admin/processes/work/migrate")).IsOk);

        var tried = await admin.GetAsync("/admin/processes/work/migrate?from=1&to=2");
        Assert.Contains("Đang chờ ở “Duyệt hồ sơ (check)”, mà phiên bản kia không có bước tương ứng.", tried.Text, StringComparison.Ordinal);
        Assert.Contains("0 trong 1 lượt chuyển được", tried.Text, StringComparison.Ordinal);
        Assert.Contains("check=review", tried.Page.QuerySelectorAll("[name=map] option").Select(option => option.GetAttribute("value")));

        tried = await admin.GetAsync("/admin/processes/work/migrate?from=1&to=2&map=check%3Dreview");
        Assert.Contains("1 trong 1 lượt chuyển được", tried.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await plain.Site.CheckAsync(id)).Tokens.Values.Count(token => token.Node == "check"));

        Assert.NotEmpty((await admin.SubmitPostAsync(tried, new() { ["Input.Reason"] = "" })).Errors);
        var applied = await admin.SubmitPostAsync(tried, new() { ["Input.Reason"] = "Quy trình mới" });
        Assert.True(applied.Location == "/admin/processes/work/migrate", $"{applied.Status} {string.Join(' ', applied.Errors)} {applied.Text}");
        var state = await plain.Site.CheckAsync(id);
        Assert.Equal("review", Assert.Single(state.Tokens.Values).Node);
        Assert.Equal("review", await plain.Site.DataAsync(db => db.Set<TaskRow>().Where(t => t.InstanceId == id).Select(t => t.Node).SingleAsync()));
        Assert.Equal("Quy trình mới", (await plain.Site.NewestEventAsync("Workflows.InstanceMigrated")).Details.GetProperty("reason").GetString());
        Assert.Contains("Phiên bản 2", (await admin.GetAsync($"/processes/{id}")).Text, StringComparison.Ordinal);

        // It goes on by the new version.
        await plain.Site.MoveAsync(id, (machine, ct) => machine.CompleteTaskAsync(state.Tokens.Keys.Single(), "ok", new Dictionary<string, Training.Workflows.Expressions.Value>(), ct));
        Assert.Equal("completed", (await plain.Site.CheckAsync(id)).End);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Migration_OfMoreThanAHundred_ReachesTheOldestToo(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Work());
        var oldest = await plain.Site.BeginAsync("work", plain.Subjects.Add("Ca đầu tiên"));
        for (var number = 0; number < MoveInstances.Most; number++)
        {
            await plain.Site.BeginAsync("work");
        }

        await plain.Site.PublishAsync(Drawings.Work(task: "review"));
        var admin = await plain.Site.SignedInAsync("quantri");
        var newer = await admin.GetAsync("/admin/processes/work/migrate?from=1&to=2&map=check%3Dreview");
        Assert.DoesNotContain("Ca đầu tiên", newer.Text, StringComparison.Ordinal);
        var older = await admin.GetAsync("/admin/processes/work/migrate" + newer.Page.QuerySelector(".pager [rel=next]")!.GetAttribute("href")!.Split('#')[0]);
        Assert.Contains("1 trong 1 lượt chuyển được", older.Text, StringComparison.Ordinal);
        Assert.Contains("Ca đầu tiên", older.Text, StringComparison.Ordinal);
        Assert.True((await admin.SubmitPostAsync(older, new() { ["Input.Reason"] = "Quy trình mới" })).IsRedirect);
        Assert.Equal("review", Assert.Single((await plain.Site.CheckAsync(oldest)).Tokens.Values).Node);
    }
}

file static class Posting
{
    /// <summary>The page has a form that asks and one that posts; this is the one that posts.</summary>
    public static Task<Answer> SubmitPostAsync(this Visitor visitor, Answer page, Dictionary<string, string?> values)
    {
        var (_, fields) = Visitor.FormOf(page, values);
        return visitor.PostAsync(page.Response.RequestMessage!.RequestUri!.PathAndQuery, fields);
    }
}
