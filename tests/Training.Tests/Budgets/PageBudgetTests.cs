using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Identity.Grants;
using Training.Logbook.Entries;
using Training.Organizations.Hospitals;
using Training.Techniques.Catalogue;
using Training.Tests.Support;

namespace Training.Tests.Budgets;

/// <summary>What a page may cost, with the demo's data: at most eight statements once the directories are in memory, and 60 KB of HTML.</summary>
public sealed class PageBudgetTests(DemoSites sites) : IClassFixture<DemoSites>
{
    private const int MostStatements = 8;
    private const int MostBytes = 60 * 1024;
    private const int MostStyleBytes = 150 * 1024;
    private const int OfOneKind = 4;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryPage_OfEveryRole_KeepsToTheBudget(Database database)
    {
        var site = await sites.OnAsync(database);
        var over = new List<string>();
        foreach (var account in new[] { "", "hocvien", "bsnoi", "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte", "quantri" })
        {
            var visitor = account.Length == 0 ? site.Visitor() : await site.SignedInAsync(account);
            var addresses = await AddressesAsync(site, visitor);
            Assert.True(addresses.Count >= (account.Length == 0 ? 3 : 8), $"{account} reaches only {string.Join(' ', addresses)}");
            foreach (var address in addresses)
            {
                var page = await site.AgainAsync(visitor, address);
                var statements = site.Statements.Statements.Count;
                var bytes = Encoding.UTF8.GetByteCount(page.Body);
                if (statements > MostStatements || bytes > MostBytes)
                {
                    over.Add($"{account} {address}: {statements} statements, {bytes} bytes{string.Concat(site.Statements.Statements.Select(sql => "\n    " + sql.ReplaceLineEndings(" ")[..Math.Min(sql.Length, 160)]))}");
                }
            }
        }

        Assert.True(over.Count == 0, string.Join(Environment.NewLine, over));
    }

    [Theory, OnSqlite]
    public async Task StylesAndScripts_Compressed_KeepToTheBudget(Database database)
    {
        var site = await sites.OnAsync(database);
        var visitor = await site.SignedInAsync("hocvien");
        var home = await visitor.GetAsync("/");
        var files = home.Page.QuerySelectorAll("link[rel=stylesheet], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).ToList();
        Assert.NotEmpty(files);
        var total = 0L;
        foreach (var file in files)
        {
            var answer = await visitor.GetAsync(file);
            Assert.True(answer.IsOk, file);
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                await gzip.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
            }

            total += packed.Length;
        }

        Assert.InRange(total, 1, MostStyleBytes);
    }

    // A few pages of every kind that links lead to, and the ones that a test must not miss.
    private static async Task<IReadOnlyList<string>> AddressesAsync(Site site, Visitor visitor)
    {
        var ids = await site.DataAsync(async db => (
            Entry: await db.LogbookEntries.OrderByDescending(e => e.Id).Select(e => e.Id).FirstAsync(),
            Certificate: await db.Certificates.Select(c => new { c.Id, c.Token }).FirstAsync(),
            Hospital: await db.Hospitals.Select(h => h.Id).FirstAsync(),
            Technique: await db.Techniques.Select(t => t.Id).FirstAsync()));
        string[] known =
        [
            "/", "/account/login", "/account/profile", "/account/passkeys", "/account/tokens", "/verify", $"/verify/{ids.Certificate.Token}", "/verify/unknown",
            "/courses", "/courses/LT-GKT-09", (await site.LessonsAsync())[0], await site.QuizAsync(),
            "/techniques", "/techniques?q=dong+mach", "/techniques/pedicle-screw", "/techniques/packages", "/techniques/packages/GKT-09",
            "/transfers", "/transfers/CG-2026-014", "/transfers/CG-2024-003", "/logbook", "/logbook?state=Returned", "/logbook/new", $"/logbook/{ids.Entry}", "/sign",
            "/reports", "/reports?measure=people", "/reports/cases?hospital=bvdk-quang-ninh&technique=pedicle-screw", "/reports/people?hospital=thong-nhat-dong-nai&technique=cag",
            "/certificates", $"/certificates/{ids.Certificate.Id}",
            "/hospitals", "/hospitals?q=da+nang&asOf=2025-06-30", "/hospitals/viet-duc", "/hospitals/viet-duc/departments", "/admin/provinces", "/admin/provinces/75", "/admin/provinces/75/change",
            "/admin/provinces/75/merge", "/admin/hospitals/new", $"/admin/hospitals/{ids.Hospital}/facts/Name", $"/admin/hospitals/{ids.Hospital}/close",
            "/admin", "/admin/hospitals", "/admin/hospitals?q=benh+vien", $"/admin/hospitals/{ids.Hospital}", "/admin/techniques", $"/admin/techniques/{ids.Technique}",
        ];
        var reached = new List<string>();
        foreach (var address in known)
        {
            if ((await visitor.GetAsync(address)).IsOk)
            {
                reached.Add(address);
            }
        }

        var crawled = await visitor.CrawlAsync(80);
        reached.AddRange(crawled.Where(p => p.Value.IsOk).Select(p => p.Key).GroupBy(KindOf).SelectMany(kind => kind.Take(OfOneKind)));
        return [.. reached.Distinct()];
    }

    private static string KindOf(string address)
    {
        var path = address.Split('?')[0].Split('/');
        return $"{path[1]}/{path.Length}/{(path.Length > 3 ? path[3] : "")}?{(address.Contains('?', StringComparison.Ordinal) ? "q" : "")}";
    }
}
