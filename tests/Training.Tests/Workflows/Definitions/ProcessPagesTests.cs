using System.Net;
using System.Text.Json;
using Training.Tests.Auditing;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;

namespace Training.Tests.Workflows.Definitions;

/// <summary>Drawing and publishing processes, on the pages of the administrator.</summary>
public sealed class ProcessPagesTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Import_Publish_Change_EachIsAVersion(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        var admin = await plain.Site.SignedInAsync("quantri");

        var made = await admin.SubmitAsync(await admin.GetAsync("/admin/processes/new"), new() { ["Input.Document"] = Drawings.Work() });
        Assert.Equal("/admin/processes/work/draft", made.Location);
        var draft = await admin.FollowAsync(made);
        Assert.Contains("Duyệt hồ sơ", draft.Text, StringComparison.Ordinal);
        Assert.Contains("Chưa ban hành", (await admin.GetAsync("/admin/processes/work")).Text, StringComparison.Ordinal);

        var publish = await admin.GetAsync("/admin/processes/work/publish");
        Assert.NotEmpty((await admin.SubmitAsync(publish, [])).Errors);
        var published = await admin.SubmitAsync(publish, new() { ["Input.Reason"] = "Bản đầu tiên" });
        Assert.Equal("/admin/processes/work", published.Location);
        var details = await admin.FollowAsync(published);
        Assert.Contains("Phiên bản 1: Bản đầu tiên", details.Text, StringComparison.Ordinal);
        Assert.Equal(Drawings.Work(), (await admin.GetAsync("/admin/processes/work?handler=Document&number=1")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/processes/work/publish")).Status);

        // The same form again has no second effect.
        Assert.Equal("/admin/processes/work", (await admin.SubmitAsync(publish, new() { ["Input.Reason"] = "Bản đầu tiên" })).Location);

        await SaveAsync(admin, "work", Drawings.Work(name: "Duyệt lại hồ sơ"));
        publish = await admin.GetAsync("/admin/processes/work/publish");
        Assert.Contains("Tên: Duyệt hồ sơ → Duyệt lại hồ sơ", publish.Text, StringComparison.Ordinal);
        await admin.SubmitAsync(publish, new() { ["Input.Reason"] = "Rõ nghĩa hơn" });
        details = await admin.GetAsync("/admin/processes/work");
        Assert.Contains("Khác biệt giữa phiên bản 1 và 2", details.Text, StringComparison.Ordinal);
        Assert.Contains("Phiên bản 1", (await admin.GetAsync("/admin/processes/work?version=1")).Page.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("phiên bản 2", (await admin.GetAsync("/admin/processes")).Text, StringComparison.Ordinal);
        Assert.Equal("Rõ nghĩa hơn", (await plain.Site.NewestEventAsync("Workflows.ProcessPublished")).Details.GetProperty("reason").GetString());
    }

    [Theory, OnSqlite]
    public async Task Import_OfABadDocument_ShowsReasonsAndStoresNothing(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        var admin = await plain.Site.SignedInAsync("quantri");
        var form = await admin.GetAsync("/admin/processes/new");
        var refused = await admin.SubmitAsync(form, new() { ["Input.Document"] = Drawings.Unknown() });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Hệ thống không biết người thực hiện “nobody-knows”.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Hệ thống không có công việc “Test.None”.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("nobody-knows", refused.Value("Input.Document"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SubmitAsync(form, new() { ["Input.Document"] = "<!DOCTYPE a><a/>" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SubmitAsync(form, [])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/processes/unknown")).Status);

        var empty = await admin.SubmitAsync(form, new() { ["Input.Key"] = "fresh", ["Input.Name"] = "Mới & <lạ>" });
        Assert.Equal("/admin/processes/fresh/draft", empty.Location);
        var again = await admin.SubmitAsync(await admin.GetAsync("/admin/processes/new"), new() { ["Input.Key"] = "fresh" });
        Assert.Contains("fresh", Assert.Single(again.Errors), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Draft_OfTwoEditors_TheSecondIsToldAndLosesNothing(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Work());
        var (first, second) = (await plain.Site.SignedInAsync("quantri"), await plain.Site.SignedInAsync("giaovu"));
        var (ofFirst, ofSecond) = (await first.GetAsync("/admin/processes/work/draft"), await second.GetAsync("/admin/processes/work/draft"));
        Assert.True((await first.SubmitAsync(ofFirst, new() { ["Input.Document"] = Drawings.Work(name: "Của người thứ nhất") })).IsRedirect);

        var told = await second.SubmitAsync(ofSecond, new() { ["Input.Document"] = Drawings.Work(name: "Của người thứ hai") });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.Contains("Tên: Của người thứ nhất → Của người thứ hai", told.Text, StringComparison.Ordinal);
        Assert.Contains("Của người thứ hai", told.Value("Input.Document"), StringComparison.Ordinal);
        Assert.Contains("Của người thứ nhất", (await second.GetAsync("/admin/processes/work/draft?handler=Document")).Body, StringComparison.Ordinal);

        Assert.True((await second.SubmitAsync(told, [])).IsRedirect);
        Assert.Contains("Của người thứ hai", (await first.GetAsync("/admin/processes/work/draft?handler=Document")).Body, StringComparison.Ordinal);

        // Somebody looks at what they publish; it changes meanwhile.
        var publish = await first.GetAsync("/admin/processes/work/publish");
        await SaveAsync(second, "work", Drawings.Work(name: "Lần nữa"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await first.SubmitAsync(publish, new() { ["Input.Reason"] = "Lý do" })).Status);
    }

    [Theory, OnSqlite]
    public async Task Draft_WithProblems_IsSavedAndNotPublished(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Work("unknown"));
        var admin = await plain.Site.SignedInAsync("quantri");
        await SaveAsync(admin, "unknown", Drawings.Unknown());
        var publish = await admin.GetAsync("/admin/processes/unknown/publish");
        Assert.Contains("nobody-knows", publish.Text, StringComparison.Ordinal);
        Assert.Null(publish.Page.QuerySelector("main form"));

        var draft = await admin.GetAsync("/admin/processes/unknown/draft");
        Assert.NotEmpty((await admin.SubmitAsync(draft, new() { ["Input.Document"] = "<a>" })).Errors);
        Assert.NotEmpty((await admin.SubmitAsync(draft, new() { ["Input.Document"] = Drawings.Work("another") })).Errors);

        var (_, fields) = Visitor.FormOf(draft, []);
        var check = await admin.PostAsync("/admin/processes/unknown/draft?handler=Check", fields);
        var found = JsonDocument.Parse(check.Body).RootElement;
        Assert.Equal(["ask", "act"], found.EnumerateArray().Where(one => one.GetProperty("stops").GetBoolean()).Select(one => one.GetProperty("element").GetString()));

        Assert.Equal("/admin/processes/unknown", (await admin.SubmitAsync(draft, [], "[formaction$=Discard]")).Location);
        Assert.DoesNotContain("nobody-knows", (await admin.GetAsync("/admin/processes/unknown/draft")).Body, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Pages_OfProcesses_AreForAdministrators(Database database)
    {
        await using var plain = await PlainSite.StartAsync(database);
        await plain.Site.PublishAsync(Drawings.Work());
        foreach (var account in new[] { "hocvien", "huongdan", "khth", "giamdoc", "soyte", "boyte" })
        {
            var visitor = await plain.Site.SignedInAsync(account);
            foreach (var address in new[] { "", "/new", "/work", "/work/draft", "/work/publish", "/work/migrate", "/work?handler=Document&number=1" })
            {
                Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/admin/processes" + address)).Status);
            }
        }
    }

    private static async Task SaveAsync(Visitor visitor, string key, string document)
    {
        var saved = await visitor.SubmitAsync(await visitor.GetAsync($"/admin/processes/{key}/draft"), new() { ["Input.Document"] = document });
        Assert.True(saved.IsRedirect, string.Join(' ', saved.Errors) + saved.Status);
    }
}
