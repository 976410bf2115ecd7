using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Departments;
using Training.Tests.Support;

namespace Training.Tests.Organizations;

public sealed class DepartmentTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Coordinator_OfTheHospital_AddsRenamesAndClosesDepartments(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var coordinator = await site.SignedInAsync("khth");
        const string page = "/hospitals/bvdk-quang-ninh/departments";
        var added = await coordinator.SubmitAsync(await coordinator.GetAsync(page), new() { ["Input.Name"] = "Khoa Đột quỵ", ["Input.NameEn"] = "Stroke Unit", ["Input.From"] = "2026-01-01" });
        Assert.Equal(page, added.Location);
        var twice = await coordinator.SubmitAsync(await coordinator.GetAsync(page), new() { ["Input.Name"] = "khoa dot quy" });
        Assert.Equal(422, (int)twice.Status);
        Assert.Equal("khoa dot quy", twice.Value("Input.Name"));
        Assert.Single((await coordinator.GetAsync($"{page}?q=dot+quy")).Page.QuerySelectorAll("main .list b"));
        var id = await site.DataAsync(db => db.Departments.Where(d => d.Name == "Khoa Đột quỵ").Select(d => d.Id).SingleAsync());

        Assert.True((await coordinator.SubmitAsync(await coordinator.GetAsync($"{page}/{id}"), new() { ["Input.Name"] = "Trung tâm Đột quỵ" })).IsRedirect);
        Assert.Equal(422, (int)(await coordinator.SubmitAsync(await coordinator.GetAsync($"{page}/{id}"), new() { ["Input.To"] = "2025-01-01" })).Status);
        Assert.True((await coordinator.SubmitAsync(await coordinator.GetAsync($"{page}/{id}"), new() { ["Input.To"] = "2026-03-31" })).IsRedirect);

        Assert.Empty((await coordinator.GetAsync($"{page}?q=dot+quy")).Page.QuerySelectorAll("main .list b"));
        Assert.Single((await coordinator.GetAsync($"{page}?q=dot+quy&all=true")).Page.QuerySelectorAll("main .list b"));
        var hospital = await site.HospitalIdAsync("bvdk-quang-ninh");
        var (then, now, found) = await site.DataAsync(async (_, services) =>
        {
            var organizations = services.GetRequiredService<IOrganizations>();
            return (await organizations.DepartmentsAsync(hospital, new DateOnly(2026, 3, 31), default),
                await organizations.DepartmentsAsync(hospital, new DateOnly(2026, 4, 1), default),
                await organizations.FindDepartmentsAsync([id, Guid.CreateVersion7()], default));
        });
        Assert.Contains(then, d => d.Id == id && d.IsOpenOn(new DateOnly(2026, 3, 31)));
        Assert.DoesNotContain(now, d => d.Id == id);
        Assert.Equal("Trung tâm Đột quỵ", Assert.Single(found).Value.Name);
        Assert.Equal(then.Select(d => d.Name).OrderBy(VietnameseText.SortKey, StringComparer.Ordinal), then.Select(d => d.Name));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Departments_OfAnotherHospital_DoNotExistAndOthersMayNotManage(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var coordinator = await site.SignedInAsync("khth");
        var own = await coordinator.GetAsync("/hospitals/bvdk-quang-ninh/departments");
        var (_, fields) = Visitor.FormOf(own, new() { ["Input.Name"] = "Khoa Lạ" });
        var elsewhere = await site.HospitalIdAsync("viet-duc");
        var id = await site.DataAsync(db => db.Departments.Where(d => d.HospitalId == elsewhere).Select(d => d.Id).FirstAsync());

        foreach (var address in new[] { "/hospitals/viet-duc/departments", $"/hospitals/viet-duc/departments/{id}", $"/hospitals/bvdk-quang-ninh/departments/{id}" })
        {
            Assert.Equal(404, (int)(await coordinator.GetAsync(address)).Status);
            Assert.Equal(404, (int)(await coordinator.PostAsync(address, fields)).Status);
        }

        foreach (var account in new[] { "hocvien", "huongdan", "giamdoc", "soyte", "boyte" })
        {
            Assert.Equal(403, (int)(await (await site.SignedInAsync(account)).GetAsync("/hospitals/bvdk-quang-ninh/departments")).Status);
        }

        Assert.True((await (await site.SignedInAsync("giaovu")).GetAsync("/hospitals/viet-duc/departments")).IsOk);
        Assert.False(await site.DataAsync(db => db.Departments.AnyAsync(d => d.Name == "Khoa Lạ")));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_StaleForm_ShowsBothVersions(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (first, second) = (await site.SignedInAsync("khth"), await site.SignedInAsync("khth"));
        var hospital = await site.HospitalIdAsync("bvdk-quang-ninh");
        var id = await site.DataAsync(db => db.Departments.Where(d => d.HospitalId == hospital).Select(d => d.Id).FirstAsync());
        var address = $"/hospitals/bvdk-quang-ninh/departments/{id}";
        var pages = (First: await first.GetAsync(address), Second: await second.GetAsync(address));
        Assert.True((await first.SubmitAsync(pages.First, new() { ["Input.Name"] = "Khoa Một" })).IsRedirect);

        var refused = await second.SubmitAsync(pages.Second, new() { ["Input.Name"] = "Khoa Hai" });

        Assert.Equal(422, (int)refused.Status);
        Assert.Equal(["Khoa Một", "Khoa Hai"], refused.Page.QuerySelectorAll("#conflict td").Select(td => td.TextContent));
        Assert.True((await second.SubmitAsync(refused, [])).IsRedirect);
    }
}
