using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Tests.Support;

namespace Training.Tests.Hosting;

public sealed class AccessTests(DemoSites sites) : IClassFixture<DemoSites>
{
    private static readonly string[] PublicPages =
    [
        "/", "/account/email/x", "/account/first-run/x", "/account/forgot", "/account/invitation/x", "/account/login", "/account/login/passkey", "/account/login/second", "/account/reset/x",
        "/phone", "/verify", "/verify/x", "/error/404",
    ];

    [Theory, OnSqlite]
    public async Task EveryPage_Anonymous_RedirectsToLoginUnlessPublic(Database database)
    {
        var site = await sites.OnAsync(database);
        var visitor = site.Visitor();
        var addresses = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(AddressOf)
            .Distinct()
            .ToList();
        Assert.True(addresses.Count > 30, $"{addresses.Count} pages");

        var open = new List<string>();
        foreach (var address in addresses)
        {
            var answer = await visitor.GetAsync(address);
            if (answer.IsRedirect && answer.Location!.Contains("/account/login?returnUrl=" + Uri.EscapeDataString(address), StringComparison.Ordinal))
            {
                var posted = await visitor.PostAsync(address, [new("a", "b")]);
                Assert.True(posted.IsRedirect || (int)posted.Status == 400, $"POST {address}: {posted.Status}");
                continue;
            }

            open.Add(address);
        }

        Assert.Equal(PublicPages.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pages_WithoutPermission_Return403(Database database)
    {
        var site = await sites.OnAsync(database);
        foreach (var (account, addresses) in new Dictionary<string, string[]>
        {
            ["hocvien"] = ["/reports", "/reports/cases", "/reports/people", "/admin", "/admin/hospitals", "/admin/techniques", "/sign"],
            ["huongdan"] = ["/reports", "/admin", "/logbook", "/logbook/new", "/admin/techniques"],
            ["giaovu"] = ["/admin", "/admin/hospitals", "/logbook/new", "/sign"],
            ["khth"] = ["/admin/hospitals", "/admin/techniques", "/sign"],
            ["giamdoc"] = ["/admin", "/sign", "/logbook/new"],
            ["soyte"] = ["/admin", "/admin/hospitals", "/sign", "/logbook", "/logbook/new"],
            ["boyte"] = ["/admin", "/admin/hospitals", "/admin/techniques", "/sign", "/logbook/new"],
            ["quantri"] = ["/reports", "/reports/cases", "/sign", "/logbook", "/logbook/new", "/certificates", "/transfers"],
        })
        {
            var visitor = await site.SignedInAsync(account);
            foreach (var address in addresses)
            {
                var answer = await visitor.GetAsync(address);
                Assert.True((int)answer.Status == 403, $"{account} {address}: {answer.Status}");
            }
        }
    }

    [Theory, OnSqlite]
    public async Task Login_WithReturnUrl_StaysOnTheSite(Database database)
    {
        var site = await sites.OnAsync(database);
        foreach (var (returnUrl, target) in new[]
        {
            ("/logbook/new", "/logbook/new"),
            ("https://evil.example/", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("javascript:alert(1)", "/"),
            ("\t//evil.example", "/"),
            ("", "/"),
        })
        {
            var visitor = site.Visitor();
            var page = await visitor.GetAsync($"/account/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
            var answer = await visitor.SubmitAsync(page, new() { ["Input.Email"] = "hocvien@demo.local", ["Input.Password"] = Visitor.DemoPassword });
            Assert.Equal(target, answer.Location);
            var again = await visitor.GetAsync($"/account/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
            Assert.Equal(target, again.Location);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryLink_OfEveryRole_Opens(Database database)
    {
        var site = await sites.OnAsync(database);
        foreach (var account in new[] { "hocvien", "bsnoi", "huongdan", "quantri" })
        {
            var pages = await (await site.SignedInAsync(account)).CrawlAsync(150);
            Assert.All(pages, page => Assert.True((int)page.Value.Status < 400, $"{account}: {page.Key} {page.Value.Status}"));
        }
    }

    internal static string AddressOf(RouteEndpoint endpoint)
    {
        var segments = endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "number" or "index" } => "1",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "code" } parameter when parameter.ParameterPolicies.Any(p => p.Content == "int") => "404",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(p => p.Content == "guid") => "0198c0de-0000-7000-8000-000000000001",
            _ => "x",
        })));
        return "/" + string.Join('/', segments);
    }
}
