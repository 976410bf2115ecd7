using Microsoft.EntityFrameworkCore;
using Training.Tests.Support;

namespace Training.Tests.Hosting;

public sealed class ErrorPageTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Errors_InBothLanguages_SayWhatHappened(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        await site.DataAsync(db => db.WriteAsync(ct => db.Database.ExecuteSqlRawAsync("""DROP TABLE "Courses_Progress" """, ct), default));
        var titles = new Dictionary<string, List<string>>();
        foreach (var language in new[] { "vi", "en" })
        {
            if (language == "en")
            {
                await trainee.InEnglishAsync("/logbook");
            }

            titles[language] = [];
            foreach (var (address, status) in new[] { ("/no/such/page", 404), ("/reports", 403), ("/courses/LT-GKT-09", 500) })
            {
                var answer = await trainee.GetAsync(address);
                Assert.Equal(status, (int)answer.Status);
                Assert.Equal(language, answer.Page.DocumentElement.GetAttribute("lang"));
                Assert.NotEqual("", answer.Text);
                titles[language].Add(answer.Page.QuerySelector("main h1")!.TextContent);
                if (status == 500)
                {
                    Assert.Matches("^[0-9a-f]{32}$", answer.Page.QuerySelector("main code")!.TextContent);
                    Assert.DoesNotContain("Courses_Progress", answer.Body, StringComparison.Ordinal);
                    Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
                    Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
                }
            }
        }

        Assert.Equal(6, titles.Values.SelectMany(t => t).Distinct().Count());
    }

    [Theory, OnSqlite]
    public async Task EveryAnswer_CarriesTheSecurityHeaders(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        foreach (var address in new[] { "/", "/logbook", "/no/such/page", "/reports", "/verify", "/health/live", "/health/ready", "/icons.svg", "/account/login" })
        {
            var headers = (await trainee.GetAsync(address)).Response.Headers;
            Assert.True(headers.TryGetValues("Content-Security-Policy", out var policy), address);
            Assert.Contains("default-src 'self'", policy!.Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy!.Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
            Assert.False(headers.Contains("Server"), address);
            Assert.False(headers.Contains("X-Powered-By"), address);
        }

        Assert.True((await trainee.GetAsync("/logbook")).Response.Headers.CacheControl!.NoStore);
    }

    [Theory, OnSqlite]
    public async Task Cookies_OfASession_AreHttpOnlyAndLax(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = site.Visitor();
        var login = await visitor.SubmitAsync(await visitor.GetAsync("/account/login"), new() { ["Input.Email"] = "hocvien@demo.local", ["Input.Password"] = Visitor.DemoPassword });

        var cookie = Assert.Single(login.Response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-training-session=", StringComparison.Ordinal));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, OnSqlite]
    public async Task EveryPage_OfATrainee_HasNoInlineScriptOrStyle(Database database)
    {
        await using var site = await Site.StartAsync(database);
        foreach (var account in new[] { "hocvien", "huongdan", "quantri" })
        {
            foreach (var (address, page) in await (await site.SignedInAsync(account)).CrawlAsync(60))
            {
                Assert.True(page.Page.QuerySelector("[style], script:not([src]), style, [onclick], [onload], [onsubmit], a[href^='javascript:']") is null, $"{account} {address}");
            }
        }
    }
}
