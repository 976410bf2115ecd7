using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Audit.Trail;
using Training.Data;
using Training.Identity.Grants;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Auditing;

/// <summary>The pages of the trail: who sees what, and that looking is itself in the trail (AUD-5).</summary>
public sealed class TrailPageTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Search_ByWordsWithoutDiacritics_ActionAndId_FindsAndIsRecorded(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (_, version) = await site.LogCaseAsync(trainee);
        var administrator = await site.SignedInAsync("quantri");

        foreach (var query in new[] { "q=nguyen+hoang+phuong", "action=Logbook.CaseSubmitted", $"q={version}", $"from={site.Clock.Today():yyyy-MM-dd}&to={site.Clock.Today():yyyy-MM-dd}" })
        {
            var page = await administrator.GetAsync($"/admin/audit?{query}");
            Assert.True(page.Page.QuerySelectorAll("ul.list a").Any(a => a.TextContent.Contains("Ghi ca thực hành", StringComparison.Ordinal)), $"{query}: {page.Text}");
        }

        Assert.Empty((await administrator.GetAsync("/admin/audit?q=khong+co+ai")).Page.QuerySelectorAll("ul.list a[href^='/admin/audit/']"));
        var (leaf, details) = await Trail.NewestEventAsync(site, "Audit.Searched");
        Assert.Equal(await site.UserIdAsync("quantri"), leaf.ActorId);
        Assert.Equal("khong co ai", details.GetProperty("facts").GetProperty("words").GetString());
        Assert.Equal(5, (await site.LeavesAsync()).Count(l => l.Action == "Audit.Searched"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task List_OfManyEntries_GoesOnWhereThePageEnded(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.AppendAsync(120);
        var administrator = await site.SignedInAsync("quantri");
        var seen = new List<string>();
        var address = "/admin/audit?action=Test.Happened";
        while (address is not null)
        {
            var page = await administrator.GetAsync(address);
            seen.AddRange(page.Page.QuerySelectorAll("ul.list a[href^='/admin/audit/']").Select(a => a.GetAttribute("href")!));
            address = page.Page.QuerySelector("nav.pager a[rel=next]")?.GetAttribute("href") is { } next ? "/admin/audit" + next : null;
        }

        Assert.Equal(120, seen.Distinct().Count());
        Assert.Equal(120, seen.Count);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Auditor_OfOneHospital_SeesItsEventsOnly(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        await site.LogCaseAsync(trainee);
        var (logged, _) = await Trail.NewestEventAsync(site, "Logbook.CaseSubmitted");
        var mine = LeafJson.Read(logged.Json)!.HospitalIds[0];
        await site.AppendAsync(1);
        var (hidden, _) = await Trail.NewestEventAsync(site, "Test.Happened");
        var user = await site.UserIdAsync("giamdoc");
        await site.DataAsync(db => db.WriteAsync(
            async ct =>
            {
                await db.RoleGrants.Where(g => g.UserId == user).ExecuteDeleteAsync(ct);
                db.Add(new RoleGrant { UserId = user, Role = Roles.Auditor, Kind = ScopeKind.Hospital, HospitalId = mine, From = new DateOnly(2020, 1, 1), GrantedBy = "test", Reason = "test" });
            },
            default));
        var auditor = await site.SignedInAsync("giamdoc");

        var page = await auditor.GetAsync("/admin/audit");
        Assert.True(page.IsOk);
        var links = page.Page.QuerySelectorAll("ul.list a").Select(a => a.GetAttribute("href")).ToArray();
        Assert.Contains($"/admin/audit/{logged.Index}", links);
        Assert.DoesNotContain($"/admin/audit/{hidden.Index}", links);
        Assert.True((await auditor.GetAsync($"/admin/audit/{logged.Index}")).IsOk);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync($"/admin/audit/{hidden.Index}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync($"/admin/audit/{hidden.Index}?handler=Proof")).Status);
        Assert.DoesNotContain("Test.Happened", (await auditor.GetAsync("/admin/audit?handler=Csv")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Test.Happened", (await auditor.GetAsync("/admin/audit?handler=Json")).Body, StringComparison.Ordinal);
        foreach (var account in new[] { "hocvien", "huongdan", "giaovu", "khth", "soyte" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedInAsync(account)).GetAsync("/admin/audit")).Status);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Details_OfATamperedEntry_SaySo(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.AppendAsync(4);
        var (leaf, _) = await Trail.NewestEventAsync(site, "Test.Happened");
        await site.SignCheckpointAsync();
        var administrator = await site.SignedInAsync("quantri");
        Assert.Contains("nguyên vẹn", (await administrator.GetAsync($"/admin/audit/{leaf.Index}")).Text, StringComparison.Ordinal);

        await site.TamperAsync($"UPDATE \"Data_AuditDetails\" SET \"Json\" = replace(\"Json\", 'number', 'nummer') WHERE \"Index\" = {leaf.Index}");

        Assert.Contains("đã bị thay đổi", (await administrator.GetAsync($"/admin/audit/{leaf.Index}")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Export_HostileText_IsOneLineEachAndNoFormula(Database database)
    {
        await using var site = await Site.StartAsync(database);
        string[] hostile = ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a\r\nb", "\u001b[31mred", "line\u2028separator\u0085next", "quote\"comma,"];
        await site.DataAsync(async (_, services) =>
        {
            foreach (var text in hostile)
            {
                await services.GetRequiredService<IAuditTrail>().RecordAsync(
                    new AuditEvent("Test.Hostile", "Test", Guid.Empty) { Reason = text, Facts = new Dictionary<string, string?> { ["text"] = text } }, default);
            }

            return true;
        });
        var administrator = await site.SignedInAsync("quantri");

        var lines = (await administrator.GetAsync("/admin/audit?action=Test.Hostile&handler=Json")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(hostile.Length, lines.Length);
        Assert.All(lines, line => Assert.DoesNotContain(line, c => c is < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029'));
        Assert.All(lines, line => System.Text.Json.JsonDocument.Parse(line));

        var csv = (await administrator.GetAsync("/admin/audit?action=Test.Hostile&handler=Csv")).Body;
        foreach (var text in hostile.Take(6))
        {
            Assert.Contains($"\"'{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", csv, StringComparison.Ordinal);
            Assert.DoesNotContain($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", csv, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await site.LeavesAsync()).Count(l => l.Action == "Audit.Exported"));
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("\0x", "\"'x\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData(null, "\"\"")]
    public void Cell_AnyText_IsQuotedAndNoFormula(string? text, string expected) => Assert.Equal(expected, Csv.Cell(text));
}
