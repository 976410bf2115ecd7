using System.Net;
using Training.Modules;
using Training.Scorm.Running;
using Training.Tests.Support;

namespace Training.Tests.Scorm;

public sealed class ContentOriginTests
{
    [Theory, OnSqlite]
    public async Task Origins_ServeNothingOfEachOther(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        await course.PublishAsync(Packages.Scorm12(new Sco("p1", "Rửa tay")));
        var learner = await site.SignedInAsync("hocvien");
        var frame = await course.OpenAsync(learner);
        using var content = site.Content();
        foreach (var address in new[] { "/", "/account/login", "/courses", "/health/live", "/openapi/v1.json", "/_content/Training.Theme/theme.css", "/_content/Training.Scorm/player.js", "/favicon.ico", "/error/404", "/api/v1/logbook", "/run/", "/player/", "/player/LICENSE-scorm-again.txt" })
        {
            using var answer = await content.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        foreach (var address in new[] { frame.Address.AbsolutePath, frame.Address.AbsolutePath + "files/p1.html", "/player/run.js", "/_content/Training.Scorm/frame/run.js", "/_content/Training.Scorm/run.js" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await learner.GetAsync(address)).Status);
        }
    }

    [Theory, OnSqlite]
    public async Task Files_AreShutInWithoutCookies(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        await course.PublishAsync(Packages.Scorm12(new Sco("p1", "Rửa tay")));
        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.GetAsync((await learner.SubmitAsync(await learner.GetAsync(course.Learn), [])).Location!);
        var frame = site.FrameOf(page);
        var shown = page.Page.QuerySelector("iframe")!;
        Assert.Equal("allow-scripts allow-same-origin allow-forms", shown.GetAttribute("sandbox"));
        Assert.Contains($"frame-src {Learning.Origin};", PolicyOf(page.Response), StringComparison.Ordinal);
        Assert.Contains("frame-src 'none';", PolicyOf((await learner.GetAsync(course.Learn)).Response), StringComparison.Ordinal);

        foreach (var (name, status) in new[] { ("", 200), ("files/p1.html", 200), ("files/P1.HTML", 200), ("files/imsmanifest.xml", 200), ("files/gone.html", 404), ("files/..%2f..%2findex.json", 404), ("files/index.json", 404), ("files/", 404) })
        {
            using var answer = await frame.Client.GetAsync(new Uri(frame.Address, name));
            Assert.Equal(status, (int)answer.StatusCode);
            var policy = PolicyOf(answer);
            Assert.StartsWith("sandbox allow-scripts allow-same-origin allow-forms; default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("http:", policy.Replace("https://localhost", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains(name == "" || status == 200 ? "frame-ancestors " : "webrtc 'block'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        // A window of its own, a worker that would stay, and requests of other sites.
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(frame, HttpMethod.Get, "files/p1.html", ("Sec-Fetch-Dest", "document")));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(frame, HttpMethod.Get, "files/sco.js", ("Service-Worker", "script")));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(frame, HttpMethod.Post, "begin", ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(frame, HttpMethod.Post, "begin", ("Sec-Fetch-Site", "same-site")));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(frame, HttpMethod.Delete, "begin"));
        using var large = await frame.SendAsync("save", new { data = new string('x', ContentSite.BodyBytes) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Theory]
    [InlineData(null, "http://127.0.0.1:5080", "http://localhost:15080", "127.0.0.1:5080", "http://localhost:15080")]
    [InlineData(null, "http://127.0.0.1:5080", "http://localhost:15080", "localhost:5080", "http://127.0.0.1:15080")]
    [InlineData(null, "http://localhost:60000", "http://localhost:50000", "localhost:60000", "http://127.0.0.1:50000")]
    [InlineData(null, "http://127.0.0.1:5080", "http://localhost:15080", "192.168.1.5:5080", null)]
    [InlineData(null, "http://*:8080", null, "localhost:8080", null)]
    [InlineData(null, "https://localhost:5001", null, "localhost:5001", null)]
    [InlineData(null, "", null, "localhost", null)]
    [InlineData("https://noidung.example.vn", "http://127.0.0.1:5080", null, "chuyengiao.example.vn", "https://noidung.example.vn")]
    public void Default_IsAnotherPortUnderTheOtherName(string? setting, string urls, string? listens, string host, string? origin)
    {
        var content = ContentOrigin.Of(setting is null ? null : new Uri(setting), urls.Split(';', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(listens, content.Listen);
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        request.Host = new Microsoft.AspNetCore.Http.HostString(host);
        Assert.Equal(origin, content.For(request));
    }

    [Theory, OnSqlite]
    public async Task Default_ListensByItselfAndKnowsTheOtherPort(Database database)
    {
        var (site, address) = await Site.StartOnKestrelAsync(database);
        await using var _ = site;
        using var client = new HttpClient();
        using var page = await client.GetAsync(new Uri(address, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    private static string PolicyOf(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();

    private static async Task<HttpStatusCode> SendAsync(Frame frame, HttpMethod method, string what, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(frame.Address, what));
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await frame.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
