using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Contracts;
using Training.Identity.Throttling;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed class ThrottleTests
{
    // Address of a page with a door → how somebody guesses there. A door without a line here fails the test.
    private static readonly Dictionary<string, Func<Visitor, int, Task<Answer>>> Guesses = new()
    {
        ["account/login"] = (visitor, i) => visitor.TryAsync($"nobody{i}", "wrong password, really"),
        ["account/login/second"] = (visitor, i) => visitor.SecondAsync($"{i:000000}"),
        ["account/forgot"] = async (visitor, i) => await visitor.SubmitAsync(await visitor.GetAsync("/account/forgot"), new() { ["Input.Email"] = $"nobody{i}@demo.local" }),
        ["account/reset/{token}"] = (visitor, i) => visitor.GetAsync($"/account/reset/wrong{i}"),
        ["account/email/{token}"] = (visitor, i) => visitor.GetAsync($"/account/email/wrong{i}"),
        ["account/first-run/{token}"] = (visitor, i) => visitor.GetAsync($"/account/first-run/wrong{i}"),
        ["verify/{token}"] = (visitor, i) => visitor.GetAsync($"/verify/wrong{i}"),
        ["account/invitation/{token}"] = (visitor, i) => visitor.GetAsync($"/account/invitation/wrong{i}"),
        ["account/login/passkey"] = async (visitor, i) =>
        {
            var (_, form) = Visitor.FormOf(await visitor.GetAsync("/account/login"), []);
            return await visitor.PostAsync("/account/login/passkey", [.. form.Where(f => f.Key.StartsWith('_')), new("Credential", $"{{\"id\":\"{i}\"}}")]);
        },
        [Api] = (visitor, i) => visitor.SendAsync(new(HttpMethod.Get, "/api/v1/me") { Headers = { { "Authorization", $"Bearer trn_wrong{i}" } } }),
        ["enrolments/code"] = async (visitor, i) => await visitor.SubmitAsync(await visitor.GetAsync("/enrolments/code"), new() { ["Code"] = $"AAAAA-AAA{i + 20}" }),
        ["account/security/password"] = (visitor, i) => ProveAsync(visitor, "/account/security/password", i, "Input.NewPassword"),
        ["account/security/email"] = (visitor, i) => ProveAsync(visitor, "/account/security/email", i, "Input.NewEmail"),
        ["account/security/codes"] = (visitor, i) => ProveAsync(visitor, "/account/security/codes", i),
        ["account/security/authenticator"] = (visitor, i) => ProveAsync(visitor, "/account/security/authenticator", i, "Input.NewCode"),
    };

    // All of the programming interface is one door.
    private const string Api = "api";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryDoor_ClosesAfterTenWrongTries(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var node = site.Node();
        var doors = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<DoorAttribute>() is { Name: not Doors.Signing }).Select(e => e.RoutePattern.RawText!.Trim('/'))
            .Select(address => address.StartsWith("api/", StringComparison.Ordinal) ? Api : address).Distinct().ToList();
        Assert.Equal(Guesses.Keys.Order(StringComparer.Ordinal), doors.Order(StringComparer.Ordinal));

        var owner = await site.SignedInAsync("hocvien");
        await owner.EnrolAsync(site.Clock);

        // The new codes are shown first, and only then the form for others.
        await owner.GetAsync("/account/security/codes");
        foreach (var (index, door) in doors.Index())
        {
            site.Clock.Shift += TimeSpan.FromMinutes(2);
            var visitor = door switch
            {
                "account/login/second" => await FirstStepAsync(site),
                "enrolments/code" => owner,
                _ when door.StartsWith("account/security", StringComparison.Ordinal) => owner,
                _ => node.VisitorFrom($"203.0.113.{index}"),
            };
            var statuses = new List<int>();
            for (var i = 0; i < 12; i++)
            {
                statuses.Add((int)(await Guesses[door](visitor, i)).Status);
            }

            Assert.DoesNotContain(429, statuses.Take(10));
            Assert.True(statuses.Skip(10).All(s => s == 429), $"{door}: {string.Join(' ', statuses)}");
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Login_FromOneNetwork_IsSlowedDown_NotElsewhere(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var node = site.Node();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(422, (int)(await node.VisitorFrom($"2001:db8:1:2::{i}").TryAsync($"nobody{i}", "wrong password, really")).Status);
        }

        // The right password too: otherwise it would be told apart. A change within the /64 does not help.
        var refused = await node.VisitorFrom("2001:db8:1:2:ffff::1").TryAsync("hocvien", SignIns.Password);
        Assert.Equal(429, (int)refused.Status);
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("hocvien@demo.local", refused.Value("Input.Email"));
        Assert.True((await node.VisitorFrom("2001:db8:1:3::1").TryAsync("hocvien", SignIns.Password)).IsRedirect);

        site.Clock.Shift += TimeSpan.FromSeconds(61);
        Assert.True((await node.VisitorFrom("2001:db8:1:2::1").TryAsync("hocvien", SignIns.Password)).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Login_SuccessesAreNotCounted(Database database)
    {
        await using var site = await Site.StartAsync(database);
        for (var i = 0; i < 15; i++)
        {
            Assert.True((await site.Visitor().TryAsync("hocvien", SignIns.Password)).IsRedirect, $"{i}");
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Login_AHundredWrongOnesInARow_LeaveOnlyRecoveryAndTheKnownDevice(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var node = site.Node();
        var known = node.VisitorFrom("198.51.100.1");
        Assert.True((await known.TryAsync("hocvien", SignIns.Password)).IsRedirect);
        await known.PostFormAsync(await known.GetAsync("/"), "form[action='/account/logout']", []);

        // A hundred tries would take a hundred hashes; the count itself is asked instead.
        var name = "HOCVIEN@DEMO.LOCAL";
        var open = 0;
        for (var i = 0; i < 120; i++)
        {
            site.Clock.Shift += TimeSpan.FromSeconds(i % 10 == 0 ? 61 : 0);
            open += (await site.DataAsync((_, services) => services.GetRequiredService<Throttle>().EnterAsync(Doors.Login, new Attempt(name), default))).IsOpen ? 1 : 0;
        }

        Assert.Equal(100, open);
        site.Clock.Shift += TimeSpan.FromDays(1);
        var stranger = await node.VisitorFrom("198.51.100.77").TryAsync("hocvien", SignIns.Password);
        Assert.Equal(429, (int)stranger.Status);
        Assert.Contains(stranger.Errors, e => e.Contains("Quên mật khẩu", StringComparison.Ordinal));
        Assert.True((await known.TryAsync("hocvien", SignIns.Password)).IsRedirect);
        Assert.True((await node.VisitorFrom("198.51.100.77").TryAsync("bsnoi", SignIns.Password)).IsRedirect);

        await site.DataAsync(async (_, services) =>
        {
            await services.GetRequiredService<Throttle>().ForgiveAsync(name, default);
            return true;
        });
        Assert.True((await node.VisitorFrom("198.51.100.77").TryAsync("hocvien", SignIns.Password)).IsRedirect);
    }

    [Theory, OnPostgreSql]
    public async Task Nodes_CountTogether_AlsoInParallel(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var other = site.Node();
        async Task<bool> EnterAsync(WebApplicationFactory<Program> node)
        {
            await using var scope = node.Services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<Throttle>().EnterAsync(Doors.Login, new Attempt("SOMEBODY"), default)).IsOpen;
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => EnterAsync(i % 2 == 0 ? site : other)));

        Assert.Equal(10, results.Count(open => open));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010db800010002/64")]
    [InlineData("2001:db8:1:2::9", "20010db800010002/64")]
    public void Network_OfAnAddress(string address, string network) => Assert.Equal(network, Network.Of(IPAddress.Parse(address)));

    private static async Task<Visitor> FirstStepAsync(Site site)
    {
        var visitor = site.Visitor();
        await visitor.TryAsync("hocvien", SignIns.Password);
        return visitor;
    }

    private static async Task<Answer> ProveAsync(Visitor visitor, string address, int i, string? field = null)
    {
        var values = new Dictionary<string, string?> { ["Proof.Password"] = $"wrong password {i}" };
        if (field is not null)
        {
            values[field] = field.EndsWith("Email", StringComparison.Ordinal) ? "new@demo.local" : "123456";
        }

        return await visitor.SubmitAsync(await visitor.GetAsync(address), values);
    }
}
