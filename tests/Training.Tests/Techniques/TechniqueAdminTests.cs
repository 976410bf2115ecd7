using Microsoft.EntityFrameworkCore;
using Training.Modules;
using Training.Techniques.Catalogue;
using Training.Tests.Support;

namespace Training.Tests.Techniques;

public sealed class TechniqueAdminTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Search_WithoutDiacritics_FindsTechniques(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var all = await site.DataAsync(db => db.Techniques.AsNoTracking().ToListAsync());
        var sample = all.Single(t => t.Key == "pedicle-screw");
        foreach (var address in new[] { "/admin/techniques", "/techniques" })
        {
            foreach (var search in new[] { VietnameseText.Fold(sample.NameVi), sample.NameVi.ToUpperInvariant(), sample.NameEn, sample.Code })
            {
                var found = await administrator.GetAsync($"{address}?q={Uri.EscapeDataString(search)}");
                Assert.Contains(sample.NameVi, found.Text, StringComparison.Ordinal);
                Assert.True(found.Page.QuerySelectorAll("main .list li").Length < 10, search);
            }

            Assert.Empty((await administrator.GetAsync($"{address}?q=khong+co+ky+thuat+nay")).Page.QuerySelectorAll("main .list li"));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task List_PageByPage_ShowsEveryTechniqueOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var links = new List<string>();
        var address = "/admin/techniques";
        while (address is not null && links.Count < 2000)
        {
            var page = await administrator.GetAsync(address);
            links.AddRange(page.Page.QuerySelectorAll("main .list a").Select(a => a.GetAttribute("href")!));
            address = page.Page.QuerySelector("nav.pager a[rel=next]")?.GetAttribute("href") is { } next ? "/admin/techniques" + next : null;
        }

        Assert.Equal((await site.DataAsync(db => db.Techniques.Select(t => t.Id).ToListAsync())).Select(id => $"/admin/techniques/{id}").Order(), links.Order());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_Technique_IsSeenEverywhereAndChangesNoPublishedTarget(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var trainee = await site.SignedInAsync("hocvien");
        var id = await site.TechniqueIdAsync("pedicle-screw");
        var targets = await TargetsAsync(site, id);
        var page = await administrator.GetAsync($"/admin/techniques/{id}");

        var saved = await administrator.SubmitAsync(page, new() { ["Input.NameVi"] = "Bắt vít chân cung", ["Input.MinIndependent"] = "77" });

        Assert.Equal("/admin/techniques", saved.Location);
        Assert.Contains("Bắt vít chân cung", (await trainee.GetAsync("/logbook/new")).Text, StringComparison.Ordinal);
        Assert.Contains("77", (await trainee.GetAsync("/techniques/pedicle-screw")).Text, StringComparison.Ordinal);
        Assert.Equal(targets, await TargetsAsync(site, id));
        var stored = await site.DataAsync(db => db.Techniques.AsNoTracking().SingleAsync(t => t.Id == id));
        Assert.Equal(page.Page.QuerySelectorAll("input[name='Input.Team'][checked]").Length, stored.Team.Count);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_StalePage_IsRefusedAndKeepsTheInput(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var id = await site.TechniqueIdAsync("pedicle-screw");
        var page = await administrator.GetAsync($"/admin/techniques/{id}");
        var again = await administrator.GetAsync($"/admin/techniques/{id}");
        Assert.True((await administrator.SubmitAsync(page, new() { ["Input.NameVi"] = "Lần một" })).IsRedirect);

        var refused = await administrator.SubmitAsync(again, new() { ["Input.NameVi"] = "Lần hai" });

        Assert.Equal(422, (int)refused.Status);
        Assert.Equal("Lần hai", refused.Value("Input.NameVi"));
        Assert.NotEmpty(refused.Errors);
        Assert.Equal("Lần một", await site.DataAsync(db => db.Techniques.Where(t => t.Id == id).Select(t => t.NameVi).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_InvalidInput_StoresNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var id = await site.TechniqueIdAsync("pedicle-screw");
        var before = await site.DataAsync(db => db.Techniques.AsNoTracking().SingleAsync(t => t.Id == id));
        foreach (var (name, value) in new[] { ("Input.NameVi", ""), ("Input.MinObserve", "-1"), ("Input.MinObserve", "x"), ("Input.MinObserve", "1001"), ("Input.SpecialtyKey", "nothing"), ("Input.Kind", "99"), ("Input.Team", null) })
        {
            var refused = await administrator.SubmitAsync(await administrator.GetAsync($"/admin/techniques/{id}"), new() { [name] = value });
            Assert.False(refused.IsRedirect, $"{name}={value}");
            Assert.NotEmpty(refused.Errors);
        }

        Assert.Equal(before.Version, await site.DataAsync(db => db.Techniques.Where(t => t.Id == id).Select(t => t.Version).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_ByOthers_Returns403(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var id = await site.TechniqueIdAsync("pedicle-screw");
        var (_, fields) = Visitor.FormOf(await (await site.SignedInAsync("quantri")).GetAsync($"/admin/techniques/{id}"), new() { ["Input.NameVi"] = "x" });
        foreach (var account in new[] { "hocvien", "huongdan", "giaovu", "soyte", "boyte" })
        {
            var visitor = await site.SignedInAsync(account);
            Assert.Equal(403, (int)(await visitor.GetAsync($"/admin/techniques/{id}")).Status);
            Assert.Equal(403, (int)(await visitor.PostAsync($"/admin/techniques/{id}", fields)).Status);
        }
    }

    private static Task<List<string>> TargetsAsync(Site site, Guid techniqueId) => site.DataAsync(async db => (await db.PackageVersions.AsNoTracking().SelectMany(v => v.Targets).Where(t => t.TechniqueId == techniqueId).ToListAsync())
        .Select(t => $"{t.PackageVersionId}/{t.Role}/{t.Stage}/{t.Count}/{t.MinEntrustment}").Order().ToList());
}
