using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.ViewAs;
using Training.Modules;
using Training.Tests.Support;
using Xunit.Abstractions;

namespace Training.Tests.Identity;

public sealed class ViewAsTests(ITestOutputHelper output)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Begin_WithoutConsent_DoesNotExist(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var admin = await site.SignedInAsync("quantri");
        var user = await site.UserIdAsync("hocvien");
        Assert.Equal(404, (int)(await admin.GetAsync($"/admin/accounts/{user}/view-as")).Status);
        Assert.Equal(404, (int)(await admin.ForgeAsync($"/admin/accounts/{user}/view-as", ("Input.Reason", "x"))).Status);
        Assert.DoesNotContain("view-as", (await admin.GetAsync($"/admin/accounts/{user}")).Body, StringComparison.Ordinal);
        Assert.Equal(0, await site.DataAsync(db => db.Set<ViewSession>().CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Look_ShowsTheOthersSiteMarkedOnEveryPage_AndEndsByTheButton(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (admin, person) = await LookingAsync(site);

        foreach (var address in new[] { "/", "/logbook", "/account/profile", "/courses" })
        {
            var page = await admin.GetAsync(address);
            Assert.True(page.IsOk, address);
            Assert.Contains("Nguyễn Hoàng Phượng", page.Page.QuerySelector("aside.viewing")!.TextContent, StringComparison.Ordinal);
        }

        var missing = await admin.GetAsync("/admin/accounts");
        Assert.Equal(403, (int)missing.Status);
        Assert.NotNull(missing.Page.QuerySelector("aside.viewing"));
        Assert.Null((await person.GetAsync("/")).Page.QuerySelector("aside.viewing"));
        Assert.Contains("Support case 381", (await person.GetAsync("/account/support")).Text, StringComparison.Ordinal);

        var ended = await admin.PostFormAsync(await admin.GetAsync("/"), "aside.viewing form", []);
        Assert.True(ended.IsRedirect);
        Assert.Null((await admin.GetAsync("/")).Page.QuerySelector("aside.viewing"));
        Assert.True((await admin.GetAsync("/admin/accounts")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Look_EveryPost_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (admin, _) = await LookingAsync(site);
        var posts = await PostsAsync(site);
        Assert.True(posts.Count > 10, $"{posts.Count} posts");
        foreach (var (address, _) in posts)
        {
            var answer = await admin.ForgeAsync(address, ("Input.Reason", "x"), ("culture", "en"));
            Assert.True((int)answer.Status == 403, $"{address}: {answer.Status}");
        }

        output.WriteLine($"{posts.Count} posts refused while somebody looks as another");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Look_ConsentWithdrawnOrOverOrRightGone_IsOverAtTheNextRequest(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (admin, person) = await LookingAsync(site);
        Assert.True((await ChooseAsync(person, "Withdraw")).IsRedirect);
        Assert.Null((await admin.GetAsync("/")).Page.QuerySelector("aside.viewing"));

        (admin, _) = await LookingAsync(site, admin);
        site.Clock.Shift = TimeSpan.FromMinutes(61);
        Assert.Null((await admin.GetAsync("/")).Page.QuerySelector("aside.viewing"));
        site.Clock.Shift = TimeSpan.Zero;
        Assert.NotNull((await admin.GetAsync("/")).Page.QuerySelector("aside.viewing"));

        var grants = await site.GrantsOfAsync(await site.UserIdAsync("quantri"));
        await site.DataAsync(db => db.WriteAsync(ct => db.Set<Training.Identity.Grants.RoleGrant>().Where(g => g.Id == grants[0].Id).ExecuteDeleteAsync(ct), default));
        Assert.Null((await admin.GetAsync("/")).Page.QuerySelector("aside.viewing"));
        Assert.Equal(403, (int)(await admin.GetAsync("/logbook")).Status);
    }

    /// <summary>The offices that only read can post to nothing beyond their own account and their own learning.</summary>
    [Theory, OnSqlite, OnPostgreSql]
    public async Task MinistryAndHealthDepartment_EveryOtherPost_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var catalog = site.Services.GetRequiredService<PermissionCatalog>();
        var refused = 0;
        foreach (var (account, role) in new[] { ("boyte", Roles.Ministry), ("soyte", Roles.HealthDepartment) })
        {
            var visitor = await site.SignedInAsync(account);
            foreach (var (address, permission) in await PostsAsync(site))
            {
                var own = permission is null ? address.StartsWith("/account/", StringComparison.Ordinal) || address is "/language" or "/csp-report" : permission is "Courses.Learn" or "Questions.Take" or "Activities.Learn" or "Scorm.Learn";
                if (!own && !IsAskedInside(role, permission))
                {
                    Assert.False(permission is null || catalog.Has(role, permission), $"{role} may post to {address}");
                    Assert.Equal(403, (int)(await visitor.ForgeAsync(address, ("Input.Reason", "x"))).Status);
                    refused++;
                }
            }
        }

        Assert.True(refused > 10, $"{refused} posts");
        output.WriteLine($"{refused} posts refused to the Ministry and a health department");
    }

    // Who may act on a page that many may read is asked on the page, and the authorization matrix shows the answers. A process may ask a
    // department of health for something.
    private static bool IsAskedInside(string role, string? permission)
        => permission is "Acceptance.View" or "Certification.ViewOwn" or "Workflows.ViewProcesses" or "Logbook.ViewEntry" || (role == Roles.HealthDepartment && permission is "Workflows.DoTasks" or "Acceptance.TakeNote");

    private static async Task<(Visitor Admin, Visitor Person)> LookingAsync(Site site, Visitor? admin = null)
    {
        var person = await site.SignedInAsync("hocvien");
        Assert.True((await ChooseAsync(person, "Allow")).IsRedirect);
        admin ??= await site.SignedInAsync("quantri");
        var form = await admin.GetAsync($"/admin/accounts/{await site.UserIdAsync("hocvien")}/view-as");
        Assert.Equal(422, (int)(await admin.SubmitAsync(form, new() { ["Input.Reason"] = "" })).Status);
        Assert.Equal("/", (await admin.SubmitAsync(form, new() { ["Input.Reason"] = "Support case 381" })).Location);
        return (admin, person);
    }

    private static async Task<Answer> ChooseAsync(Visitor person, string handler)
        => await person.SubmitAsync(await person.GetAsync("/account/support"), [], $"button[formaction$='handler={handler}']");

    // Pages that handle a post, and other endpoints for it, but for those that end a look or a session.
    private static async Task<IReadOnlyList<(string Address, string? Permission)>> PostsAsync(Site site)
    {
        var loader = site.Services.GetRequiredService<PageLoader>();
        var found = new HashSet<(string, string?)>();
        foreach (var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var posts = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? (await loader.LoadAsync(page, endpoint.Metadata)).HandlerMethods.Any(h => h.HttpMethod == "Post")
                : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true;
            var address = AddressOf(endpoint);

            // Programs come with a token and without a session, so nobody looks as another there.
            if (posts && address is not (Viewing.EndAddress or "/account/logout") && !address.StartsWith("/api/", StringComparison.Ordinal))
            {
                found.Add((address, endpoint.Metadata.GetMetadata<HasPermissionAttribute>()?.Permission));
            }
        }

        return [.. found];
    }

    private static string AddressOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(p => p.Content == "guid") => "0198c0de-0000-7000-8000-000000000001",
        RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(p => p.Content == "int") => "1",
        _ => "x",
    }))));
}
