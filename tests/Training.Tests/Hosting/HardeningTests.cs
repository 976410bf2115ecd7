using System.Collections.Concurrent;
using Training.Tests.Support;

namespace Training.Tests.Hosting;

public sealed class HardeningTests(DemoSites sites) : IClassFixture<DemoSites>
{
    private const int PagesEach = 30;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryPage_OfEveryRoleInBothLanguages_IsHardened(Database database)
    {
        var site = await sites.OnAsync(database);
        var wrong = new List<string>();
        var nonces = new ConcurrentDictionary<string, string>();
        var pages = 0;
        foreach (var account in new[] { "", "hocvien", "bsnoi", "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte", "quantri" })
        {
            var visitor = account.Length == 0 ? site.Visitor() : await site.SignedInAsync(account);
            foreach (var language in new[] { "vi", "en" })
            {
                if (language == "en")
                {
                    await visitor.InEnglishAsync("/verify");
                }

                foreach (var (address, answer) in await visitor.CrawlAsync(PagesEach))
                {
                    pages++;
                    wrong.AddRange(answer.Problems().Select(problem => $"{account} {language} {address}: {problem}"));
                    if (answer.Nonce() is { } nonce && !nonces.TryAdd(nonce, address))
                    {
                        wrong.Add($"{address} has the nonce of {nonces[nonce]}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(30)));
        Assert.True(pages > 200, $"{pages} pages");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryRefusal_OfEveryKind_IsHardened(Database database)
    {
        var site = await sites.OnAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        foreach (var (method, address, status) in new[]
        {
            ("GET", "/no/such/page", 404), ("GET", "/reports", 403), ("GET", "/logbook/0198c0de-0000-7000-8000-000000000001", 404), ("DELETE", "/logbook", 405), ("POST", "/language", 400),
            ("GET", "/_content/Training.Theme/theme.css", 200), ("GET", "/_content/Training.Theme/none.css", 404), ("GET", "/health/live", 200), ("PUT", "/account/profile", 405), ("POST", "/csp-report", 415),
        })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            var answer = await trainee.SendAsync(request);
            Assert.Equal((address, status), (address, (int)answer.Status));
            Assert.Empty(answer.Problems().Select(problem => $"{method} {address}: {problem}"));
        }
    }

    [Theory, OnSqlite]
    public async Task Methods_ThatNothingAnswers_Are405(Database database)
    {
        var site = await sites.OnAsync(database);
        var visitor = site.Visitor();
        foreach (var address in new[] { "/", "/verify", "/account/login", "/health/live", "/health/ready", "/language", "/_content/Training.Theme/theme.css" })
        {
            foreach (var method in new[] { "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "OPTIONS", "MADEUP" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), address);
                Assert.Equal($"{method} {address} 405", $"{method} {address} {(int)(await visitor.SendAsync(request)).Status}");
            }

            using var head = new HttpRequestMessage(HttpMethod.Head, address);
            var answer = await visitor.SendAsync(head);
            // Development also looks for a file of that name.
            Assert.Contains((int)answer.Status, address == "/language" ? [404, 405] : new[] { 200 });
        }
    }

    [Theory, OnSqlite]
    public async Task Programs_GetProblems_AndPeoplePages(Database database)
    {
        var site = await sites.OnAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        foreach (var (address, status) in new[] { ("/no/such/page", 404), ("/reports", 403), ("/api/v1/nothing", 401) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd("application/json");
            var answer = await trainee.SendAsync(request);
            Assert.Equal(status, (int)answer.Status);
            Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType!.MediaType);
            using var problem = System.Text.Json.JsonDocument.Parse(answer.Body);
            Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
            if (!address.StartsWith("/api", StringComparison.Ordinal))
            {
                Assert.NotEqual("", problem.RootElement.GetProperty("requestId").GetString());
            }

            Assert.Empty(answer.Problems());
        }

        Assert.Equal("text/html", (await trainee.GetAsync("/no/such/page")).Response.Content.Headers.ContentType!.MediaType);
    }

    [Theory, OnSqlite]
    public async Task ViolationReports_InBothForms_AreTakenAndLimited(Database database)
    {
        var site = await sites.OnAsync(database);
        var visitor = site.Visitor();
        site.Clock.Shift = TimeSpan.FromMinutes(5);
        Assert.Equal(204, await ReportAsync("""{"csp-report":{"document-uri":"http://localhost/logbook?q=x","blocked-uri":"https://evil.example/a\r\nb","effective-directive":"script-src"}}""", "application/csp-report"));
        Assert.Equal(204, await ReportAsync("""[{"type":"csp-violation","body":{"documentURL":"http://localhost/","blockedURL":"inline","effectiveDirective":"style-src"}}]""", "application/reports+json"));
        Assert.Equal(204, await ReportAsync("[]", "application/reports+json"));
        Assert.Equal(400, await ReportAsync("{", "application/csp-report"));
        Assert.Equal(400, await ReportAsync(string.Concat(Enumerable.Repeat("[", 9)) + string.Concat(Enumerable.Repeat("]", 9)), "application/csp-report"));
        Assert.Equal(415, await ReportAsync("a=b", "application/x-www-form-urlencoded"));
        Assert.Equal(413, await ReportAsync(new string(' ', 9000) + "{}", "application/csp-report"));
        var answers = new List<int>();
        for (var i = 0; i < 40; i++)
        {
            answers.Add(await ReportAsync("{}", "application/csp-report"));
        }

        Assert.Contains(429, answers);
        site.Clock.Shift = TimeSpan.FromMinutes(7);
        Assert.Equal(204, await ReportAsync("{}", "application/csp-report"));

        async Task<int> ReportAsync(string body, string type)
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, type);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/csp-report") { Content = content };
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            return (int)(await visitor.SendAsync(request)).Status;
        }
    }
}
