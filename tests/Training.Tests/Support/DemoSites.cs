using System.Collections.Concurrent;

namespace Training.Tests.Support;

/// <summary>One demo site for each database, shared by the tests of a class that only read; gone with the class.</summary>
public sealed class DemoSites : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Database, Lazy<Task<Site>>> _sites = new();

    public Task<Site> OnAsync(Database database) => _sites.GetOrAdd(database, key => new Lazy<Task<Site>>(() => Site.StartAsync(key))).Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var site in _sites.Values)
        {
            await (await site.Value).DisposeAsync();
        }
    }
}
