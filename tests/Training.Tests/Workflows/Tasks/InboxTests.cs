using Microsoft.EntityFrameworkCore;
using Training.Modules;
using Training.Tests.Auditing;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Workflows.Running;

namespace Training.Tests.Workflows.Tasks;

/// <summary>The tasks that wait for somebody.</summary>
public sealed class InboxTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Inbox_ShowsByKey_SearchesAndCounts(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Work());
        var admin = await plain.Site.SignedInAsync("quantri");
        Assert.Contains("Không có việc nào đang chờ bạn", (await admin.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Null((await admin.GetAsync("/")).Page.QuerySelector(".count"));

        await plain.Site.BeginAsync("work", plain.Subjects.Add("Đặt stent động mạch vành"));
        plain.Site.Clock.Shift += TimeSpan.FromDays(5);
        await plain.Site.BeginAsync("work", plain.Subjects.Add("Nội soi dạ dày"));

        // Nobody is signed in for five days.
        admin = await plain.Site.SignedInAsync("quantri");
        var inbox = await admin.GetAsync("/tasks");
        Assert.Equal(["Đặt stent động mạch vành", "Nội soi dạ dày"], inbox.Page.QuerySelectorAll(".task-subject").Select(e => e.TextContent.Trim()));
        Assert.Equal("2", (await admin.GetAsync("/")).Page.QuerySelector(".tabs .count")!.TextContent);

        Assert.Equal(["Nội soi dạ dày"], (await admin.GetAsync("/tasks?q=noi+soi")).Page.QuerySelectorAll(".task-subject").Select(e => e.TextContent.Trim()));
        Assert.Equal(["Đặt stent động mạch vành"], (await admin.GetAsync("/tasks?overdue=true")).Page.QuerySelectorAll(".task-subject").Select(e => e.TextContent.Trim()));
        Assert.Contains("Không có việc nào phù hợp", (await admin.GetAsync("/tasks?q=khongco")).Text, StringComparison.Ordinal);

        // Whoever loses the key sees nothing any more.
        plain.Holders.Remove(await plain.Site.UserIdAsync("quantri"));
        Assert.Contains("Không có việc nào đang chờ bạn", (await admin.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Contains("Không có việc nào đang chờ bạn", (await (await plain.Site.SignedInAsync("hocvien")).GetAsync("/tasks")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Claim_ByTwo_OneGetsIt_AndGivesItBack(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Work());
        await plain.Site.BeginAsync("work", plain.Subjects.Add("Ca thứ nhất"));
        var (first, second) = (await plain.Site.SignedInAsync("quantri"), await plain.Site.SignedInAsync("giaovu"));
        var (ofFirst, ofSecond) = (await first.GetAsync("/tasks"), await second.GetAsync("/tasks"));
        var mine = await first.FollowAsync(await first.SubmitAsync(ofFirst, []));
        Assert.Contains("Bạn đã nhận", mine.Text, StringComparison.Ordinal);
        Assert.NotNull((await plain.Site.NewestEventAsync("Workflows.TaskClaimed")).Leaf);

        var late = await second.SubmitAsync(ofSecond, []);
        Assert.Contains("Đồng nghiệp vừa nhận việc này trước bạn.", Assert.Single(late.Errors), StringComparison.Ordinal);
        var seen = await second.GetAsync("/tasks");
        Assert.NotNull(seen.Page.QuerySelector(".taken"));
        Assert.Null(seen.Page.QuerySelector(".tasks form"));

        Assert.True((await first.SubmitAsync(mine, [])).IsRedirect);
        Assert.NotNull((await plain.Site.NewestEventAsync("Workflows.TaskReleased")).Leaf);
        Assert.Null((await second.GetAsync("/tasks")).Page.QuerySelector(".taken"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Batch_OfSeveral_EndsThemTheSameWay(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Work());
        foreach (var number in Enumerable.Range(1, 3))
        {
            await plain.Site.BeginAsync("work", plain.Subjects.Add($"Ca số {number}"));
        }

        var admin = await plain.Site.SignedInAsync("quantri");
        var ids = (await admin.GetAsync("/tasks")).Page.QuerySelectorAll("input[name=id][type=checkbox]").Select(box => box.GetAttribute("value")!).ToArray();
        Assert.Equal(3, ids.Length);
        var confirm = await admin.GetAsync($"/tasks/complete?id={ids[0]}&id={ids[1]}");
        Assert.Contains("Ca số 1", confirm.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ca số 3", confirm.Text, StringComparison.Ordinal);
        Assert.Contains("Hãy chọn một kết quả.", (await admin.SubmitAsync(confirm, [])).Errors);
        Assert.Equal("/tasks", (await admin.SubmitAsync(confirm, new() { ["Input.Outcome"] = "ok" })).Location);
        Assert.Equal(["ok", "ok"], await plain.Site.DataAsync(db => db.Set<TaskRow>().Where(t => t.DoneAt != null).Select(t => t.Outcome).ToListAsync()));
        Assert.Contains("Ca số 3", (await admin.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Equal("/tasks", (await admin.GetAsync($"/tasks/complete?id={ids[0]}")).Location);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task StandIn_OnItsDays_TakesOverWhatTheAbsentHad(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Work());
        await plain.Site.BeginAsync("work", plain.Subjects.Add("Ca thứ nhất"));
        var (absent, colleague) = (await plain.Site.SignedInAsync("quantri"), await plain.Site.SignedInAsync("giaovu"));
        await absent.SubmitAsync(await absent.GetAsync("/tasks"), []);
        var today = plain.Site.Clock.Today();
        var form = await absent.GetAsync("/tasks/stand-in");
        var wrong = await absent.SubmitAsync(form, new() { ["Input.Colleague"] = $"{await plain.Site.UserIdAsync("giaovu")}", ["Input.From"] = $"{today:yyyy-MM-dd}", ["Input.To"] = $"{today.AddDays(-1):yyyy-MM-dd}" });
        Assert.NotEmpty(wrong.Errors);
        var stranger = await absent.SubmitAsync(form, new() { ["Input.Colleague"] = $"{await plain.Site.UserIdAsync("hocvien")}", ["Input.From"] = $"{today:yyyy-MM-dd}", ["Input.To"] = $"{today:yyyy-MM-dd}" });
        Assert.NotEmpty(stranger.Errors);
        var named = await absent.SubmitAsync(
            await absent.GetAsync("/tasks/stand-in"),
            new() { ["Input.Colleague"] = $"{await plain.Site.UserIdAsync("giaovu")}", ["Input.From"] = $"{today:yyyy-MM-dd}", ["Input.To"] = $"{today.AddDays(3):yyyy-MM-dd}" });
        Assert.Equal("/tasks/stand-in", named.Location);
        Assert.NotNull((await plain.Site.NewestEventAsync("Workflows.StandInNamed")).Leaf);

        var inbox = await colleague.GetAsync("/tasks");
        Assert.Contains("bạn làm thay", inbox.Text, StringComparison.Ordinal);
        Assert.Contains("Bạn đã nhận", (await colleague.FollowAsync(await colleague.SubmitAsync(inbox, []))).Text, StringComparison.Ordinal);

        // Withdrawn, it gives nothing any more.
        Assert.True((await absent.SubmitAsync(await absent.GetAsync("/tasks/stand-in"), [])).IsRedirect);
        Assert.NotNull((await plain.Site.NewestEventAsync("Workflows.StandInWithdrawn")).Leaf);
        Assert.DoesNotContain("làm thay cho", (await colleague.GetAsync("/tasks")).Text, StringComparison.Ordinal);
    }
}
