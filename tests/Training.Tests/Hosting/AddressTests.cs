using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Training.Logbook.Entries;
using Training.Tests.Support;

namespace Training.Tests.Hosting;

/// <summary>Where an address may lead, and what an unknown one tells.</summary>
public sealed partial class AddressTests(DemoSites sites) : IClassFixture<DemoSites>
{
    private static readonly string[] Elsewhere =
    [
        "https://evil.example", "http://evil.example/", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\\/evil.example",
        "\t//evil.example", "/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example", "\r\n//evil.example", " //evil.example", "\u00a0//evil.example", "\0//evil.example", "/\0/evil.example",
        "https:evil.example", "https:/evil.example", "https:\\\\evil.example", "http:\\evil.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>",
        "vbscript:x", "mailto:a@evil.example", "ftp://evil.example", "@evil.example", "localhost@evil.example", "http://localhost@evil.example", "http://localhost.evil.example", ".evil.example",
        "%2f%2fevil.example", "%5c%5cevil.example", "?//evil.example", "#//evil.example", "~//evil.example", "~/\\evil.example", "//localhost@evil.example", "//evil%E3%80%82example", "〱evil.example", "/\u200b/evil.example",
        "//[::1]/", "/.//evil.example", "evil.example/..", "http:///evil.example", "//\\evil.example", "/%09/evil.example",
    ];

    [Theory, OnSqlite]
    public async Task Redirects_WhateverIsAskedFor_StayOnTheSite(Database database)
    {
        var site = await sites.OnAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        Assert.True(Elsewhere.Length >= 40);
        var home = await trainee.GetAsync("/verify");
        var token = home.Page.QuerySelector<AngleSharp.Html.Dom.IHtmlInputElement>("form#language input[name=__RequestVerificationToken]")!.Value;
        foreach (var payload in Elsewhere)
        {
            foreach (var answer in new[]
            {
                await trainee.GetAsync($"/account/login?returnUrl={Uri.EscapeDataString(payload)}"),
                await trainee.PostAsync("/language", [new("culture", "vi"), new("returnUrl", payload), new("__RequestVerificationToken", token)]),
            })
            {
                Assert.True(answer.IsRedirect || (int)answer.Status == 400, $"{payload}: {answer.Status}");
                if (answer.Location is { } location)
                {
                    // As browsers read it, not as .NET does.
                    var target = new Url(new Url("https://site.example/account/login"), location);
                    Assert.Equal($"{payload} → site.example", $"{payload} → {target.HostName}");
                    Assert.DoesNotContain(location, c => char.IsControl(c) || c == '\\');
                }
            }
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task UnknownAddress_ForAVisitor_Is404AsForAnybody(Database database)
    {
        var site = await sites.OnAsync(database);
        var visitor = site.Visitor();
        foreach (var address in new[] { "/no/such/page", "/admin/no-such-page", "/wp-login.php", "/.git/config", "/.env", "/account", "/logbook/no-guid", "/appsettings.json" })
        {
            var answer = await visitor.GetAsync(address);
            Assert.Equal($"{address} 404", $"{address} {(int)answer.Status}");

            // A name with a dot could be a file's, and files are not posted to.
            Assert.True((int)(await visitor.PostAsync(address, [new("a", "b")])).Status is 404 or 405, address);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task WhatSomebodyMayNotSee_LooksLikeWhatIsNotThere(Database database)
    {
        var site = await sites.OnAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var me = await site.PersonIdAsync(Given.Trainee);
        var others = await site.DataAsync(db => db.LogbookEntries.Where(e => e.PersonId != me).Select(e => e.Id).FirstAsync());

        var unseen = await trainee.GetAsync($"/logbook/{others}");
        var unknown = await trainee.GetAsync($"/logbook/{Guid.CreateVersion7()}");
        var nowhere = await trainee.GetAsync("/no/such/page");

        Assert.Equal([404, 404, 404], new[] { unseen, unknown, nowhere }.Select(a => (int)a.Status));
        Assert.Equal(Same(unknown.Body), Same(unseen.Body));
        Assert.Equal(Same(nowhere.Body), Same(unseen.Body));
    }

    [Theory, OnSqlite]
    public async Task Paths_OutOfTheSite_LeadNowhere(Database database)
    {
        var site = await sites.OnAsync(database);
        var visitor = await site.SignedInAsync("quantri");
        foreach (var prefix in new[] { "/", "/_content/Training.Theme/", "/certificates/", "/verify/", "/_framework/", "/courses/" })
        {
            foreach (var path in new[]
            {
                "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/%2e%2e/etc/passwd", "..%5c..%5cappsettings.json", "....//....//etc/passwd", "%252e%252e%252fetc%252fpasswd", "..%c0%af..%c0%afetc/passwd",
                "%2e%2e%2fappsettings.json", "..;/appsettings.json", "theme.css/../../../appsettings.json", "%2fetc%2fpasswd", "C:%5cWindows%5cwin.ini", "training.db", "keys/key.xml", "..%2ftraining.db",
            })
            {
                var answer = await visitor.GetAsync(prefix + path);
                Assert.DoesNotContain("root:", answer.Body, StringComparison.Ordinal);
                Assert.DoesNotContain("ConnectionString", answer.Body, StringComparison.Ordinal);
                Assert.DoesNotContain("SQLite format", answer.Body, StringComparison.Ordinal);

                // Any word may be asked about at /verify, which then knows no such certificate.
                Assert.True((int)answer.Status is 404 or 400 || (answer.IsOk && prefix == "/verify/"), $"{prefix}{path}: {answer.Status}");
            }
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task PrivatePages_AfterLogout_AreGone(Database database)
    {
        var site = await sites.OnAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var pages = (await trainee.CrawlAsync(25)).Where(p => p.Value.IsOk && p.Value.Response.Content.Headers.ContentType?.MediaType == "text/html")
            .Where(p => p.Key != "/phone").ToList(); // which says nothing about anybody, and is kept by the phone
        Assert.All(pages, page => Assert.True(page.Value.Response.Headers.CacheControl!.NoStore, page.Key));
        var logout = await trainee.PostFormAsync(pages[0].Value, "form[action$='/account/logout']", []);
        Assert.True(logout.IsRedirect, $"{logout.Status}");
        foreach (var (address, _) in pages.Where(p => p.Key is not "/" && !p.Key.StartsWith("/verify", StringComparison.Ordinal)))
        {
            Assert.Contains("/account/login", (await trainee.GetAsync(address)).Location, StringComparison.Ordinal);
        }
    }

    // The address asked for, tokens and nonces differ in any case.
    private static string Same(string body) => Differing().Replace(body, "");

    [GeneratedRegex("""(?:name="(?:__RequestVerificationToken|_key|returnUrl)"[^>]*value="[^"]*"|nonce="[^"]*")""")]
    private static partial Regex Differing();
}
