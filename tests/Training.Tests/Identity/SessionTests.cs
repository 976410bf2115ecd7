using Microsoft.EntityFrameworkCore;
using Training.Identity.Sessions;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed class SessionTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Idle_EndsAfterHalfAnHourOrAQuarter(Database database)
    {
        await using var site = await Site.StartAsync(database);
        foreach (var (account, shared, minutes, alive) in new[]
        {
            ("hocvien", false, 29, true), ("hocvien", false, 31, false),
            ("hocvien", true, 14, true), ("hocvien", true, 16, false),
            ("soyte", false, 14, true), ("soyte", false, 16, false),
            ("quantri", false, 16, false),
        })
        {
            var visitor = site.Visitor();
            Assert.True((await visitor.TryAsync(account, SignIns.Password, shared)).IsRedirect);
            site.Clock.Shift += TimeSpan.FromMinutes(minutes);
            Assert.True((await visitor.GetAsync("/account/profile")).IsOk == alive, $"{account} {shared} {minutes}");
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Activity_KeepsASessionUntilItsDayIsOver(Database database)
    {
        await using var site = await Site.StartAsync(database);
        foreach (var (account, step, hours) in new[] { ("hocvien", 29, 12), ("quantri", 14, 8) })
        {
            var visitor = await site.SignedInAsync(account);
            var start = site.Clock.Shift;
            while (site.Clock.Shift - start < TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(step))
            {
                site.Clock.Shift += TimeSpan.FromMinutes(step);
                Assert.True((await visitor.GetAsync("/account/profile")).IsOk, $"{account} {site.Clock.Shift - start}");
            }

            site.Clock.Shift += TimeSpan.FromMinutes(step);
            Assert.True((await visitor.GetAsync("/account/profile")).IsRedirect, account);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task LastSeen_IsWrittenOnceAMinuteAtMost(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = await site.SignedInAsync("hocvien");
        site.Clock.Shift += TimeSpan.FromSeconds(90);
        await visitor.GetAsync("/account/profile");
        site.Statements.Reset();

        await visitor.GetAsync("/account/profile");

        Assert.DoesNotContain(site.Statements.Statements, s => s.Contains("UPDATE \"Identity_Sessions\"", StringComparison.Ordinal));
        Assert.Single(site.Statements.Statements, s => s.Contains("\"Identity_Sessions\"", StringComparison.Ordinal));
    }

    [Theory, OnPostgreSql]
    public async Task Nodes_ShareSessions(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var other = site.Node();
        var cookie = SignIns.CookieOf(await site.Visitor().TryAsync("hocvien", SignIns.Password));

        // Activity on one counts on the other.
        site.Clock.Shift += TimeSpan.FromMinutes(20);
        Assert.Equal(200, (int)(await other.ReplayAsync(cookie)).StatusCode);
        site.Clock.Shift += TimeSpan.FromMinutes(20);
        Assert.Equal(200, (int)(await site.ReplayAsync(cookie)).StatusCode);

        // An end on one is an end on the other.
        var user = await site.UserIdAsync("hocvien");
        await site.DataAsync(db => db.WriteAsync(ct => db.Set<Session>().Where(s => s.UserId == user).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, site.Clock.GetUtcNow()), ct), default));
        Assert.Equal(302, (int)(await other.ReplayAsync(cookie)).StatusCode);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SignOut_KillsTheCookieAndCleansTheBrowser(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = site.Visitor();
        var cookie = SignIns.CookieOf(await visitor.TryAsync("hocvien", SignIns.Password));
        Assert.Equal(200, (int)(await site.ReplayAsync(cookie)).StatusCode);

        var left = await visitor.PostFormAsync(await visitor.GetAsync("/"), "form[action='/account/logout']", []);

        Assert.Equal("\"cache\", \"storage\"", left.Response.Headers.GetValues("Clear-Site-Data").Single());
        Assert.Equal(302, (int)(await site.ReplayAsync(cookie)).StatusCode);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SignIn_GivesANewTokenAndEndsTheOneBefore(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = site.Visitor();
        var page = await visitor.GetAsync("/account/login");
        var first = SignIns.CookieOf(await visitor.TryAsync("hocvien", SignIns.Password));

        // The same browser signs in again, as somebody else even, with the page it still has open.
        var home = await visitor.GetAsync("/");
        var token = home.Value("__RequestVerificationToken")!;
        var again = await visitor.PostAsync("/account/login", [
            new("Input.Email", "bsnoi@demo.local"), new("Input.Password", SignIns.Password), new("__RequestVerificationToken", token)]);
        var second = SignIns.CookieOf(again);

        Assert.True(page.IsOk);
        Assert.NotEqual(first, second);
        Assert.Equal(302, (int)(await site.ReplayAsync(first)).StatusCode);
        Assert.Equal(200, (int)(await site.ReplayAsync(second)).StatusCode);

        // A made-up cookie is nobody's.
        Assert.Equal(302, (int)(await site.ReplayAsync("__Host-training-session=made-up")).StatusCode);
    }

    [Theory, OnSqlite]
    public async Task Cookies_AreForThisHostAloneAndSmall(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = site.Visitor();
        var login = await visitor.TryAsync("hocvien", SignIns.Password);
        var pages = await visitor.CrawlAsync(40);
        var cookies = pages.Values.Append(login).Append(await site.Visitor().GetAsync("/account/login"))
            .SelectMany(answer => answer.Response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            .ToList();

        Assert.Contains(cookies, c => c.StartsWith("__Host-training-session=", StringComparison.Ordinal));
        Assert.Contains(cookies, c => c.StartsWith("__Host-training-form=", StringComparison.Ordinal));
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("; path=/;", cookie + ";", StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; samesite=", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.True(cookie.Length < 4096);
        });

        // The phone's shell says nothing about anybody, and a phone keeps it.
        Assert.All(pages.Where(page => page.Key != "/phone"), page => Assert.True(page.Value.Response.Headers.CacheControl?.NoStore, page.Key));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task List_EndsOthersButNotThoseOfAnotherAccount(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (phone, ward, stranger) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("hocvien"), await site.SignedInAsync("bsnoi"));
        var page = await phone.GetAsync("/account/sessions");
        Assert.Equal(2, page.Page.QuerySelectorAll("main .list > li").Length);
        var (hers, his) = (await site.UserIdAsync("hocvien"), await site.UserIdAsync("bsnoi"));
        var foreign = await site.DataAsync(db => db.Set<Session>().Where(s => s.UserId == his).Select(s => s.Id).SingleAsync());

        var (address, fields) = Visitor.FormOf(page, []);
        Assert.Contains("handler=End", address, StringComparison.Ordinal);
        Assert.True((await phone.PostAsync($"/account/sessions?handler=End&id={foreign}", fields)).IsRedirect);
        Assert.True((await stranger.GetAsync("/account/profile")).IsOk);

        page = await phone.GetAsync("/account/sessions");
        Assert.True((await phone.SubmitAsync(page, [])).IsRedirect);
        Assert.True((await ward.GetAsync("/account/profile")).IsRedirect);
        Assert.True((await phone.GetAsync("/account/profile")).IsOk);

        ward = await site.SignedInAsync("hocvien");
        page = await phone.GetAsync("/account/sessions");
        Assert.True((await phone.PostAsync("/account/sessions?handler=Others", Visitor.FormOf(page, []).Fields)).IsRedirect);
        Assert.True((await ward.GetAsync("/account/profile")).IsRedirect);
        Assert.True((await phone.GetAsync("/account/profile")).IsOk);
        Assert.Equal(1, await site.DataAsync(db => db.Set<Session>().CountAsync(s => s.UserId == hers && s.EndedAt == null)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Form_SentTooLate_LeadsBackToItsPageAndSaysThatNothingIsStored(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = await site.SignedInAsync("hocvien");
        var page = await visitor.GetAsync("/account/sessions");
        var token = page.Value("__RequestVerificationToken")!;
        site.Clock.Shift += TimeSpan.FromMinutes(31);

        var answer = await visitor.PostAsync("/account/sessions?handler=Others", [new("__RequestVerificationToken", token)]);

        Assert.Equal("/account/login?returnUrl=%2Faccount%2Fsessions&unsent=true", answer.Location);
        var login = await visitor.GetAsync(answer.Location!);
        Assert.Contains("chưa được lưu", login.Text, StringComparison.Ordinal);
        var back = await visitor.SubmitAsync(login, new() { ["Input.Email"] = "hocvien@demo.local", ["Input.Password"] = SignIns.Password });
        Assert.Equal("/account/sessions", back.Location);
        Assert.True((await visitor.GetAsync("/account/sessions")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Database_KnowsNoToken(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.SignedInAsync("hocvien");
        var session = await site.DataAsync(db => db.Set<Session>().SingleAsync());
        Assert.Equal(64, session.TokenHash.Length);
        Assert.Equal(SignInFactor.Password, session.Factor);
    }
}
