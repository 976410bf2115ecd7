using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Tests.Support;

namespace Training.Tests.Architecture;

/// <summary>One running site for all tests that only look at what it is made of.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    private Site? _site;

    public IServiceProvider Services => _site!.Services;

    /// <summary>What the site answers to.</summary>
    public IReadOnlyList<Endpoint> Endpoints => Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public async Task InitializeAsync() => _site = await Site.StartAsync(Database.Sqlite, "blank");

    public async Task DisposeAsync() => await _site!.DisposeAsync();
}
