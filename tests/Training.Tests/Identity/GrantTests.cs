using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Identity.Grants;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Tests.Architecture;
using Training.Tests.Support;
using Xunit.Abstractions;

namespace Training.Tests.Identity;

public sealed class GrantTests(ITestOutputHelper output)
{
    private static readonly DateOnly Today = GrantForms.Today();

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Grant_ForgedForEveryRoleAndPlace_FollowsTheTable(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var table = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Training.Tests", "Identity", "grant-matrix.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        var target = await site.OfficeAsync("target@test.local");
        var random = new Random(20261122);
        var (cells, wrong) = (0, new List<string>());
        foreach (var (account, granter, home) in new[]
        {
            ("quantri", Roles.Administrator, "viet-duc"), ("giamdoc", Roles.Director, "viet-duc"), ("giaovu", Roles.TrainingOffice, "viet-duc"),
            ("khth", Roles.Coordinator, "bvdk-quang-ninh"), ("soyte", Roles.HealthDepartment, "bvdk-quang-ninh"), ("boyte", Roles.Ministry, "viet-duc"),
            ("huongdan", Roles.Mentor, "viet-duc"), ("hocvien", Roles.Trainee, "bvdk-quang-ninh"),
        })
        {
            var places = await PlacesAsync(site, home);

            // The target once worked at the granter's hospital, so that the granter may open it.
            await site.StoreGrantAsync(target, Roles.Clerk, ScopeKind.Hospital, await site.HospitalIdAsync(home), new DateOnly(2020, 2, 1));
            var visitor = await site.SignedInAsync(account);
            var column = Array.IndexOf(table[0], granter);
            foreach (var (line, letter) in from line in table[1..] from letter in "hnfpqc" select (line, letter))
            {
                var expected = line[column].Contains(letter, StringComparison.Ordinal);
                if (!expected && random.Next(4) > 0)
                {
                    continue;
                }

                cells++;
                var answer = await visitor.ForgeAsync(
                    $"/admin/accounts/{target}/grants/new?role={line[0]}",
                    ("Input.Scope", places[letter]), ("Input.From", Iso(Today)), ("Input.To", ""), ("Input.Reason", "matrix"));
                var stored = await site.RemoveGrantsAsync(target, "matrix");
                if ((stored == 1) != expected || (!expected && (int)answer.Status is not (403 or 404 or 422)))
                {
                    wrong.Add($"{granter} grants {line[0]} at {letter}: {answer.Status}");
                }
            }
        }

        output.WriteLine($"{cells} cells over HTTP");
        Assert.True(cells > 150, $"{cells} cells");
        Assert.Empty(wrong);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Grant_ByPage_IsStoredWithWhoAndWhyAndCountsAtOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var admin = await site.SignedInAsync("quantri");
        var mentor = await site.UserIdAsync("huongdan");
        var hospital = await site.HospitalIdAsync("viet-duc");
        var visitor = await site.SignedInAsync("huongdan");
        Assert.Equal(403, (int)(await visitor.GetAsync("/reports")).Status);

        var granted = await admin.GrantByPageAsync(mentor, Roles.Director, GrantForms.Scope(ScopeKind.Hospital, hospital), reason: "Decision 77");

        Assert.Equal($"/admin/accounts/{mentor}", granted.Location);
        Assert.True((await visitor.GetAsync("/reports")).IsOk);
        var stored = Assert.Single(await site.GrantsOfAsync(mentor), g => g.Role == Roles.Director);
        Assert.Equal((await site.UserIdAsync("quantri"), "Decision 77", (DateOnly?)null), (stored.GrantedByUserId!.Value, stored.Reason, stored.To));
        Assert.NotNull(stored.GrantedAt);
        var page = await admin.GetAsync(granted.Location!);
        Assert.Contains("Decision 77", page.Text, StringComparison.Ordinal);
        Assert.Contains("huongdan@demo.local", await site.DataAsync(db => db.Set<Training.Notifications.Outbox.OutgoingMail>().Select(m => m.To).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Grant_ImpossiblePeriodOrTwice_IsRefusedAndKeepsWhatWasTyped(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var director = await site.UserIdAsync("giamdoc");
        var last = Today.AddDays(30);
        await site.DataAsync(db => db.WriteAsync(ct => db.RoleGrants.Where(g => g.UserId == director).ExecuteUpdateAsync(g => g.SetProperty(x => x.To, last), ct), default));
        var visitor = await site.SignedInAsync("giamdoc");
        var mentor = await site.UserIdAsync("huongdan");
        var scope = GrantForms.Scope(ScopeKind.Hospital, await site.HospitalIdAsync("viet-duc"));
        foreach (var (from, to, field) in new (DateOnly From, DateOnly? To, string Field)[]
        {
            (Today.AddDays(-1), last, "Input.From"),
            (Today.AddDays(3), Today.AddDays(2), "Input.To"),
            (Today, last.AddDays(1), "Input.To"),
            (Today, null, "Input.To"),
        })
        {
            var refused = await visitor.GrantByPageAsync(mentor, Roles.Clerk, scope, to, from);
            Assert.Equal(422, (int)refused.Status);
            Assert.True(refused.Errors.Count > 0, field);
            Assert.Equal("Decision 12", refused.Value("Input.Reason"));
        }

        Assert.True((await visitor.GrantByPageAsync(mentor, Roles.Clerk, scope, last)).IsRedirect);
        Assert.Equal(422, (int)(await visitor.GrantByPageAsync(mentor, Roles.Clerk, scope, Today.AddDays(2))).Status);
        Assert.Single(await site.GrantsOfAsync(mentor), g => g.Role == Roles.Clerk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Grant_ToOneselfOrOnesOtherAccount_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var admin = await site.SignedInAsync("quantri");
        var self = await site.UserIdAsync("quantri");
        Assert.Equal(404, (int)(await admin.GetAsync($"/admin/accounts/{self}/grants/new?role=Director")).Status);
        Assert.Equal(404, (int)(await admin.ForgeAsync(
            $"/admin/accounts/{self}/grants/new?role=Director", ("Input.Scope", GrantForms.Scope(ScopeKind.Hospital, await site.HospitalIdAsync("viet-duc"))), ("Input.From", Iso(Today)), ("Input.Reason", "x"))).Status);
        var ended = await admin.EndByPageAsync(self, (await site.GrantsOfAsync(self)).Single().Id);
        Assert.Equal(422, (int)ended.Status);

        var second = await site.OfficeAsync("second@test.local");
        var person = await site.PersonIdAsync("doan-ngoc-lam");
        await site.DataAsync(db => db.WriteAsync(ct => db.Users.Where(u => u.Id == second).ExecuteUpdateAsync(u => u.SetProperty(x => x.PersonId, person), ct), default));
        var director = await site.SignedInAsync("giamdoc");
        var refused = await director.GrantByPageAsync(second, Roles.Clerk, GrantForms.Scope(ScopeKind.Hospital, await site.HospitalIdAsync("viet-duc")));
        Assert.Equal(422, (int)refused.Status);
        Assert.Empty(await site.GrantsOfAsync(second));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task End_NowOrLater_KeepsTheHistoryAndRefusesASecondEnd(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var director = await site.SignedInAsync("giamdoc");
        var mentor = await site.UserIdAsync("huongdan");
        var grant = (await site.GrantsOfAsync(mentor)).Single();
        var visitor = await site.SignedInAsync("huongdan");
        var stale = await director.GetAsync($"/admin/accounts/{mentor}/grants/{grant.Id}/end");

        Assert.Equal(422, (int)(await director.EndByPageAsync(mentor, grant.Id, Today.AddDays(-1))).Status);
        Assert.True((await director.EndByPageAsync(mentor, grant.Id, Today.AddDays(5), "Rotation ends")).IsRedirect);
        Assert.True((await visitor.GetAsync("/sign")).IsOk);
        Assert.Equal(422, (int)(await director.SubmitAsync(stale, new() { ["Input.When"] = "Now", ["Input.Reason"] = "late" })).Status);
        Assert.Equal(422, (int)(await director.EndByPageAsync(mentor, grant.Id, Today.AddDays(6))).Status);
        Assert.True((await director.EndByPageAsync(mentor, grant.Id)).IsRedirect);
        Assert.Equal(403, (int)(await visitor.GetAsync("/sign")).Status);
        Assert.Equal(422, (int)(await director.EndByPageAsync(mentor, grant.Id)).Status);

        var stored = (await site.GrantsOfAsync(mentor)).Single();
        Assert.Equal((Today.AddDays(-1), "Left the hospital", await site.UserIdAsync("giamdoc"), grant.From), (stored.To, stored.EndReason, stored.EndedByUserId!.Value, stored.From));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task End_AboveOrOutsideOneself_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");
        var director = await site.UserIdAsync("giamdoc");
        var directors = (await site.GrantsOfAsync(director)).Single();
        Assert.DoesNotContain($"/grants/{directors.Id}/end", (await office.GetAsync($"/admin/accounts/{director}")).Body, StringComparison.Ordinal);
        Assert.Equal(422, (int)(await office.EndByPageAsync(director, directors.Id)).Status);
        var trainee = await site.UserIdAsync("hocvien");
        Assert.Equal(404, (int)(await office.EndByPageAsync(trainee, (await site.GrantsOfAsync(trainee)).Single().Id)).Status);
        Assert.Equal(404, (int)(await office.GetAsync($"/admin/accounts/{trainee}")).Status);
        Assert.All((await site.GrantsOfAsync(director)).Concat(await site.GrantsOfAsync(trainee)), grant => Assert.Null(grant.To));
    }

    private static async Task<Dictionary<char, string>> PlacesAsync(Site site, string home) => await site.DataAsync(async db =>
    {
        var own = await db.Hospitals.SingleAsync(h => h.Key == home);
        var near = await db.Hospitals.Where(h => h.ProvinceId == own.ProvinceId && h.Id != own.Id).Select(h => h.Id).FirstAsync();
        var far = await db.Hospitals.Where(h => h.ProvinceId != own.ProvinceId).Select(h => new { h.Id, h.ProvinceId }).FirstAsync();
        return new Dictionary<char, string>
        {
            ['h'] = GrantForms.Scope(ScopeKind.Hospital, own.Id),
            ['n'] = GrantForms.Scope(ScopeKind.Hospital, near),
            ['f'] = GrantForms.Scope(ScopeKind.Hospital, far.Id),
            ['p'] = GrantForms.Scope(ScopeKind.Province, own.ProvinceId),
            ['q'] = GrantForms.Scope(ScopeKind.Province, far.ProvinceId),
            ['c'] = GrantForms.Scope(ScopeKind.Country),
        };
    });

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
