using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Cme.Warnings;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;
using Training.Tests.Notifications;
using Training.Tests.Support;

namespace Training.Tests.Cme;

/// <summary>What the workplace and the health authorities see, what it costs, and the letters before the end.</summary>
public sealed class StaffTests
{
    private const int MostStatements = 8;
    private const int MostBytes = 60 * 1024;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Staff_OfAThousand_IsListedAtRiskFirst_WithinTheBudget(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (me, hospital, today) = (await site.PersonIdAsync(Given.Trainee), await site.HospitalIdAsync("bvdk-quang-ninh"), site.Clock.Today());
        await site.PostAsync(me, [.. Enumerable.Range(0, 400).Select(number => (today.AddDays(-number % 200), 10))]);
        await site.DataAsync(async db =>
        {
            for (var number = 0; number < 1000; number++)
            {
                var person = new Person
                {
                    Key = $"nv-{number}",
                    FullName = $"Nguyễn Thị Số {number:0000}",
                    Title = "ĐD",
                    LicenceNumber = number % 10 == 0 ? null : $"NV-{number:0000}/GPHN",
                    LicenceExpiresOn = number % 10 == 0 ? null : today.AddDays(number % 10 == 1 ? 10 : number % 10 == 2 ? 60 : 700),
                };
                person.Named();
                db.AddRange(person, new Appointment { PersonId = person.Id, HospitalId = hospital, Department = "Khoa Nội", Position = "Điều dưỡng", From = today.AddYears(-3) });
            }

            await db.SaveChangesAsync();
        });
        await CheckAsync(site, "hocvien", "/", "/cme", "/cme/new", "/cme/summary");
        await CheckAsync(site, "huongdan", "/");
        await CheckAsync(site, "khth", "/", "/cme/staff", "/cme/staff?light=Red", "/cme/staff?q=so+0500", $"/cme/people/{me}");
        await CheckAsync(site, "soyte", "/cme/hospitals", "/cme/staff?hospital=bvdk-quang-ninh", $"/cme/people/{me}");

        // Page follows page to everybody, red before amber before green, and none twice.
        var office = await site.SignedInAsync("khth");
        var first = await office.GetAsync("/cme/staff");
        var total = int.Parse(System.Text.RegularExpressions.Regex.Match(first.Text, "([0-9]+) người, ").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var (seen, tags) = (new List<string>(), new List<string>());
        for (var page = first; ; page = await office.GetAsync(page.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!))
        {
            seen.AddRange(page.Page.QuerySelectorAll("ul.list a").Select(a => a.GetAttribute("href")!));
            tags.AddRange(page.Page.QuerySelectorAll("ul.list a .tag").Select(tag => tag.TextContent));
            if (page.Page.QuerySelector("a[rel=next]") is null)
            {
                break;
            }
        }

        Assert.InRange(total, 1001, 1050);
        Assert.Equal(total, seen.Distinct().Count());
        string[] order = ["hết hạn, còn thiếu", "rất gấp, còn thiếu", "sắp đến hạn, còn thiếu", "còn thời gian", "đủ giờ", "chưa ghi giấy phép"];
        Assert.Equal(tags.Order(Comparer<string>.Create((a, b) => Array.IndexOf(order, a).CompareTo(Array.IndexOf(order, b)))), tags);
        Assert.Equal(100, tags.Count(tag => tag == order[1]));

        // So does the ledger of 400 entries.
        var learner = await site.SignedInAsync("hocvien");
        var (entries, at) = (0, await learner.GetAsync("/cme"));
        Assert.Contains("72,5 / 120 giờ tín chỉ", at.Text, StringComparison.Ordinal);
        for (; ; at = await learner.GetAsync(at.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!))
        {
            entries += at.Page.QuerySelectorAll("ul.list > li").Length;
            if (at.Page.QuerySelector("a[rel=next]") is null)
            {
                break;
            }
        }

        Assert.Equal(405, entries);

        // The file has everybody, in the order of the page, and nothing in it is taken for a formula.
        await site.DataAsync(async db =>
        {
            var person = await db.People.SingleAsync(p => p.Key == "nv-1");
            person.FullName = "=HYPERLINK(\"x\")";
            await db.SaveChangesAsync();
        });
        using var file = await office.Client.GetAsync("/admin/export/cme.csv");
        var csv = await file.Content.ReadAsStringAsync();
        Assert.Equal(total + 1, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("ĐD =HYPERLINK", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(csv.Split('\n'), line => line.StartsWith('='));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Staff_IsSeenByWhereverTheyWork(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var me = await site.PersonIdAsync(Given.Trainee);
        await site.PostAsync(me, (site.Clock.Today(), 12_000 - CmeSite.History));
        var (address, summary) = ($"/cme/people/{me}", $"/cme/people/{me}/summary");
        foreach (var account in new[] { "khth", "giamdocqn", "soyte", "boyte" })
        {
            var visitor = await site.SignedInAsync(account);
            Assert.Contains("120 / 120 giờ tín chỉ", (await visitor.GetAsync(address)).Text, StringComparison.Ordinal);
            Assert.True((await visitor.GetAsync(summary)).IsOk);
        }

        foreach (var (account, status) in new[] { ("giaovu", 404), ("giamdoc", 404), ("huongdan", 403), ("bsnoi", 403) })
        {
            var visitor = await site.SignedInAsync(account);
            Assert.Equal((status, status), ((int)(await visitor.GetAsync(address)).Status, (int)(await visitor.GetAsync(summary)).Status));
        }

        // The department of health begins with its hospitals; each number opens its list. Another province is not there.
        var health = await site.SignedInAsync("soyte");
        var hospitals = await health.FollowAsync(await health.GetAsync("/cme/staff"));
        Assert.Contains("Bệnh viện Đa khoa tỉnh Quảng Ninh", hospitals.Text, StringComparison.OrdinalIgnoreCase);
        var list = await health.GetAsync(hospitals.Page.QuerySelector("td a[href*='bvdk-quang-ninh'][href*=Met]")!.GetAttribute("href")!);
        Assert.Contains("Nguyễn Hoàng Phượng", list.Text, StringComparison.Ordinal);
        Assert.Equal((404, 404), ((int)(await health.GetAsync("/cme/staff?hospital=cho-ray")).Status, (int)(await health.GetAsync("/cme/hospitals?province=79")).Status));

        // Whoever moves takes the ledger along.
        await site.EndAppointmentsAsync(Given.Trainee, site.Clock.Today().AddDays(-1));
        Assert.Equal(404, (int)(await (await site.SignedInAsync("khth")).GetAsync(address)).Status);
        Assert.Contains("120 / 120 giờ tín chỉ", (await (await site.SignedInAsync("hocvien")).GetAsync("/cme")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Letters_BeforeTheEnd_AreWrittenOnceAtAmberAndOnceAtRed(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (me, other, today) = (await site.PersonIdAsync(Given.Trainee), await site.PersonIdAsync(Given.Mentor), site.Clock.Today());
        await site.LicenceEndsAsync(me, today.AddDays(91));
        await site.LicenceEndsAsync(other, today.AddDays(80));
        await site.PostAsync(me, (today, 8_050 - CmeSite.History));
        await site.PostAsync(other, (today, 12_000));
        await site.RunAsync<WarnPeople>();
        Assert.Empty(await LettersAsync(site, "hocvien"));

        site.Clock.Shift += TimeSpan.FromDays(1);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(site.RunAsync<WarnPeople>)));
        await site.RunAsync<WarnPeople>();
        var amber = Assert.Single(await LettersAsync(site, "hocvien"));
        Assert.All(["còn thiếu 39,5 giờ", "80,5 / 120", "còn 90 ngày", "39.5 are missing", "90 days from now", "Thông tư 32/2023/TT-BYT"], words => Assert.Contains(words, amber.Body, StringComparison.Ordinal));

        site.Clock.Shift += TimeSpan.FromDays(59);
        await site.RunAsync<WarnPeople>();
        Assert.Single(await LettersAsync(site, "hocvien"));
        site.Clock.Shift += TimeSpan.FromDays(1);
        await site.RunAsync<WarnPeople>();
        site.Clock.Shift += TimeSpan.FromDays(5);
        await site.RunAsync<WarnPeople>();
        Assert.Equal(2, (await LettersAsync(site, "hocvien")).Count);

        // Whoever has enough gets none; a licence that is renewed begins anew.
        Assert.Empty(await LettersAsync(site, "huongdan"));
        await site.LicenceEndsAsync(me, site.Clock.Today().AddDays(20));
        await site.RunAsync<WarnPeople>();
        Assert.Equal(3, (await LettersAsync(site, "hocvien")).Count);
    }

    private static async Task<List<Training.Notifications.Outbox.OutgoingMail>> LettersAsync(Site site, string account)
        => [.. (await site.OutboxAsync()).Where(m => m.To == $"{account}@demo.local" && m.Subject.Contains("giờ tín chỉ CME", StringComparison.Ordinal))];

    private static async Task CheckAsync(Site site, string account, params string[] addresses)
    {
        var visitor = await site.SignedInAsync(account);
        foreach (var address in addresses)
        {
            var page = await site.AgainAsync(visitor, address);
            Assert.True(page.IsOk, $"{account} {address}: {page.Status}");
            Assert.True(site.Statements.Statements.Count <= MostStatements, $"{account} {address}: {string.Join("\n", site.Statements.Statements)}");
            Assert.True(Encoding.UTF8.GetByteCount(page.Body) <= MostBytes, $"{account} {address}: {Encoding.UTF8.GetByteCount(page.Body)} bytes");
        }
    }
}
