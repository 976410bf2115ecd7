using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>Rules about the running site: what it answers to, and who is plugged in.</summary>
public sealed class SiteArchitectureTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    /// <summary>Only in Development: the framework's own, for files that were added since the build. It is closed to visitors by default.</summary>
    private const string AddedFiles = "GET,HEAD /{**path:file}";

    [Fact]
    public void Endpoints_Permissions_AreNamedAndExist()
        => Rule.Holds(PageRules.SaysWhoMayOpenIt(
            site.Endpoints.Where(endpoint => PageRules.NameOf(endpoint) != AddedFiles),
            site.Services.GetRequiredService<PermissionCatalog>().Permissions.Select(permission => permission.Name)));

    [Fact]
    public void Endpoints_OpenToEverybody_EqualReviewedList()
        => Rule.Holds(PageRules.AnonymousIsReviewed(site.Endpoints, Repository.ReviewedList("anonymous-endpoints.txt")));

    [Fact]
    public void Endpoints_ChangingSomething_AreReviewed()
        => Rule.Holds(PageRules.ChangingEndpointsAreReviewed(site.Endpoints, [.. Repository.ReviewedReasons("posts-without-key.txt").Keys]));

    [Fact]
    public void PlugIns_Classes_AreRegistered()
    {
        using var scope = site.Services.CreateScope();
        var types = site.Services.GetRequiredService<ModuleCatalog>().Modules.SelectMany(module => module.Assembly.GetTypes());
        Rule.Holds(PlugInRules.PlugInsAreRegistered(
            types,
            PlugInRules.IsPlugIn,
            plugIn => scope.ServiceProvider.GetServices(plugIn).Select(service => service!.GetType())));
    }

    [Fact]
    public void Permissions_EachRole_HasAtLeastOne()
    {
        var catalog = site.Services.GetRequiredService<PermissionCatalog>();
        Assert.All(Roles.All, role => Assert.Contains(catalog.Permissions, permission => catalog.Has(role, permission.Name)));
    }

    [Fact]
    public void Permissions_EachOne_BelongsToARole()
    {
        var catalog = site.Services.GetRequiredService<PermissionCatalog>();
        Assert.All(catalog.Permissions, permission => Assert.Contains(Roles.All, role => catalog.Has(role, permission.Name)));
    }
}
