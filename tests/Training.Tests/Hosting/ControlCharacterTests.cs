using System.Net;
using System.Net.Sockets;
using System.Text;
using Training.Tests.Access;
using Training.Tests.Support;

namespace Training.Tests.Hosting;

/// <summary>WEB-9: characters that no keyboard makes, in every address of the site, over real connections.</summary>
public sealed class ControlCharacterTests
{
    private static readonly string[] Characters = ["%00", "%01", "%08", "%0b", "%1b", "%1f", "%7f", "%C2%80", "%C2%9f"];

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Addresses_WithControlCharacters_AreRefusedWhoeverAsks(Database database)
    {
        var (site, address) = await Site.StartOnKestrelAsync(database);
        await using var _ = site;
        var endpoints = await MatrixEndpoints.ReadAsync(site.Services);
        foreach (var account in new[] { null, "quantri", "hocvien" })
        {
            using var jar = new CookieJar();
            var visitor = new Visitor(new HttpClient(jar) { BaseAddress = address });
            if (account is not null)
            {
                await visitor.SignInAsync($"{account}@demo.local");
            }

            foreach (var character in Characters)
            {
                var addresses = endpoints.Where(e => e.Verb == "GET")
                    .SelectMany(e => e.Parameters.Count > 0
                        ? new[] { MatrixEndpoints.Fill(e, parameter => $"x{character}") }
                        : [Ask(e.Route, $"q=x{character}"), Ask(e.Route, $"{character}=1&asOf={character}")])
                    .Append($"/{character}").Append($"/no/such{character}page").Append($"/_content/Training.Theme/{character}.css");
                foreach (var asked in addresses)
                {
                    var answer = await visitor.GetAsync(asked);
                    Assert.True((int)answer.Status is 400 or 404, $"{account} {asked}: {(int)answer.Status}");
                    Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
                }
            }

            // Tab and line ends can be typed, or pasted into a search.
            Assert.InRange((int)(await visitor.GetAsync("/verify?q=a%09b%0d%0ac")).Status, 200, 399);
        }

        Assert.Equal(400, await RawAsync(address, "GET /verify\0 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        Assert.Equal(400, await RawAsync(address, "GET /verify HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\nConnection: close\r\n\r\n"));
    }

    private static string Ask(string route, string query) => route + (route.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;

    private static async Task<int> RawAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return int.Parse((await reader.ReadLineAsync())!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
