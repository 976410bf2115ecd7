using Training.Notifications.Contracts;
using Training.Notifications.Delivery;
using Training.Tests.Support;

namespace Training.Tests.Notifications;

public sealed class MailPageTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Page_ForAdministrators_ShowsWhatHappenedAndNoBody(Database database)
    {
        await using var server = new SmtpServer { AnswerTo = to => to.StartsWith("cu@", StringComparison.Ordinal) ? "550 no such user" : null };
        await using var site = await Site.StartAsync(database, settings: server.Settings);
        await site.QueueAsync(
            new Mail(Mails.Reader, "Thư đã đi", "ruột thư một"),
            new Mail("cu@benhvien.example", "Thư bí mật", "ruột thư hai") { Secret = true },
            new Mail("cu@benhvien.example", "Thư hỏng <b>", "ruột thư ba"));
        await site.DeliverAsync();
        await site.QueueAsync(new Mail(Mails.Reader, "Thư đang chờ", "ruột thư bốn") { Secret = true });
        var administrator = await site.SignedInAsync("quantri");
        Assert.Equal(403, (int)(await (await site.SignedInAsync("giamdoc")).GetAsync("/admin/mail")).Status);

        Assert.Contains("Thư đang chờ", (await administrator.GetAsync("/admin/mail")).Text, StringComparison.Ordinal);
        Assert.Contains("Thư đã đi", (await administrator.GetAsync("/admin/mail?state=Sent")).Text, StringComparison.Ordinal);
        var failed = await administrator.GetAsync("/admin/mail?state=Failed");
        Assert.Contains("no such user", failed.Text, StringComparison.Ordinal);
        Assert.Contains("Thư hỏng <b>", failed.Text, StringComparison.Ordinal);
        Assert.Single(failed.Page.QuerySelectorAll("main form[method=post]"));
        foreach (var state in new[] { "Waiting", "Sent", "Failed" })
        {
            Assert.DoesNotContain("ruột thư", (await administrator.GetAsync($"/admin/mail?state={state}")).Body, StringComparison.Ordinal);
        }

        Assert.Equal(404, (int)(await administrator.GetAsync("/admin/mail?state=Nonsense")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Retry_OfAFailedLetter_SendsIt_OnceEvenWhenPressedTwice(Database database)
    {
        await using var server = new SmtpServer { AnswerTo = _ => "550 no such user" };
        await using var site = await Site.StartAsync(database, settings: server.Settings);
        await site.QueueAsync(new Mail(Mails.Reader, "Thư hỏng", "…"));
        await site.DeliverAsync();
        site.Clock.Shift = TimeSpan.FromDays(10);
        var administrator = await site.SignedInAsync("quantri");
        var page = await administrator.GetAsync("/admin/mail?state=Failed");
        server.AnswerTo = _ => null;

        var first = await administrator.SubmitAsync(page, []);
        var second = await administrator.SubmitAsync(page, []);
        await site.DeliverAsync();

        Assert.Equal("/admin/mail?state=Failed", first.Location);
        Assert.Equal(first.Location, second.Location);
        Assert.Single(server.Received);
        var again = await administrator.SubmitAsync(page, new() { ["_key"] = Guid.CreateVersion7().ToString("N") });
        Assert.Equal(422, (int)again.Status);
        Assert.NotEmpty(again.Errors);
    }

    [Theory, OnSqlite]
    public async Task WithoutHost_InDevelopment_LettersAreFilesToOpen(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.QueueAsync(new Mail(Mails.Reader, "Xin chào", "…"));

        await site.DeliverAsync();

        var file = Assert.Single(Directory.GetFiles(Path.Combine(site.Folder, "mail"), "*.eml"));
        Assert.Contains($"To: {Mails.Reader}", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.NotEmpty((await (await site.SignedInAsync("quantri")).GetAsync("/admin/mail?state=Sent")).Page.QuerySelectorAll("main .callout.info"));
    }

    [Theory, OnSqlite]
    public async Task WithoutHost_Elsewhere_LettersWaitAndThePageSaysSo(Database database)
    {
        await using var site = await Site.StartAsync(database, settings: new Dictionary<string, string> { ["environment"] = "Staging", ["Demo:Enabled"] = "true" });
        await site.QueueAsync(new Mail(Mails.Reader, "Xin chào", "…"));

        await site.DeliverAsync();

        Assert.Equal(0, Assert.Single(await site.OutboxAsync()).Attempts);
        var page = await (await site.SignedInAsync("quantri")).GetAsync("/admin/mail");
        Assert.Contains("Mail:Host", page.Page.QuerySelector("main .callout.stop")!.TextContent, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(site.Folder, "mail")));
    }

    [Theory]
    [InlineData("", 587, "", "", true, true)]
    [InlineData("smtp.benhvien.example", 587, "a@benhvien.example", "u", true, true)]
    [InlineData("smtp.benhvien.example", 25, "a@benhvien.example", "", false, true)]
    [InlineData("smtp.benhvien.example", 587, "", "", true, false)]
    [InlineData("smtp.benhvien.example", 587, "no address", "", true, false)]
    [InlineData("smtp.benhvien.example", 465, "a@benhvien.example", "", true, false)]
    [InlineData("smtp.benhvien.example", 0, "a@benhvien.example", "", true, false)]
    [InlineData("smtp.benhvien.example", 25, "a@benhvien.example", "u", false, false)]
    public void Options_ThatCouldNeverSend_AreRefused(string host, int port, string from, string user, bool tls, bool good)
        => Assert.Equal(good, new CheckMailOptions().Validate(null, new MailOptions { Host = host, Port = port, From = from, User = user, UseTls = tls }).Succeeded);
}
