using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Certification.Issuing;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Hospitals;
using Training.Tests.Support;

namespace Training.Tests.Organizations;

public sealed class HospitalHistoryTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Directory_SearchedWithoutDiacritics_FindsPresentAndFormerNames(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        await RenameAsync(site, administrator, "viet-tiep", "Bệnh viện Ngô Quyền", new DateOnly(2026, 1, 1));
        var reader = await site.SignedInAsync("hocvien");
        foreach (var (search, name) in new[]
        {
            ("benh vien bach mai", "Bệnh viện Bạch Mai"), ("da nang", "Bệnh viện Đà Nẵng"), ("đà nẵng", "Bệnh viện Đà Nẵng"), ("Đà Nẵng", "Bệnh viện Đà Nẵng"),
            ("\u00D0à Nẵng", "Bệnh viện Đà Nẵng"), ("viet tiep", "Bệnh viện Ngô Quyền"), ("yen bai", "Bệnh viện Đa khoa tỉnh Yên Bái"), ("quang binh", "Đồng Hới"),
        })
        {
            var found = await reader.GetAsync($"/hospitals?q={Uri.EscapeDataString(search)}");
            var names = found.Page.QuerySelectorAll("main .list b").Select(b => b.TextContent).ToArray();
            Assert.Contains(names, n => n.Contains(name, StringComparison.Ordinal));
            Assert.True(names.Length < 10, search);
            Assert.Equal(names.OrderBy(VietnameseText.SortKey, StringComparer.Ordinal), names);
        }

        var then = await reader.GetAsync("/hospitals?q=ngo+quyen&asOf=2025-12-31");
        Assert.Equal("Bệnh viện Hữu nghị Việt Tiệp", Assert.Single(then.Page.QuerySelectorAll("main .list b")).TextContent);
        Assert.Contains("Bệnh viện Ngô Quyền", (await reader.GetAsync("/hospitals/viet-tiep")).Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Việt Tiệp", (await reader.GetAsync("/hospitals/viet-tiep?asOf=2025-12-31")).Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await reader.GetAsync("/hospitals/khong-co")).Status);
        Assert.True((await site.Visitor().GetAsync("/hospitals")).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Rename_FromADayAhead_WaitsForTheDayWhoeverEditsMeanwhile(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var id = await site.HospitalIdAsync("bach-mai");
        await RenameAsync(site, administrator, "bach-mai", "Bệnh viện Bạch Mai Mới", site.Clock.Today().AddDays(2));
        Assert.Equal("Bệnh viện Bạch Mai", (await DirectoryAsync(site)).Hospital(id).Name);

        // The day comes, and before any background work somebody corrects another field.
        site.Clock.Shift = TimeSpan.FromDays(2);
        Assert.Equal("Bệnh viện Bạch Mai Mới", (await DirectoryAsync(site)).Hospital(id).Name);
        administrator = await site.SignedInAsync("quantri");
        var form = await administrator.GetAsync($"/admin/hospitals/{id}");
        Assert.Equal("Bệnh viện Bạch Mai Mới", form.Value("Input.Name"));
        Assert.True((await administrator.SubmitAsync(form, new() { ["Input.GoverningBody"] = "Bộ" })).IsRedirect);

        var directory = await DirectoryAsync(site);
        Assert.Equal("Bệnh viện Bạch Mai Mới", directory.Hospital(id).Name);
        Assert.Equal("Bệnh viện Bạch Mai", directory.HospitalNameOn(id, site.Clock.Today().AddDays(-1)));
        Assert.Equal("Bệnh viện Bạch Mai Mới", await site.DataAsync(db => db.Hospitals.Where(h => h.Id == id).Select(h => h.Name).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Correction_OfAName_LeavesNoTraceAndARenameDoes(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var id = await site.HospitalIdAsync("bv-e");
        await administrator.SubmitAsync(await administrator.GetAsync($"/admin/hospitals/{id}"), new() { ["Input.Name"] = "Bệnh viện É" });
        Assert.Equal(["Bệnh viện É"], await NamesAsync(site, id));

        var missing = await administrator.SubmitAsync(await administrator.GetAsync($"/admin/hospitals/{id}"), new() { ["Input.Name"] = "Bệnh viện F", ["Input.NameChange"] = "Renamed" });
        Assert.Equal(422, (int)missing.Status);
        await RenameAsync(site, administrator, "bv-e", "Bệnh viện F", new DateOnly(2026, 5, 1));

        Assert.Equal(["Bệnh viện É", "Bệnh viện F"], await NamesAsync(site, id));
        var page = await administrator.GetAsync("/hospitals/bv-e");
        Assert.Contains("01/05/2026 Đổi tên thành Bệnh viện F; trước đó là Bệnh viện É 12/QĐ-BYT", page.Text, StringComparison.Ordinal);
        var english = await (await site.SignedInAsync("quantri")).InEnglishAsync("/hospitals/bv-e");
        Assert.Contains("Renamed", (await english.GetAsync("/hospitals/bv-e")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Facts_EachAttribute_IsRecordedWithDaysAndOverlapsAreRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var id = await site.HospitalIdAsync("bvdk-yen-bai");
        foreach (var (kind, value, told) in new[] { ("Rank", "I", "Hạng bệnh viện: Hạng I"), ("Tier", "ChuyenSau", "Xếp cấp chuyên môn kỹ thuật: Chuyên sâu; trước đó: Cơ bản"), ("AdminLevel", "regional", "Khu vực; trước đó: Tỉnh, thành phố") })
        {
            var saved = await FactAsync(administrator, id, kind, value, "2026-02-01", null);
            Assert.True(saved.IsRedirect, saved.Text);
            Assert.Contains(told, (await administrator.GetAsync("/hospitals/bvdk-yen-bai")).Text, StringComparison.Ordinal);
        }

        Assert.True((await FactAsync(administrator, id, "TrainingUnitCode", "B99", "2025-01-01", "2025-12-31")).Status == System.Net.HttpStatusCode.UnprocessableEntity);
        var overlap = await FactAsync(administrator, id, "Rank", "II", "2026-01-01", "2026-03-01");
        Assert.Equal(422, (int)overlap.Status);
        Assert.Contains(overlap.Errors, e => e.Contains("Hạng I: từ 01/02/2026", StringComparison.Ordinal));
        Assert.Equal("2026-01-01", overlap.Value("Input.From"));
        foreach (var (kind, value) in new[] { ("Rank", "IV"), ("Tier", "x"), ("Province", Guid.CreateVersion7().ToString()), ("TrainingUnitCode", new string('x', 21)) })
        {
            Assert.Equal(422, (int)(await FactAsync(administrator, id, kind, value, "2026-06-01", null)).Status);
        }

        Assert.Equal(404, (int)(await administrator.GetAsync($"/admin/hospitals/{id}/facts/Colour")).Status);
        var record = await site.DataAsync(db => db.HospitalFacts.Where(f => f.HospitalId == id && f.Kind == FactKind.Rank).Select(f => f.Id).SingleAsync());
        var removed = await administrator.SubmitAsync(await administrator.GetAsync($"/admin/hospitals/{id}/facts/Rank?record={record}"), new() { ["Input.Remove"] = "true" });
        Assert.True(removed.IsRedirect, removed.Text);
        Assert.Null(await site.DataAsync(db => db.Hospitals.Where(h => h.Id == id).Select(h => h.Rank).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Move_ToAnotherProvince_KeepsWhereItLayAndBringsItIntoTheOtherScope(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var id = await site.HospitalIdAsync("bvdk-yen-bai");
        var start = await DirectoryAsync(site);
        Assert.Equal("Yên Bái", start.Hospital(id).FormerProvince);
        Assert.Equal("Tỉnh Yên Bái", start.ProvinceOn(start.HospitalOn(id, new DateOnly(2025, 6, 30)).ProvinceId, new DateOnly(2025, 6, 30)).FullName);
        var phuTho = start.FindProvince("25")!;

        Assert.True((await FactAsync(administrator, id, "Province", phuTho.Id.ToString(), "2026-03-01", null)).IsRedirect);

        var directory = await DirectoryAsync(site);
        Assert.Equal((phuTho.Id, "Lào Cai"), (directory.Hospital(id).ProvinceId, directory.Hospital(id).FormerProvince));
        Assert.Contains(directory.Within(new Scope(false, new HashSet<Guid> { phuTho.Id }, new HashSet<Guid>())), h => h.Id == id);
        Assert.Contains("01/03/2026 Thuộc Tỉnh Phú Thọ; trước đó thuộc Tỉnh Lào Cai", (await administrator.GetAsync("/hospitals/bvdk-yen-bai")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Close_IntoAnother_PointsToItAndKeepsTheRecords(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var (id, into) = (await site.HospitalIdAsync("duc-giang"), await site.HospitalIdAsync("bach-mai"));
        var form = await administrator.GetAsync($"/admin/hospitals/{id}/close");
        var values = new Dictionary<string, string?> { ["Input.SuccessorId"] = into.ToString(), ["Input.From"] = "2026-06-01", ["Input.Reference"] = "55/QĐ-UBND" };
        Assert.Equal(422, (int)(await administrator.SubmitAsync(form, new(values) { ["Input.SuccessorId"] = id.ToString() })).Status);

        Assert.True((await administrator.SubmitAsync(await administrator.GetAsync($"/admin/hospitals/{id}/close"), values)).IsRedirect);

        var page = await administrator.GetAsync("/hospitals/duc-giang");
        Assert.Contains("Sáp nhập vào Bệnh viện Bạch Mai", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("a[href='/hospitals/bach-mai']"));
        Assert.Contains("Nhận sáp nhập: Bệnh viện Đa khoa Đức Giang", (await administrator.GetAsync("/hospitals/bach-mai")).Text, StringComparison.Ordinal);
        Assert.Contains("Đã giải thể", (await administrator.GetAsync("/hospitals?q=duc+giang")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await administrator.GetAsync($"/admin/hospitals/{id}/close")).Status);
        var hospital = (await DirectoryAsync(site)).Hospital(id);
        Assert.Equal((into, false, true), (hospital.SuccessorId, hospital.IsOpenOn(new DateOnly(2026, 6, 1)), hospital.IsOpenOn(new DateOnly(2026, 5, 31))));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task New_WithTheNameOfAnother_AsksFirst(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var hanoi = (await DirectoryAsync(site)).FindProvince("01")!.Id;
        var form = await administrator.GetAsync("/admin/hospitals/new");
        var values = new Dictionary<string, string?> { ["Input.Name"] = "BENH VIEN  BACH MAI", ["Input.NameEn"] = "Bach Mai", ["Input.ProvinceId"] = hanoi.ToString(), ["Input.Tier"] = "CoBan" };

        var asked = await administrator.SubmitAsync(form, values);

        Assert.Equal(422, (int)asked.Status);
        Assert.Contains(asked.Errors, e => e.Contains("Bệnh viện Bạch Mai", StringComparison.Ordinal));
        Assert.NotNull(asked.Page.QuerySelector("a[href='/hospitals/bach-mai']"));
        var saved = await administrator.SubmitAsync(asked, new() { ["Input.NotADuplicate"] = "true" });
        Assert.True(saved.IsRedirect, saved.Text);
        var added = await site.DataAsync(db => db.Hospitals.SingleAsync(h => h.Name == "BENH VIEN  BACH MAI"));
        Assert.Equal("bv-bach-mai", added.Key);
        Assert.Equal(3, await site.DataAsync(db => db.HospitalFacts.CountAsync(f => f.HospitalId == added.Id)));
        Assert.Equal(403, (int)(await (await site.SignedInAsync("giaovu")).GetAsync("/admin/hospitals/new")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_StalePage_ShowsBothVersionsAndCanThenBeSaved(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (first, second) = (await site.SignedInAsync("quantri"), await site.SignedInAsync("quantri"));
        var id = await site.HospitalIdAsync("bach-mai");
        var pages = (First: await first.GetAsync($"/admin/hospitals/{id}"), Second: await second.GetAsync($"/admin/hospitals/{id}"));
        Assert.True((await first.SubmitAsync(pages.First, new() { ["Input.GoverningBody"] = "Bộ Một" })).IsRedirect);

        var refused = await second.SubmitAsync(pages.Second, new() { ["Input.GoverningBody"] = "Bộ Hai", ["Input.Name"] = "Bệnh viện Bạch Mai 2" });

        Assert.Equal(422, (int)refused.Status);
        var cells = refused.Page.QuerySelectorAll("#conflict td").Select(td => td.TextContent).ToArray();
        Assert.Equal(["Bệnh viện Bạch Mai", "Bệnh viện Bạch Mai 2", "Bộ Một", "Bộ Hai"], cells);
        Assert.True((await second.SubmitAsync(refused, [])).IsRedirect);
        Assert.Equal("Bộ Hai", await site.DataAsync(db => db.Hospitals.Where(h => h.Id == id).Select(h => h.GoverningBody).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Rename_AfterACertificate_LeavesTheOldNameOnItAndOnTheContract(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var certificate = await site.DataAsync(db => db.Certificates.Where(c => c.Issuer == "Bệnh viện Chợ Rẫy").OrderBy(c => c.Id).FirstAsync());

        await RenameAsync(site, administrator, "cho-ray", "Bệnh viện Sài Gòn", site.Clock.Today());

        var paper = await site.Visitor().GetAsync($"/verify/{certificate.Token}");
        Assert.Contains("Bệnh viện Chợ Rẫy", paper.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bệnh viện Sài Gòn", paper.Text, StringComparison.Ordinal);
        var contract = await (await site.SignedInAsync("boyte")).GetAsync($"/transfers/{certificate.TransferCode}");
        Assert.Contains("Bệnh viện Sài Gòn", contract.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tên trong hợp đồng: Bệnh viện Chợ Rẫy", contract.Text, StringComparison.Ordinal);
    }

    private static async Task RenameAsync(Site site, Visitor administrator, string key, string name, DateOnly from)
    {
        var form = await administrator.GetAsync($"/admin/hospitals/{await site.HospitalIdAsync(key)}");
        var saved = await administrator.SubmitAsync(form, new()
        {
            ["Input.Name"] = name,
            ["Input.NameEn"] = "Renamed",
            ["Input.NameChange"] = "Renamed",
            ["Input.From"] = $"{from:yyyy-MM-dd}",
            ["Input.Reference"] = "12/QĐ-BYT",
        });
        Assert.True(saved.IsRedirect, saved.Text);
    }

    private static async Task<Answer> FactAsync(Visitor administrator, Guid id, string kind, string value, string from, string? to)
        => await administrator.SubmitAsync(await administrator.GetAsync($"/admin/hospitals/{id}/facts/{kind}"), new() { ["Input.Value"] = value, ["Input.From"] = from, ["Input.To"] = to });

    private static Task<List<string>> NamesAsync(Site site, Guid id)
        => site.DataAsync(db => db.HospitalFacts.Where(f => f.HospitalId == id && f.Kind == FactKind.Name).OrderBy(f => f.From).Select(f => f.Value).ToListAsync());

    private static Task<OrganizationDirectory> DirectoryAsync(Site site) => site.DataAsync((_, services) => services.GetRequiredService<IOrganizations>().GetAsync(default));
}
