using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Hosting;

/// <summary>Nothing changes because another site made a browser ask for it.</summary>
public sealed class CrossSiteTests(DemoSites sites) : IClassFixture<DemoSites>
{
    private static readonly string[] Accounts = ["hocvien", "huongdan", "giaovu", "khth", "giamdoc", "giamdocqn", "soyte", "boyte", "quantri"];

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryPost_WithoutTokenOrFromElsewhere_IsRefused(Database database)
    {
        var site = await sites.OnAsync(database);
        var addresses = PostsOf(site);
        Assert.True(addresses.Count > 12, $"{addresses.Count} posts");
        var visitors = new List<Visitor> { site.Visitor() };
        foreach (var account in Accounts)
        {
            visitors.Add(await site.SignedInAsync(account));
        }

        foreach (var address in addresses)
        {
            // The cookie of a session is nothing to the addresses of programs.
            if (address.StartsWith("/api/", StringComparison.Ordinal))
            {
                foreach (var visitor in visitors)
                {
                    using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
                    using var answer = await visitor.Client.PostAsync(address, body);
                    Assert.Equal($"{address}: 401", $"{address}: {(int)answer.StatusCode}");
                }

                continue;
            }

            var withoutToken = new List<int>();
            foreach (var visitor in visitors)
            {
                withoutToken.Add((int)(await visitor.PostAsync(address, [new("a", "b")])).Status);
                foreach (var (header, value) in new[]
                {
                    ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "nonsense"), ("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", "http://localhost.evil.example"),
                })
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("a", "b")]) };
                    request.Headers.Add(header, value);
                    Assert.Equal($"{address} {header}: {value} 403", $"{address} {header}: {value} {(int)(await visitor.SendAsync(request)).Status}");
                }
            }

            Assert.All(withoutToken, status => Assert.True(status is 302 or 400 or 403, $"{address}: {status}"));
            Assert.Contains(400, withoutToken);
        }
    }

    [Theory, OnSqlite]
    public async Task Post_FromElsewhere_IsRefusedWithAGoodTokenToo(Database database)
    {
        var site = await sites.OnAsync(database);
        var visitor = await site.SignedInAsync("hocvien");
        var page = await visitor.GetAsync("/verify");
        var fields = page.Page.QuerySelectorAll<AngleSharp.Html.Dom.IHtmlInputElement>("form#language input[type=hidden]").Select(i => new KeyValuePair<string, string>(i.Name!, i.Value))
            .Append(new("culture", "en")).ToList();
        foreach (var (site1, expected) in new[] { ("cross-site", 403), ("same-site", 403), ("same-origin", 302), ("none", 302) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/language") { Content = new FormUrlEncodedContent(fields) };
            request.Headers.Add("Sec-Fetch-Site", site1);
            Assert.Equal(expected, (int)(await visitor.SendAsync(request)).Status);
        }

        // A browser from before Sec-Fetch-Site says its origin.
        using var old = new HttpRequestMessage(HttpMethod.Post, "/language") { Content = new FormUrlEncodedContent(fields) };
        old.Headers.Add("Origin", visitor.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        Assert.Equal(302, (int)(await visitor.SendAsync(old)).Status);
    }

    [Theory, OnSqlite]
    public async Task Post_WithAnotherUsersToken_IsRefused(Database database)
    {
        var site = await sites.OnAsync(database);
        var mine = await site.SignedInAsync("hocvien");
        var other = await (await site.SignedInAsync("bsnoi")).GetAsync("/verify");
        var fields = other.Page.QuerySelectorAll<AngleSharp.Html.Dom.IHtmlInputElement>("form#language input[type=hidden]").Select(i => new KeyValuePair<string, string>(i.Name!, i.Value)).Append(new("culture", "en"));
        await mine.GetAsync("/verify");

        Assert.Equal(400, (int)(await mine.PostAsync("/language", fields)).Status);
        Assert.Equal(400, (int)(await mine.PostAsync("/account/logout", fields)).Status);
        Assert.True((await mine.GetAsync("/logbook")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Gets_OfEveryRole_ChangeNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitors = new List<Visitor>();
        foreach (var account in Accounts)
        {
            visitors.Add(await site.SignedInAsync(account));
        }

        var before = await FingerprintsAsync(site);
        for (var round = 0; round < 2; round++)
        {
            foreach (var visitor in visitors)
            {
                foreach (var address in (await visitor.CrawlAsync(25)).Keys.Take(5))
                {
                    using var head = new HttpRequestMessage(HttpMethod.Head, address);
                    await visitor.SendAsync(head);
                }
            }
        }

        Assert.Equal(before, await FingerprintsAsync(site));
    }

    private static List<string> PostsOf(Site site) =>
    [
        .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<OtherSitesAllowedAttribute>() is null)
            .Where(e => e.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.HandlerMethods.Any(h => h.HttpMethod == "Post")
                ?? (e.Metadata.GetMetadata<PageActionDescriptor>() is { } page ? HasPost(page) : e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true))
            .Select(AccessTests.AddressOf)
            .Distinct(),
    ];

    // Pages are compiled when they are first asked for; their model says what they handle.
    private static bool HasPost(PageActionDescriptor page)
        => AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name!.StartsWith("Training.", StringComparison.Ordinal))
            .SelectMany(a => a.GetTypes())
            .Any(t => t.IsSubclassOf(typeof(PageModel)) && t.GetMethods().Any(m => m.Name.StartsWith("OnPost", StringComparison.Ordinal))
                && page.RelativePath.EndsWith($"{t.Namespace!.Split('.')[^1]}/{t.Name[..^"Model".Length]}.cshtml", StringComparison.Ordinal));

    // What is written down about a read, as the trail does, is no change.
    private static Task<SortedDictionary<string, string>> FingerprintsAsync(Site site) => site.DataAsync(async db =>
    {
        var prints = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var tables = db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Where(t => !t.Contains("Audit", StringComparison.OrdinalIgnoreCase) && !t.Contains("Session", StringComparison.OrdinalIgnoreCase));
        await db.OpenForTheSiteAsync();
        foreach (var table in tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                var values = new object[reader.FieldCount];
                reader.GetValues(values);
                rows.Add(string.Join('|', values.Select(v => v is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture))));
            }

            rows.Sort(StringComparer.Ordinal);
            prints[table] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
        }

        return prints;
    });
}
