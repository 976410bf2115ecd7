using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Logbook.Entries;
using Training.Organizations.Hospitals;
using Training.Tests.Support;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;

namespace Training.Tests.Reporting;

public sealed class ReportsTests(DemoSites sites) : IClassFixture<DemoSites>
{
    private const string OwnProvince = "22";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Reports_OfADepartment_ShowItsHospitalsOnly(Database database)
    {
        var site = await sites.OnAsync(database);
        var department = await site.SignedInAsync("soyte");
        var (own, others) = await HospitalsAsync(site);

        var report = await department.GetAsync("/reports");

        Assert.True(report.IsOk);
        Assert.Contains("Sở Y tế", report.Page.QuerySelector("main h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(own);
        Assert.All(own, name => Assert.Contains(name, report.Text, StringComparison.Ordinal));
        Assert.All(others.Where(name => !own.Any(o => o.Contains(name, StringComparison.Ordinal))), name => Assert.DoesNotContain(name, report.Text, StringComparison.Ordinal));
        Assert.Null(report.Page.QuerySelector("select[name=province]"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Reports_EveryCount_OpensAListOfThatLength(Database database)
    {
        var site = await sites.OnAsync(database);
        var department = await site.SignedInAsync("soyte");
        foreach (var measure in new[] { "cases", "people" })
        {
            var report = await department.GetAsync($"/reports?measure={measure}");
            var cells = report.Page.QuerySelectorAll("a.cell");
            Assert.NotEmpty(cells);
            foreach (var cell in cells)
            {
                var count = int.Parse(cell.TextContent, CultureInfo.InvariantCulture);
                Assert.Equal(count, await RowsAsync(department, cell.GetAttribute("href")!));
            }
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Reports_Counts_EqualARecountOfWhatWasSigned(Database database)
    {
        var site = await sites.OnAsync(database);
        var ministry = await site.SignedInAsync("boyte");
        var cases = await ministry.GetAsync("/reports?measure=cases");
        var people = await ministry.GetAsync("/reports?measure=people");

        var signed = await site.DataAsync(db => db.LogbookEntries.CountAsync(e => e.SignedAt != null));
        var certified = await site.DataAsync(db => db.CertificateTechniques.CountAsync(t => !db.Set<Revocation>().Any(r => r.CertificateId == t.CertificateId)));

        Assert.Equal(signed, SumOf(cases));
        Assert.Equal(certified, SumOf(people));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Reports_OfTheMinistry_ShowEveryProvince(Database database)
    {
        var site = await sites.OnAsync(database);
        var ministry = await site.SignedInAsync("boyte");

        var all = await ministry.GetAsync("/reports");
        var one = await ministry.GetAsync("/reports?province=75&measure=cases");

        Assert.Equal(35, all.Page.QuerySelectorAll("select[name=province] option").Length);
        foreach (var hospital in new[] { "Thống Nhất", "Quảng Ninh", "Lào Cai", "Sơn La" })
        {
            Assert.Contains(hospital, all.Text, StringComparison.Ordinal);
        }

        Assert.Contains("Đồng Nai", one.Page.QuerySelector("main h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(one.Page.QuerySelectorAll("a.cell"));
        Assert.True((await ministry.GetAsync("/transfers/CG-2024-003")).IsOk);
        Assert.Equal(404, (int)(await ministry.GetAsync("/reports?province=98")).Status);
        Assert.Equal(404, (int)(await ministry.GetAsync("/reports?measure=nothing")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task AnyAddress_OfAnotherProvince_Returns404(Database database)
    {
        var site = await sites.OnAsync(database);
        var department = await site.SignedInAsync("soyte");
        var elsewhere = await site.DataAsync(async db => (
            Entry: await (from entry in db.LogbookEntries join transfer in db.Transfers on entry.TransferId equals transfer.Id where transfer.Code == "CG-2024-003" select entry.Id).FirstAsync(),
            Certificate: await db.Certificates.Where(c => c.TransferCode == "CG-2024-003").Select(c => c.Id).FirstAsync()));
        string[] addresses =
        [
            "/reports?province=75",
            "/reports?province=75&measure=people",
            "/reports/cases?hospital=thong-nhat-dong-nai&technique=cag",
            "/reports/cases?hospital=cho-ray&technique=cag",
            "/reports/cases?hospital=no-such-hospital&technique=cag",
            "/reports/people?hospital=thong-nhat-dong-nai&technique=cag",
            "/transfers/CG-2024-003",
            "/transfers/CG-2026-022",
            "/transfers/CG-0000-000",
            $"/logbook/{elsewhere.Entry}",
            $"/logbook/{Guid.CreateVersion7()}",
            $"/certificates/{elsewhere.Certificate}",
            $"/certificates/{Guid.CreateVersion7()}",
        ];
        foreach (var address in addresses)
        {
            var answer = await department.GetAsync(address);
            Assert.True((int)answer.Status == 404, $"{address}: {answer.Status}");
            Assert.DoesNotContain("Nguyễn Thanh Lâm", answer.Body, StringComparison.Ordinal);
        }

        // The same addresses answer whoever they are for.
        var ministry = await site.SignedInAsync("boyte");
        foreach (var address in new[] { addresses[0], addresses[2], addresses[5], addresses[6], addresses[7], addresses[9], addresses[11] })
        {
            Assert.True((await ministry.GetAsync(address)).IsOk, address);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Crawl_AsADepartment_NeverShowsAnybodyOfAnotherProvince(Database database)
    {
        var site = await sites.OnAsync(database);
        var strangers = await StrangersAsync(site);
        Assert.Contains("Nguyễn Thanh Lâm", strangers);
        Assert.Contains("Vàng Thị Ngọc Diệp", strangers);

        var pages = await (await site.SignedInAsync("soyte")).CrawlAsync(300);

        Assert.True(pages.Count > 40, $"Only {pages.Count} pages were found.");
        foreach (var (address, page) in pages)
        {
            Assert.True((int)page.Status < 400, $"{address}: {page.Status}");
            Assert.All(strangers, name => Assert.False(page.Body.Contains(name, StringComparison.Ordinal), $"{name} stands on {address}."));
        }
    }

    private static async Task<int> RowsAsync(Visitor visitor, string address)
    {
        var pages = await visitor.PagesAsync(address);
        return pages.Sum(p => p.Page.QuerySelectorAll("main .card ul.list > li").Length);
    }

    private static int SumOf(Answer report) => report.Page.QuerySelectorAll("a.cell").Sum(c => int.Parse(c.TextContent, CultureInfo.InvariantCulture));

    private static async Task<(List<string> Own, List<string> Others)> HospitalsAsync(Site site)
    {
        var all = await site.DataAsync(db => (from h in db.Hospitals join p in db.Provinces on h.ProvinceId equals p.Id select new { h.Name, p.Code }).ToListAsync());
        return ([.. all.Where(h => h.Code == OwnProvince).Select(h => h.Name)], [.. all.Where(h => h.Code != OwnProvince).Select(h => h.Name)]);
    }

    // People who have nothing to do with the province: neither work there nor take part in a transfer with one of its hospitals.
    private static Task<List<string>> StrangersAsync(Site site) => site.DataAsync(async db =>
    {
        var own = db.Hospitals.Where(h => db.Set<Training.Organizations.Provinces.Province>().Any(p => p.Id == h.ProvinceId && p.Code == OwnProvince)).Select(h => h.Id);
        var transfers = db.Transfers.Where(t => own.Contains(t.GivingHospitalId) || own.Contains(t.ReceivingHospitalId)).Select(t => t.Id);
        return await db.People
            .Where(p => !db.Set<Appointment>().Any(a => a.PersonId == p.Id && own.Contains(a.HospitalId))
                && !db.Set<Participant>().Any(x => x.PersonId == p.Id && transfers.Contains(x.TransferId))
                && !db.Set<Supervision>().Any(s => s.MentorPersonId == p.Id && transfers.Contains(s.TransferId)))
            .Select(p => p.FullName)
            .ToListAsync();
    });
}
