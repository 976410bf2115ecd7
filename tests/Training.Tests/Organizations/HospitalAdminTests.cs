using Microsoft.EntityFrameworkCore;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Tests.Support;

namespace Training.Tests.Organizations;

public sealed class HospitalAdminTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Search_WithoutDiacritics_FindsHospitals(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        foreach (var (search, name) in new[]
        {
            ("benh vien bach mai", "Bệnh viện Bạch Mai"),
            ("BẠCH MAI", "Bệnh viện Bạch Mai"),
            ("dong nai", "Thống Nhất"),
            ("đồng nai", "Thống Nhất"),
            ("viet duc", "Bệnh viện Hữu nghị Việt Đức"),
        })
        {
            var found = await administrator.GetAsync($"/admin/hospitals?q={Uri.EscapeDataString(search)}");
            Assert.Contains(found.Page.QuerySelectorAll("main .list b"), b => b.TextContent.Contains(name, StringComparison.Ordinal));
            Assert.True(found.Page.QuerySelectorAll("main .list li").Length < 10, search);
        }

        var nothing = await administrator.GetAsync("/admin/hospitals?q=khong+co+benh+vien+nay");
        Assert.Empty(nothing.Page.QuerySelectorAll("main .list li"));
        Assert.True(nothing.IsOk);
        var odd = await administrator.GetAsync($"/admin/hospitals?q={Uri.EscapeDataString("%_'\"\\<>")}&p=-3");
        Assert.True(odd.IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task List_PageByPage_ShowsEveryHospitalOnceInVietnameseOrder(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var names = new List<string>();
        var pages = 0;
        for (var address = "?p=1"; address is not null; pages++)
        {
            var page = await administrator.GetAsync($"/admin/hospitals{address}");
            names.AddRange(page.Page.QuerySelectorAll("main .list b").Select(b => b.TextContent));
            address = page.Page.QuerySelector("nav.pager a[rel=next]")?.GetAttribute("href") is { } next ? next[next.IndexOf('?', StringComparison.Ordinal)..] : null;
        }

        var all = await site.DataAsync(db => db.Hospitals.Select(h => h.Name).ToListAsync());
        Assert.True(pages > 1);
        Assert.Equal(all.Order(), names.Order());
        Assert.Equal(names.OrderBy(VietnameseText.SortKey, StringComparer.Ordinal), names);

        // A page behind the last one is the last one.
        Assert.NotEmpty((await administrator.GetAsync("/admin/hospitals?p=999")).Page.QuerySelectorAll("main .list li"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_Hospital_IsSeenEverywhereAtOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var office = await site.SignedInAsync("giaovu");
        var id = await site.HospitalIdAsync("bvdk-quang-ninh");
        Assert.Contains("Quảng Ninh", (await office.GetAsync("/transfers/CG-2026-014")).Text, StringComparison.Ordinal);

        var saved = await administrator.SubmitAsync(
            await administrator.GetAsync($"/admin/hospitals/{id}"), new() { ["Input.Name"] = "Bệnh viện Đa khoa Hạ Long", ["Input.NameEn"] = "Ha Long General Hospital" });

        Assert.Equal("/admin/hospitals", saved.Location);
        Assert.Contains("Bệnh viện Đa khoa Hạ Long", (await office.GetAsync("/transfers/CG-2026-014")).Text, StringComparison.Ordinal);
        Assert.Contains("Hạ Long", (await administrator.GetAsync("/admin/hospitals?q=ha+long")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_StalePage_IsRefusedAndKeepsTheInput(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (first, second) = (await site.SignedInAsync("quantri"), await site.SignedInAsync("quantri"));
        var id = await site.HospitalIdAsync("bach-mai");
        var pages = (First: await first.GetAsync($"/admin/hospitals/{id}"), Second: await second.GetAsync($"/admin/hospitals/{id}"));
        Assert.True((await first.SubmitAsync(pages.First, new() { ["Input.Name"] = "Bệnh viện Bạch Mai (1)" })).IsRedirect);

        var refused = await second.SubmitAsync(pages.Second, new() { ["Input.Name"] = "Bệnh viện Bạch Mai (2)" });

        Assert.Equal(422, (int)refused.Status);
        Assert.Contains(refused.Errors, e => e.Contains("Người khác đã sửa", StringComparison.Ordinal));
        Assert.Equal("Bệnh viện Bạch Mai (2)", refused.Value("Input.Name"));
        Assert.Equal("Bệnh viện Bạch Mai (1)", await NameAsync(site, id));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_BothAtOnce_LetsOneThrough(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitors = new[] { await site.SignedInAsync("quantri"), await site.SignedInAsync("quantri"), await site.SignedInAsync("quantri") };
        var id = await site.HospitalIdAsync("bach-mai");
        var pages = await Task.WhenAll(visitors.Select(v => v.GetAsync($"/admin/hospitals/{id}")));

        var answers = await Task.WhenAll(visitors.Select((v, i) => v.SubmitAsync(pages[i], new() { ["Input.Name"] = $"Bạch Mai {i}" })));

        var winner = Assert.Single(answers.Index(), a => a.Item.IsRedirect);
        Assert.All(answers.Where(a => !a.IsRedirect), a => Assert.Equal(422, (int)a.Status));
        Assert.Equal($"Bạch Mai {winner.Index}", await NameAsync(site, id));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_InvalidInput_StoresNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var id = await site.HospitalIdAsync("bach-mai");
        foreach (var (name, value) in new[]
        {
            ("Input.Name", ""), ("Input.Name", new string('x', 201)), ("Input.ProvinceId", Guid.CreateVersion7().ToString()), ("Input.ProvinceId", "x"), ("Input.Tier", "99"), ("Input.TransferRole", "Chief"),
        })
        {
            var refused = await administrator.SubmitAsync(await administrator.GetAsync($"/admin/hospitals/{id}"), new() { [name] = value });
            Assert.False(refused.IsRedirect, $"{name}={value}");
            Assert.True((int)refused.Status is 200 or 422, $"{name}: {refused.Status}");
        }

        Assert.Equal("Bệnh viện Bạch Mai", await NameAsync(site, id));
        Assert.Equal(404, (int)(await administrator.GetAsync($"/admin/hospitals/{Guid.CreateVersion7()}")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_ByOthers_Returns403(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var id = await site.HospitalIdAsync("bach-mai");
        var administrator = await site.SignedInAsync("quantri");
        var (_, fields) = Visitor.FormOf(await administrator.GetAsync($"/admin/hospitals/{id}"), new() { ["Input.Name"] = "x" });
        foreach (var account in new[] { "hocvien", "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte" })
        {
            var visitor = await site.SignedInAsync(account);
            Assert.Equal(403, (int)(await visitor.GetAsync($"/admin/hospitals/{id}")).Status);
            Assert.Equal(403, (int)(await visitor.PostAsync($"/admin/hospitals/{id}", fields)).Status);
        }

        Assert.Equal("Bệnh viện Bạch Mai", await NameAsync(site, id));
    }

    private static Task<string> NameAsync(Site site, Guid id) => site.DataAsync(db => db.Hospitals.Where(h => h.Id == id).Select(h => h.Name).SingleAsync());
}
