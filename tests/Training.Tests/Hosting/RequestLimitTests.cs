using System.Net;
using System.Net.Sockets;
using System.Text;
using AngleSharp.Dom;
using Training.Tests.Support;
using Training.Web.Setup;
using Xunit.Abstractions;
using Site = Training.Tests.Support.Site;

namespace Training.Tests.Hosting;

/// <summary>Limits at their edge, over real connections.</summary>
public sealed class RequestLimitTests(ITestOutputHelper output) : IAsyncLifetime
{
    private Site _site = null!;
    private Uri _address = null!;
    private Visitor _visitor = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        (_site, _address) = await Site.StartOnKestrelAsync(Database.Sqlite);
        _visitor = new Visitor(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _address });
        var page = await _visitor.GetAsync("/verify");

        // Browsers send a Secure cookie to the machine itself over plain http; this client would not.
        _visitor.Client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", page.Response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        _token = page.Page.QuerySelector<AngleSharp.Html.Dom.IHtmlInputElement>("form#language input[name=__RequestVerificationToken]")!.Value;
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Body_AtAndAboveTheLimit()
    {
        foreach (var (more, expected) in new[] { (-1, 302), (0, 302), (1, 413) })
        {
            // Spread over fields that are each within their own limit.
            var body = $"culture=vi&__RequestVerificationToken={Uri.EscapeDataString(_token)}&a={new string('x', 100_000)}&b={new string('x', 100_000)}&c=";
            body += new string('x', RequestLimits.BodyBytes - body.Length + more);
            Assert.Equal((more, expected), (more, await PostAsync(body)));
        }

        // Without a length the server counts as it reads.
        using var stream = new HttpRequestMessage(HttpMethod.Post, "/language") { Content = new StringContent("culture=vi&a=" + new string('x', RequestLimits.BodyBytes), Encoding.ASCII, "application/x-www-form-urlencoded") };
        stream.Headers.TransferEncodingChunked = true;
        Assert.InRange((int)(await _visitor.SendAsync(stream)).Status, 400, 413);
    }

    [Fact]
    public async Task FormFields_AtAndAboveTheLimit()
    {
        foreach (var (more, expected) in new[] { (-1, 302), (0, 302), (1, 400) })
        {
            var fields = string.Concat(Enumerable.Range(0, RequestLimits.FormFields + more - 2).Select(n => $"&f{n}=1"));
            Assert.Equal((more, expected), (more, await PostAsync($"culture=vi&__RequestVerificationToken={Uri.EscapeDataString(_token)}{fields}")));
            var name = new string('n', RequestLimits.FieldNameBytes + more);
            Assert.Equal((more, expected), (more, await PostAsync($"culture=vi&__RequestVerificationToken={Uri.EscapeDataString(_token)}&{name}=1")));
            var value = new string('v', RequestLimits.FieldBytes + more);
            Assert.Equal((more, expected), (more, await PostAsync($"culture=vi&__RequestVerificationToken={Uri.EscapeDataString(_token)}&a={value}")));
        }
    }

    [Fact]
    public async Task RequestLine_AtAndAboveTheLimit()
    {
        foreach (var (more, expected) in new[] { (-1, 200), (0, 200), (1, 414) })
        {
            var rest = "GET /verify?q= HTTP/1.1\r\n".Length;
            Assert.Equal((more, expected), (more, await RawAsync($"GET /verify?q={new string('x', RequestLimits.LineBytes - rest + more)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")));
        }
    }

    [Fact]
    public async Task Headers_TooLongOrTooMany_Are431()
    {
        Assert.Equal(200, await RawAsync($"GET /verify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: {new string('x', RequestLimits.HeaderBytes - 200)}\r\n\r\n"));
        Assert.Equal(431, await RawAsync($"GET /verify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: {new string('x', RequestLimits.HeaderBytes + 200)}\r\n\r\n"));
        Assert.Equal(200, await RawAsync($"GET /verify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{string.Concat(Enumerable.Range(0, 62).Select(n => $"X{n}: 1\r\n"))}\r\n"));
        Assert.Equal(431, await RawAsync($"GET /verify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{string.Concat(Enumerable.Range(0, 63).Select(n => $"X{n}: 1\r\n"))}\r\n"));
    }

    /// <summary>WEB-5: refusing costs no memory that grows with what is sent; connections that stay open are counted in. A process of its own, since its memory is nobody else's.</summary>
    [Fact]
    public async Task HundredRequestsOverTheLimits_AtOnce_AreRefusedAndLeaveNoMemoryTaken()
    {
        const long most = 50 * 1024 * 1024;
        const int body = 1024 * 1024;
        const string post = "POST /language HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        (string Head, int Body, int[] Expected)[] kinds =
        [
            (post + $"Content-Length: {body}\r\n\r\n", body, [413]),
            (post + $"Transfer-Encoding: chunked\r\n\r\n{body:x}\r\n", body, [400, 413]),
            ($"GET /verify?q={new string('x', body)} HTTP/1.1\r\nHost: localhost\r\n\r\n", 0, [414]),
            ($"GET /verify HTTP/1.1\r\nHost: localhost\r\nX: {new string('x', body)}\r\n\r\n", 0, [431]),
        ];
        var heads = kinds.Select(kind => Encoding.ASCII.GetBytes(kind.Head)).ToArray();
        var filling = Encoding.ASCII.GetBytes("culture=vi&a=" + new string('x', body - 13));
        var folder = Directory.CreateTempSubdirectory("training-limits-");
        var site = SiteProcess.Start(folder.FullName, new Dictionary<string, string> { ["Jobs__Enabled"] = "false" });
        var address = new Uri(await site.AddressAsync());
        var open = new List<TcpClient>();
        try
        {
            foreach (var index in Enumerable.Range(0, kinds.Length))
            {
                Assert.Contains(await SendAsync(index), kinds[index].Expected);
            }

            site.PeakMemory(forget: true);
            var before = site.PeakMemory();

            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async number => (Kind: number % kinds.Length, Status: await SendAsync(number % kinds.Length))));

            var growth = site.PeakMemory() - before;
            Assert.All(answers, answer => Assert.Contains(answer.Status, kinds[answer.Kind].Expected));
            Assert.True(growth < most, $"{growth / 1024} KiB");
            output.WriteLine($"100 requests of 1 MiB over the limits, connections still open: at most {growth / 1024} KiB more than before.");
            Assert.Equal(200, await RawAsync("GET /verify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", address));
        }
        finally
        {
            open.ForEach(client => client.Dispose());
            site.Dispose();
            folder.Delete(recursive: true);
        }

        async Task<int> SendAsync(int kind)
        {
            var client = new TcpClient();
            lock (open)
            {
                open.Add(client);
            }

            await client.ConnectAsync(IPAddress.Loopback, address.Port);
            var stream = client.GetStream();
            var answer = new StreamReader(stream, Encoding.ASCII, leaveOpen: true).ReadLineAsync();
            try
            {
                await stream.WriteAsync(heads[kind]);
                await stream.WriteAsync(filling.AsMemory(0, kinds[kind].Body));
            }
            catch (IOException)
            {
                // Refused before all was sent.
            }

            return int.Parse((await answer)!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task Trace_OverARealConnection_Is405()
        => Assert.Equal(405, await RawAsync("TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: a=b\r\n\r\n"));

    private async Task<int> PostAsync(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/language") { Content = new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded") };
        return (int)(await _visitor.SendAsync(request)).Status;
    }

    private async Task<int> RawAsync(string request, Uri? address = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, (address ?? _address).Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var line = await reader.ReadLineAsync();
        return int.Parse(line!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
