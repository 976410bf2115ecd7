using System.Net;
using Microsoft.Extensions.Configuration;
using Training.Tests.Support;
using Training.Web.Setup;
using Site = Training.Tests.Support.Site;

namespace Training.Tests.Hosting;

/// <summary>Whose word is taken for where a request comes from.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("10.9.8.7", false)]
    [InlineData("127.0.0.1", true)]
    public async Task ForwardedScheme_OnlyFromAProxyOnTheList(string proxies, bool believed)
    {
        var (site, address) = await Site.StartOnKestrelAsync(Database.Sqlite, new Dictionary<string, string> { ["environment"] = "Staging", ["Proxy:KnownProxies"] = proxies });
        await using var running = site;
        using var client = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        using var answer = await client.SendAsync(request);

        // The site says so to encrypted lines only.
        Assert.Equal(believed, answer.Headers.Contains("Strict-Transport-Security"));
        if (believed)
        {
            Assert.Equal("max-age=63072000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
        }

        using var login = new HttpRequestMessage(HttpMethod.Get, "/logbook");
        login.Headers.Add("X-Forwarded-Host", "evil.example");
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var other = new HttpClient(handler) { BaseAddress = address };
        using var redirect = await other.SendAsync(login);
        Assert.DoesNotContain("evil.example", redirect.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_OtherThanTheSites_IsRefused()
    {
        var (site, address) = await Site.StartOnKestrelAsync(Database.Sqlite, new Dictionary<string, string> { ["Site:BaseAddress"] = "https://chuyengiao.example.vn" });
        await using var running = site;
        using var client = new HttpClient { BaseAddress = address };
        foreach (var (host, status) in new[] { ("chuyengiao.example.vn", HttpStatusCode.OK), ("127.0.0.1", HttpStatusCode.OK), ("evil.example", HttpStatusCode.BadRequest), ("chuyengiao.example.vn.evil.example", HttpStatusCode.BadRequest) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
            request.Headers.Host = host;
            using var answer = await client.SendAsync(request);
            Assert.Equal((host, status), (host, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("Proxy:KnownProxies", "my-proxy")]
    [InlineData("Proxy:KnownNetworks", "10.0.0.0/240")]
    [InlineData("Proxy:Hops", "0")]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true")]
    public void Settings_ThatCanNotWork_EndTheStart(string key, string value)
        => Assert.Throws<StartupProblem>(() => ProxySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build()));

    [Fact]
    public void Settings_AsListsAndInOneLine_AreTheSame()
    {
        var line = Read(new() { ["Proxy:KnownProxies"] = "10.0.0.1, 10.0.0.2", ["Proxy:KnownNetworks"] = "10.1.0.0/16", ["Proxy:Hops"] = "2" });
        var list = Read(new() { ["Proxy:KnownProxies:0"] = "10.0.0.1", ["Proxy:KnownProxies:1"] = "10.0.0.2", ["Proxy:KnownNetworks:0"] = "10.1.0.0/16", ["Proxy:Hops"] = "2" });
        Assert.Equal(line.Proxies, list.Proxies);
        Assert.Equal(line.Networks, list.Networks);
        Assert.True(line.IsSet);
        Assert.False(Read([]).IsSet);
    }

    private static ProxySettings Read(Dictionary<string, string?> values) => ProxySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
