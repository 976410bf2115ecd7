using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Hospitals;
using Training.Tests.Support;

namespace Training.Tests.Organizations;

public sealed class ProvinceTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Units_ByDay_Are63Then34AndDongNaiBecomesACity(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        foreach (var (day, units, cities) in new[]
        {
            (new DateOnly(2024, 12, 31), 63, 5), (new DateOnly(2025, 1, 1), 63, 6), (new DateOnly(2025, 6, 30), 63, 6),
            (new DateOnly(2025, 7, 1), 34, 6), (new DateOnly(2026, 4, 29), 34, 6), (new DateOnly(2026, 4, 30), 34, 7),
        })
        {
            var types = await site.DataAsync(db => db.ProvinceNames.Where(n => n.From <= day && (n.To == null || n.To >= day)).Select(n => n.UnitType).ToListAsync());
            Assert.Equal((units, cities), (types.Count, types.Count(t => t == "thanh_pho")));
        }

        var directory = await DirectoryAsync(site);
        var dongNai = directory.FindProvince("75")!;
        Assert.Equal("Thành phố Đồng Nai", dongNai.FullName);
        Assert.Equal("Tỉnh Đồng Nai", directory.ProvinceNameOn(dongNai.Id, new DateOnly(2026, 4, 29)));
        Assert.Equal("Sở Y tế tỉnh Đồng Nai", directory.ProvinceOn(dongNai.Id, new DateOnly(2026, 4, 29)).HealthDepartment);
        Assert.Equal(34, directory.Provinces.Count);
        Assert.Equal(directory.Provinces.Select(p => p.ShortName).OrderBy(VietnameseText.SortKey, StringComparer.Ordinal), directory.Provinces.Select(p => p.ShortName));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task List_SearchedByFormerName_FindsTheSuccessor(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        foreach (var (search, name) in new[]
        {
            ("yen bai", "Tỉnh Lào Cai"), ("Yên Bái", "Tỉnh Lào Cai"), ("thua thien", "Thành phố Huế"), ("ba ria vung tau", "Thành phố Hồ Chí Minh"),
            ("da nang", "Thành phố Đà Nẵng"), ("đà nẵng", "Thành phố Đà Nẵng"), ("Đà Nẵng", "Thành phố Đà Nẵng"), ("\u00D0à Nẵng", "Thành phố Đà Nẵng"),
        })
        {
            var found = await administrator.GetAsync($"/admin/provinces?q={Uri.EscapeDataString(search)}");
            Assert.Equal(name, Assert.Single(found.Page.QuerySelectorAll("main .list b")).TextContent);
        }

        Assert.Equal(63, (await administrator.GetAsync("/admin/provinces?asOf=2025-06-30")).Page.QuerySelectorAll("main .list b").Length);
        Assert.Equal(34, (await administrator.GetAsync("/admin/provinces?asOf=2025-07-01")).Page.QuerySelectorAll("main .list b").Length);
        Assert.Equal(34, (await administrator.GetAsync("/admin/provinces?asOf=never")).Page.QuerySelectorAll("main .list b").Length);
        Assert.Contains("Yên Bái", (await administrator.GetAsync("/admin/provinces/15")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task History_InBothLanguages_TellsWhatHappenedAndByWhichLaw(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var page = await administrator.GetAsync("/admin/provinces/75");
        Assert.Contains("30/04/2026 Tỉnh Đồng Nai trở thành Thành phố Đồng Nai Nghị quyết 30/2026/QH16", page.Text, StringComparison.Ordinal);
        Assert.Contains("01/07/2025 Nhận sáp nhập: Tỉnh Bình Phước Nghị quyết 202/2025/QH15", page.Text, StringComparison.Ordinal);
        Assert.Contains("Tỉnh Đồng Nai", (await administrator.GetAsync("/admin/provinces/75?asOf=2026-04-29")).Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Mã đổi từ 10 thành 15", (await administrator.GetAsync("/admin/provinces/15")).Text, StringComparison.Ordinal);
        Assert.Contains("Sáp nhập vào Tỉnh Lào Cai", (await administrator.GetAsync("/admin/provinces/yen-bai")).Text, StringComparison.Ordinal);

        var english = await site.SignedInAsync("quantri");
        await english.InEnglishAsync("/admin/provinces/75");
        var told = await english.GetAsync("/admin/provinces/75");
        Assert.Contains("Tỉnh Đồng Nai became Thành phố Đồng Nai", told.Text, StringComparison.Ordinal);
        Assert.Contains("Took in: Tỉnh Bình Phước", told.Text, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await administrator.GetAsync("/admin/provinces/99")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Change_FromADayAhead_IsSeenFromThatDay(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var day = site.Clock.Today().AddDays(3);
        var form = await administrator.GetAsync("/admin/provinces/22/change");
        var values = new Dictionary<string, string?> { ["Input.FullName"] = "Thành phố Quảng Ninh", ["Input.UnitType"] = "thanh_pho", ["Input.NameChange"] = "Renamed", ["Input.From"] = $"{day:yyyy-MM-dd}" };
        var refused = await administrator.SubmitAsync(form, values);
        Assert.Equal(422, (int)refused.Status);
        Assert.Equal("Thành phố Quảng Ninh", refused.Value("Input.FullName"));

        var saved = await administrator.SubmitAsync(form, new(values) { ["Input.Reference"] = "Nghị quyết 1" });

        Assert.Equal("/admin/provinces/22", saved.Location);
        Assert.Equal("Tỉnh Quảng Ninh", (await administrator.GetAsync("/admin/provinces/22")).Page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Thành phố Quảng Ninh", (await administrator.GetAsync($"/admin/provinces/22?asOf={day:yyyy-MM-dd}")).Page.QuerySelector("h1")!.TextContent);
        site.Clock.Shift = TimeSpan.FromDays(3);
        administrator = await site.SignedInAsync("quantri");
        Assert.Equal("Thành phố Quảng Ninh", (await administrator.GetAsync("/admin/provinces/22")).Page.QuerySelector("h1")!.TextContent);
        await site.RunTaskAsync();
        Assert.Equal("Thành phố Quảng Ninh", await site.DataAsync(db => db.Provinces.Where(p => p.Code == "22").Select(p => p.FullName).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Change_StaleForm_ShowsBothVersions(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (first, second) = (await site.SignedInAsync("quantri"), await site.SignedInAsync("quantri"));
        var pages = (First: await first.GetAsync("/admin/provinces/22/change"), Second: await second.GetAsync("/admin/provinces/22/change"));
        Assert.True((await first.SubmitAsync(pages.First, new() { ["Input.NameChange"] = "Correction", ["Input.HealthDepartment"] = "Sở Y tế A" })).IsRedirect);

        var refused = await second.SubmitAsync(pages.Second, new() { ["Input.NameChange"] = "Correction", ["Input.HealthDepartment"] = "Sở Y tế B" });

        Assert.Equal(422, (int)refused.Status);
        Assert.Contains("Sở Y tế A Sở Y tế B", string.Join(' ', refused.Page.QuerySelectorAll("#conflict td").Select(td => td.TextContent)), StringComparison.Ordinal);
        Assert.True((await second.SubmitAsync(refused, [])).IsRedirect);
        Assert.Equal("Sở Y tế B", (await DirectoryAsync(site)).FindProvince("22")!.HealthDepartment);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Merge_FromADayAhead_MovesTheHospitalsThenAndKeepsEverything(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var health = await site.SignedInAsync(await site.ProvinceAccountAsync(Roles.HealthDepartment, "31"));
        var day = site.Clock.Today().AddDays(2);
        var before = await DirectoryAsync(site);
        var (quangNinh, haiPhong) = (before.FindProvince("22")!, before.FindProvince("31")!);
        var moving = before.Hospitals.Where(h => h.ProvinceId == quangNinh.Id).Select(h => h.Id).ToArray();
        Assert.NotEmpty(moving);
        var form = await administrator.GetAsync("/admin/provinces/22/merge");

        var saved = await administrator.SubmitAsync(form, new() { ["Input.SuccessorId"] = haiPhong.Id.ToString(), ["Input.From"] = $"{day:yyyy-MM-dd}", ["Input.Reference"] = "Nghị quyết 2" });

        Assert.Equal("/admin/provinces/22", saved.Location);
        var today = await DirectoryAsync(site);
        Assert.All(moving, id => Assert.Equal(quangNinh.Id, today.Hospital(id).ProvinceId));
        Assert.Equal(34, today.Provinces.Count);
        site.Clock.Shift = TimeSpan.FromDays(2);
        var then = await DirectoryAsync(site);
        Assert.Equal(33, then.Provinces.Count);
        Assert.All(moving, id => Assert.Equal((haiPhong.Id, "Quảng Ninh"), (then.Hospital(id).ProvinceId, then.Hospital(id).FormerProvince)));
        Assert.All(moving, id => Assert.Equal(quangNinh.Id, then.HospitalOn(id, day.AddDays(-1)).ProvinceId));
        Assert.Equal("Tỉnh Quảng Ninh", then.ProvinceNameOn(quangNinh.Id, day.AddDays(-1)));
        Assert.Equal(moving.Length, (await site.DataAsync(db => db.Hospitals.ToListAsync())).Count(h => moving.Contains(h.Id)));
        Assert.True((await health.GetAsync("/reports")).Status is System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.Found);
        await site.RunTaskAsync();
        Assert.All(await site.DataAsync(db => db.Hospitals.Where(h => moving.Contains(h.Id)).Select(h => h.ProvinceId).ToListAsync()), id => Assert.Equal(haiPhong.Id, id));
        administrator = await site.SignedInAsync("quantri");
        Assert.Contains("Nhận sáp nhập: Tỉnh Quảng Ninh", (await administrator.GetAsync("/admin/provinces/31")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await administrator.GetAsync("/admin/provinces/22/merge")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pages_ForOthers_Return403(Database database)
    {
        await using var site = await Site.StartAsync(database);
        foreach (var account in new[] { "hocvien", "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte" })
        {
            var visitor = await site.SignedInAsync(account);
            foreach (var address in new[] { "/admin/provinces", "/admin/provinces/22", "/admin/provinces/22/change", "/admin/provinces/22/merge" })
            {
                Assert.Equal(403, (int)(await visitor.GetAsync(address)).Status);
            }
        }
    }

    private static Task<OrganizationDirectory> DirectoryAsync(Site site) => site.DataAsync((_, services) => services.GetRequiredService<IOrganizations>().GetAsync(default));
}
