using Microsoft.EntityFrameworkCore;
using Training.Identity.Users;
using Training.Tests.Support;

namespace Training.Benchmarks;

/// <summary>A site on a real port, and many people before it, each with an account, a browser and an address of their own.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly Site _site;
    private readonly Uri _address;
    private int _browsers;

    private Crowd(Site site, Uri address) => (_site, _address) = (site, address);

    public Site Site => _site;

    // The benchmark stands before the site as a proxy would, so that the limits by network see what they would see: many networks.
    public static async Task<Crowd> GatherAsync(Database database)
    {
        var (site, address) = await Site.StartOnKestrelAsync(database, new Dictionary<string, string> { ["Proxy:KnownProxies"] = "127.0.0.1", ["Site:BaseAddress"] = "http://localhost" });
        return new Crowd(site, address);
    }

    public static string NameOf(int number) => $"person{number}@crowd.test";

    /// <summary>Accounts with the demo password, its hash made once.</summary>
    public Task AddAccountsAsync(int count) => _site.DataAsync(async db =>
    {
        var like = await db.Set<User>().AsNoTracking().FirstAsync(user => user.Email == "hocvien@demo.local");
        for (var number = 0; number < count; number++)
        {
            var name = NameOf(number);
            db.Add(new User
            {
                UserName = name,
                NormalizedUserName = name.ToUpperInvariant(),
                Email = name,
                NormalizedEmail = name.ToUpperInvariant(),
                EmailConfirmed = true,
                DisplayName = $"Person {number}",
                PasswordHash = like.PasswordHash,
                SecurityStamp = Guid.CreateVersion7().ToString("N"),
            });
        }

        await db.SaveChangesAsync();
    });

    /// <summary>Somebody who was never here, from a network of their own (RFC 2544).</summary>
    public Visitor Newcomer()
    {
        var number = Interlocked.Increment(ref _browsers);
        var client = new HttpClient(new CookieJar()) { BaseAddress = _address };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.18.{number / 250}.{number % 250 + 1}");
        return new Visitor(client);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
