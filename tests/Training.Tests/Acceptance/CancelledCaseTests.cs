using Microsoft.EntityFrameworkCore;
using Training.Acceptance.Story;
using Training.Tests.Support;

namespace Training.Tests.Acceptance;

/// <summary>An administrator ends the process of an acceptance that was asked for by mistake.</summary>
public sealed class CancelledCaseTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Case_ThatAnAdministratorCancels_IsAskedForAnew_FromThePage(Database database)
    {
        var walk = await Walk.StartAsync(database);
        await using var site = walk.Site;
        await walk.CertifyAsync();
        await walk.GetReadyAsync();
        var council = await walk.PeopleAsync(Walk.Council);
        var (office, mentor, admin) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("huongdan"), await site.SignedInAsync("quantri"));
        Assert.Equal(Walk.Address, (await Walk.OpenAsync(office, await office.GetAsync(walk.Task("open")), council)).Location);
        Assert.Null((await office.GetAsync(Walk.Address)).Page.QuerySelector($"a[href='{walk.Task("open")}']"));
        Assert.NotNull((await mentor.GetAsync(Walk.Address)).Page.QuerySelector($"a[href='{walk.Task("vote")}']"));
        var run = await site.DataAsync(db => db.AcceptanceCases.Select(c => c.InstanceId).SingleAsync());
        Assert.True((await admin.SubmitAsync(await admin.GetAsync($"/processes/{run}"), new() { ["Input.Reason"] = "Mở nhầm" })).IsRedirect);

        var page = await office.GetAsync(Walk.Address);
        Assert.Contains("đã bị quản trị viên hủy", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector($"a[href='{walk.Task("open")}']"));
        Assert.Null((await mentor.GetAsync(Walk.Address)).Page.QuerySelector($"a[href='{walk.Task("vote")}']"));
        Assert.Equal(Walk.Address, (await Walk.OpenAsync(office, await office.GetAsync(walk.Task("open")), council)).Location);
        Assert.Equal([1, 2], await site.DataAsync(db => db.AcceptanceCases.OrderBy(c => c.Number).Select(c => c.Number).ToListAsync()));
        Assert.NotNull((await mentor.GetAsync(Walk.Address)).Page.QuerySelector($"a[href='{walk.Task("vote")}']"));
    }
}
