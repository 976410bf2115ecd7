using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed partial class AccountTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task SignIn_ThenOut_EndsTheSession(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = await site.SignedInAsync("hocvien");
        var home = await visitor.GetAsync("/");

        var left = await visitor.PostFormAsync(home, "form[action='/account/logout']", []);

        Assert.Equal("/", left.Location);
        Assert.True((await visitor.GetAsync("/logbook")).IsRedirect);
        var again = await visitor.PostFormAsync(home, "form[action='/account/logout']", []);
        Assert.False(again.IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SignOut_WithoutToken_KeepsTheSession(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = await site.SignedInAsync("hocvien");

        Assert.Equal(400, (int)(await visitor.PostAsync("/account/logout", [])).Status);

        Assert.True((await visitor.GetAsync("/logbook")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SignIn_WrongPasswordOrUnknownAccount_GetTheSameAnswer(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var known = await TryAsync(site.Visitor(), "hocvien@demo.local", "wrong password, really");
        var unknown = await TryAsync(site.Visitor(), "nobody@demo.local", "wrong password, really");

        Assert.Equal((422, 422), ((int)known.Status, (int)unknown.Status));
        Assert.Equal(known.Errors, unknown.Errors);
        Assert.NotEmpty(known.Errors);
        Assert.True(string.IsNullOrEmpty(known.Value("Input.Password")));
        Assert.Equal("hocvien@demo.local", known.Value("Input.Email"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Grant_TakenAway_IsGoneAtTheNextRequest(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        Assert.True((await mentor.GetAsync("/sign")).IsOk);
        var user = await site.UserIdAsync("huongdan");

        await site.DataAsync(db => db.WriteAsync(ct => db.RoleGrants.Where(g => g.UserId == user).ExecuteDeleteAsync(ct), default));

        Assert.Equal(403, (int)(await mentor.GetAsync("/sign")).Status);
        Assert.True((await mentor.GetAsync("/account/profile")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Grant_OfAnotherTime_CarriesNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        var user = await site.UserIdAsync("huongdan");
        foreach (var (from, to, status) in new[] { ("2000-01-01", "2001-01-01", 403), ("2990-01-01", null, 403), ("2000-01-01", (string?)null, 200) })
        {
            await site.DataAsync(async db =>
            {
                var hospital = await db.RoleGrants.Where(g => g.UserId == user).Select(g => g.HospitalId).FirstAsync();
                await db.WriteAsync(ct => db.RoleGrants.Where(g => g.UserId == user).ExecuteDeleteAsync(ct), default);
                db.Add(new RoleGrant
                {
                    UserId = user,
                    Role = Roles.Mentor,
                    Kind = ScopeKind.Hospital,
                    HospitalId = hospital,
                    From = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
                    To = to is null ? null : DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
                    GrantedBy = "test",
                    Reason = "test",
                });
                await db.SaveChangesAsync();
            });
            Assert.Equal(status, (int)(await mentor.GetAsync("/sign")).Status);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Session_SecurityStampChanged_Dies(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (first, second) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("hocvien"));
        var user = await site.UserIdAsync("hocvien");
        await site.DataAsync(async (_, services) =>
        {
            var users = services.GetRequiredService<UserManager<User>>();
            return await users.UpdateSecurityStampAsync((await users.FindByIdAsync(user.ToString()))!);
        });

        Assert.True((await first.GetAsync("/logbook")).IsRedirect);
        Assert.True((await second.GetAsync("/logbook")).IsRedirect);
        Assert.True((await (await site.SignedInAsync("hocvien")).GetAsync("/logbook")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Session_AccountLocked_Dies(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = await site.SignedInAsync("hocvien");
        var user = await site.UserIdAsync("hocvien");
        await site.DataAsync(db => db.WriteAsync(ct => db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.LockoutEnd, site.Clock.GetUtcNow().AddDays(1)), ct), default));

        Assert.True((await visitor.GetAsync("/logbook")).IsRedirect);
    }

    [Theory, OnSqlite]
    public async Task Login_OutsideDemoMode_ListsNoAccounts(Database database)
    {
        await using var demo = await Site.StartAsync(database);
        var listed = await demo.Visitor().GetAsync("/account/login");
        Assert.Contains("huongdan@demo.local", listed.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.DemoPassword, listed.Text, StringComparison.Ordinal);

        await using var plain = demo.WithWebHostBuilder(builder => builder.UseSetting("Demo:Enabled", "false"));
        var login = await new Visitor(plain.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false })).GetAsync("/account/login");

        Assert.True(login.IsOk);
        Assert.DoesNotContain("@demo.local", login.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.DemoPassword, login.Body, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Login_OfEveryDemoAccount_Works(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var accounts = DemoAccount().Matches((await site.Visitor().GetAsync("/account/login")).Text).Select(m => m.Value).Distinct().ToList();
        Assert.Equal(9, accounts.Count);
        foreach (var account in accounts)
        {
            var home = await (await site.SignedInAsync(account)).GetAsync("/");
            Assert.True(home.IsOk);
            Assert.NotEmpty(home.Page.QuerySelectorAll("main .card, main section"));
        }
    }

    [GeneratedRegex("[a-z]+@demo\\.local")]
    private static partial Regex DemoAccount();

    private static async Task<Answer> TryAsync(Visitor visitor, string email, string password)
        => await visitor.SubmitAsync(await visitor.GetAsync("/account/login"), new() { ["Input.Email"] = email, ["Input.Password"] = password });
}
