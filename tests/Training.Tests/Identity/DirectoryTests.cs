using Microsoft.EntityFrameworkCore;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed class DirectoryTests(DemoSites sites) : IClassFixture<DemoSites>
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Directory_OfEachViewer_ListsExactlyThoseInScope(Database database)
    {
        var site = await sites.OnAsync(database);
        var today = site.Clock.Today();
        var people = await site.DataAsync(db => (from a in db.Appointments
                                                 join h in db.Set<Training.Organizations.Hospitals.Hospital>() on a.HospitalId equals h.Id
                                                 join p in db.People on a.PersonId equals p.Id
                                                 where a.To == null || a.To >= today
                                                 select new { p.Id, p.FullName, Hospital = h.Key, h.ProvinceId }).ToListAsync());
        var quangNinh = await site.DataAsync(db => db.Set<Training.Organizations.Provinces.Province>().Where(p => p.ShortName == "Quảng Ninh").Select(p => p.Id).SingleAsync());
        var all = await site.DataAsync(db => db.People.Select(p => p.FullName).ToListAsync());
        foreach (var (account, expected) in new[]
        {
            ("giaovu", people.Where(p => p.Hospital == "viet-duc").Select(p => p.FullName)),
            ("giamdoc", people.Where(p => p.Hospital == "viet-duc").Select(p => p.FullName)),
            ("khth", people.Where(p => p.Hospital == "bvdk-quang-ninh").Select(p => p.FullName)),
            ("soyte", people.Where(p => p.ProvinceId == quangNinh).Select(p => p.FullName)),
            ("boyte", all),
            ("quantri", all),
        })
        {
            var visitor = await site.SignedInAsync(account);
            var shown = new List<string>();
            var address = "/people";
            while (address is not null)
            {
                var page = await visitor.GetAsync(address);
                shown.AddRange(page.Page.QuerySelectorAll("main .list b").Select(b => b.TextContent));
                address = page.Page.QuerySelector("nav.pager a[rel=next]")?.GetAttribute("href") is { } next ? "/people" + next : null;
            }

            var names = expected.Distinct().ToArray();
            Assert.True(names.Length > 2 && shown.Count == names.Length, $"{account}: {shown.Count} of {names.Length}");
            Assert.All(names, name => Assert.Contains(shown, s => s.EndsWith(name, StringComparison.Ordinal)));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Record_OutOfScope_Is404ForAllButThosePeople(Database database)
    {
        var site = await sites.OnAsync(database);
        var (own, other) = (await site.PersonIdAsync(Given.Trainee), await site.PersonIdAsync(Given.MentorElsewhere));
        foreach (var (account, toOwn, toOther) in new[]
        {
            ("hocvien", 200, 404), ("bsnoi", 404, 404), ("huongdan", 404, 404), ("khth", 200, 404), ("giaovu", 404, 404), ("soyte", 200, 404), ("boyte", 200, 200), ("quantri", 200, 200),
        })
        {
            var visitor = await site.SignedInAsync(account);
            Assert.Equal((account, toOwn, toOther), (account, (int)(await visitor.GetAsync($"/people/{own}")).Status, (int)(await visitor.GetAsync($"/people/{other}")).Status));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Record_PrivateFields_OnlyForKeepersAndOneself(Database database)
    {
        var site = await sites.OnAsync(database);
        var id = await site.PersonIdAsync(Given.Trainee);
        await site.DataAsync(async db =>
        {
            var person = await db.People.SingleAsync(p => p.Id == id);
            (person.Phone, person.Email, person.DateOfBirth) = ("0900 111 222", "canary@example.vn", new DateOnly(1985, 1, 2));
            await db.SaveChangesAsync();
        });
        string[] secrets = ["0900 111 222", "canary@example.vn", "02/01/1985"];
        foreach (var (account, sees) in new[] { ("hocvien", true), ("khth", true), ("soyte", false), ("boyte", false), ("quantri", false) })
        {
            var page = await (await site.SignedInAsync(account)).GetAsync($"/people/{id}");
            Assert.True(page.IsOk, account);
            Assert.All(secrets, secret => Assert.True(page.Body.Contains(secret, StringComparison.Ordinal) == sees, $"{account} {secret}"));
            Assert.Contains("DEMO-000001/GPHN", page.Text, StringComparison.Ordinal);
        }

        foreach (var account in new[] { "khth", "soyte", "boyte", "quantri" })
        {
            var list = await (await site.SignedInAsync(account)).GetAsync("/people?q=phuong");
            Assert.Contains("Nguyễn Hoàng Phượng", list.Text, StringComparison.Ordinal);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, list.Body, StringComparison.Ordinal));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Search_WithoutDiacritics_ByNameHospitalSpecialtyAndLicence(Database database)
    {
        var site = await sites.OnAsync(database);
        var ministry = await site.SignedInAsync("boyte");
        foreach (var (search, found, not) in new[]
        {
            ("nguyen hoang phuong", "Nguyễn Hoàng Phượng", "Lê Minh Đức"),
            ("DUC minh", "Lê Minh Đức", "Nguyễn Hoàng Phượng"),
            ("nhiet doi", "Đinh Công Toàn", "Nguyễn Hoàng Phượng"),
            ("tim mach", "Huỳnh Kim Phát", "Nguyễn Hoàng Phượng"),
            ("demo 000001", "Nguyễn Hoàng Phượng", "Lê Minh Đức"),
            ("phuong quang ninh", "Nguyễn Hoàng Phượng", "Lê Minh Đức"),
        })
        {
            var page = await ministry.GetAsync("/people?q=" + Uri.EscapeDataString(search));
            Assert.True(page.Text.Contains(found, StringComparison.Ordinal) && !page.Text.Contains(not, StringComparison.Ordinal), $"{search}: {page.Text}");
        }

        Assert.Contains("bớt điều kiện", (await ministry.GetAsync("/people?q=zzzz")).Text, StringComparison.Ordinal);
        var urgent = await ministry.GetAsync("/people?licence=Expired");
        Assert.Contains("Trần Đình Khoa", urgent.Text, StringComparison.Ordinal);
        Assert.Single(urgent.Page.QuerySelectorAll("main .list li"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Directory_Order_IsVietnameseByGivenName(Database database)
    {
        var site = await sites.OnAsync(database);
        var names = (await (await site.SignedInAsync("boyte")).GetAsync("/people")).Page.QuerySelectorAll("main .list b").Select(b => b.TextContent).ToArray();
        Assert.True(names.Length > 20);
        Assert.Equal(names.OrderBy(n => VietnameseText.SortKey(n.Split(' ')[^1]), StringComparer.Ordinal).Select(n => n.Split(' ')[^1]), names.Select(n => n.Split(' ')[^1]));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Directory_OfLearnersAndMentors_Returns403(Database database)
    {
        var site = await sites.OnAsync(database);
        foreach (var account in new[] { "hocvien", "bsnoi", "huongdan" })
        {
            Assert.Equal(403, (int)(await (await site.SignedInAsync(account)).GetAsync("/people")).Status);
        }
    }
}
