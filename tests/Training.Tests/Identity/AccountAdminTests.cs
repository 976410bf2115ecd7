using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Training.Identity.Accounts;
using Training.Identity.Users;
using Training.Modules;
using Training.Notifications.Outbox;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed class AccountAdminTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Disable_EndsTheSessionAndEveryDoorUntilEnabled(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var admin = await site.SignedInAsync("quantri");
        var user = await site.UserIdAsync("hocvien");
        var visitor = await site.SignedInAsync("hocvien");

        Assert.Equal(422, (int)(await admin.ControlAsync(user, "Disable", " ")).Status);
        Assert.True((await visitor.GetAsync("/logbook")).IsOk);
        Assert.True((await admin.ControlAsync(user, "Disable")).IsRedirect);

        Assert.Contains("/account/login", (await visitor.GetAsync("/logbook")).Location, StringComparison.Ordinal);
        var refused = await TryAsync(site, "hocvien@demo.local", Visitor.DemoPassword);
        var wrong = await TryAsync(site, "hocvien@demo.local", "not the password at all");
        Assert.False(refused.IsRedirect);
        Assert.Equal(wrong.Errors, refused.Errors);

        Assert.True((await admin.ControlAsync(user, "Enable", "Came back")).IsRedirect);
        Assert.True((await (await site.SignedInAsync("hocvien")).GetAsync("/logbook")).IsOk);
        Assert.Equal(2, await site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.To == "hocvien@demo.local")));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EndSessions_SignsOutEverywhereAndLetsInAgain(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var admin = await site.SignedInAsync("quantri");
        var phone = await site.SignedInAsync("hocvien");
        var desk = await site.SignedInAsync("hocvien");

        Assert.True((await admin.ControlAsync(await site.UserIdAsync("hocvien"), "EndSessions")).IsRedirect);

        Assert.True((await phone.GetAsync("/logbook")).IsRedirect);
        Assert.True((await desk.GetAsync("/logbook")).IsRedirect);
        await site.SignedInAsync("hocvien");
    }

    /// <summary>What is taken away on one node is gone at the next request on the other.</summary>
    [Theory, OnPostgreSql]
    public async Task RightsTakenOnOneNode_AreGoneOnTheOther(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var other = site.SecondNode();
        var admin = await site.SignedInAsync("quantri");
        var mentor = await other.SignedInAsync("huongdan");
        var director = await other.SignedInAsync("giamdoc");
        Assert.True((await mentor.GetAsync("/sign")).IsOk);
        Assert.True((await director.GetAsync("/reports")).IsOk);
        var user = await site.UserIdAsync("huongdan");

        Assert.True((await admin.EndByPageAsync(user, (await site.GrantsOfAsync(user)).Single().Id)).IsRedirect);
        Assert.Equal(403, (int)(await mentor.GetAsync("/sign")).Status);
        Assert.True((await admin.ControlAsync(await site.UserIdAsync("giamdoc"), "Disable")).IsRedirect);
        Assert.Contains("/account/login", (await director.GetAsync("/reports")).Location, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task List_FindsWithoutDiacriticsAndKeepsToTheScope(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var admin = await site.SignedInAsync("quantri");
        Assert.Contains("Nguyễn Hoàng Phượng", (await admin.GetAsync("/admin/accounts?q=hoang+phuong")).Text, StringComparison.Ordinal);
        Assert.Contains("Nguyễn Hoàng Phượng", (await admin.GetAsync("/admin/accounts?q=HOCVIEN@demo")).Text, StringComparison.Ordinal);
        Assert.Single((await admin.GetAsync("/admin/accounts?role=Ministry")).Page.QuerySelectorAll("main .list li"));
        Assert.Contains("Không có tài khoản nào phù hợp", (await admin.GetAsync("/admin/accounts?q=nobody-has-this-name")).Text, StringComparison.Ordinal);

        var office = await site.SignedInAsync("giaovu");
        var seen = (await office.GetAsync("/admin/accounts")).Page.QuerySelectorAll("main .list small").Select(e => e.TextContent).ToArray();
        Assert.Contains("huongdan@demo.local", seen);
        Assert.DoesNotContain("hocvien@demo.local", seen);
        Assert.DoesNotContain("boyte@demo.local", seen);
        foreach (var account in new[] { "hocvien", "huongdan", "soyte", "boyte" })
        {
            Assert.Equal(403, (int)(await (await site.SignedInAsync(account)).GetAsync("/admin/accounts")).Status);
        }
    }

    /// <summary>A manager of one hospital reads neither what an account may do elsewhere nor anything secret, and controls nothing.</summary>
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Account_ForAHospital_ShowsOnlyItsOwnFields(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.UserIdAsync("huongdan");
        var elsewhere = await site.HospitalIdAsync("cho-ray");
        await site.StoreGrantAsync(mentor, Roles.Clerk, ScopeKind.Hospital, elsewhere);
        var name = await site.DataAsync(db => db.Set<Training.Organizations.Hospitals.Hospital>().Where(h => h.Id == elsewhere).Select(h => h.Name).SingleAsync());
        var secrets = await site.DataAsync(db => db.Set<User>().Where(u => u.Id == mentor).Select(u => new { u.PasswordHash, u.SecurityStamp, u.ConcurrencyStamp, u.DisabledReason }).SingleAsync());

        var admins = await (await site.SignedInAsync("quantri")).GetAsync($"/admin/accounts/{mentor}");
        Assert.Contains(name, admins.Text, StringComparison.Ordinal);
        var office = await site.SignedInAsync("giaovu");
        var page = await office.GetAsync($"/admin/accounts/{mentor}");
        Assert.True(page.IsOk);
        foreach (var address in new[] { $"/admin/accounts/{mentor}", "/admin/accounts?q=khanh", "/admin/access" })
        {
            var body = (await office.GetAsync(address)).Body;
            Assert.All(new[] { secrets.PasswordHash!, secrets.SecurityStamp!, secrets.ConcurrencyStamp! }, secret => Assert.DoesNotContain(secret, body, StringComparison.Ordinal));
            Assert.DoesNotContain(name, System.Net.WebUtility.HtmlDecode(body), StringComparison.Ordinal);
        }

        foreach (var handler in new[] { "Disable", "Enable", "EndSessions" })
        {
            Assert.Equal(403, (int)(await office.ForgeAsync($"/admin/accounts/{mentor}?handler={handler}", ("Input.Reason", "x"))).Status);
        }

        Assert.Null(await site.DataAsync(db => db.Set<User>().Where(u => u.Id == mentor).Select(u => u.DisabledAt).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Posts_WithFieldsTheFormsDoNotHave_StoreNoneOfThem(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var admin = await site.SignedInAsync("quantri");
        var mentor = await site.UserIdAsync("huongdan");
        var other = await site.UserIdAsync("hocvien");
        var before = await site.DataAsync(db => db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == mentor));

        var granted = await admin.ForgeAsync(
            $"/admin/accounts/{mentor}/grants/new?role=Clerk",
            ("Input.Scope", GrantForms.Scope(ScopeKind.Hospital, await site.HospitalIdAsync("cho-ray"))),
            ("Input.From", GrantForms.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            ("Input.Reason", "over"),
            ("Id", other.ToString()), ("Input.UserId", other.ToString()), ("Input.Role", "Administrator"), ("Input.GrantedBy", "somebody"), ("Input.GrantedByUserId", other.ToString()), ("Account", "x"));
        var controlled = await admin.ForgeAsync(
            $"/admin/accounts/{mentor}?handler=EndSessions",
            ("Input.Reason", "over"), ("Account.DisplayName", "Hacked"), ("Account.PasswordHash", "x"), ("Account.Email", "x@y.vn"), ("Input.DisabledAt", "2020-01-01"), ("Account.DisabledAt", "2020-01-01"));

        Assert.True(granted.IsRedirect && controlled.IsRedirect, $"{granted.Status} {controlled.Status}");
        var stored = (await site.GrantsOfAsync(mentor)).Single(g => g.Reason == "over");
        Assert.Equal((Roles.Clerk, await site.UserIdAsync("quantri")), (stored.Role, stored.GrantedByUserId!.Value));
        Assert.DoesNotContain(await site.GrantsOfAsync(other), g => g.Reason == "over");
        var after = await site.DataAsync(db => db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == mentor));
        Assert.Equal((before.DisplayName, before.PasswordHash, before.Email, before.DisabledAt), (after.DisplayName, after.PasswordHash, after.Email, after.DisabledAt));
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
    }

    /// <summary>The whole of what each form of this part accepts; a new field here is a decision.</summary>
    [Fact]
    public void Forms_AcceptOnlyTheReviewedFields()
    {
        var accepted = typeof(AccountControl).Assembly.GetTypes()
            .Where(type => type.Namespace is "Training.Identity.Accounts" or "Training.Identity.Grants" or "Training.Identity.Rescue" or "Training.Identity.ViewAs")
            .SelectMany(type => type.GetProperties().Where(p => p.IsDefined(typeof(BindPropertyAttribute), false)).SelectMany(p => p.PropertyType.Name == "InputModel"
                ? p.PropertyType.GetProperties().Where(inner => inner.SetMethod is not null).Select(inner => $"{type.FullName![18..]}.Input.{inner.Name}")
                : [$"{type.FullName![18..]}.{p.Name}"]))
            .Order(StringComparer.Ordinal);

        string[] reviewed =
            [
                "Accounts.AccessModel.HospitalId", "Accounts.AccessModel.Number",
                "Accounts.DetailsModel.Id", "Accounts.DetailsModel.Input.Reason",
                "Accounts.IndexModel.Hospital", "Accounts.IndexModel.Number", "Accounts.IndexModel.Role", "Accounts.IndexModel.Search", "Accounts.IndexModel.State",
                "Grants.EndModel.GrantId", "Grants.EndModel.Id", "Grants.EndModel.Input.Last", "Grants.EndModel.Input.Reason", "Grants.EndModel.Input.Version", "Grants.EndModel.Input.When",
                "Grants.NewModel.Id", "Grants.NewModel.Input.From", "Grants.NewModel.Input.Reason", "Grants.NewModel.Input.Scope", "Grants.NewModel.Input.To", "Grants.NewModel.Province", "Grants.NewModel.Role",
                "Rescue.FactorsModel.Id", "Rescue.FactorsModel.Input.App", "Rescue.FactorsModel.Input.Assertion", "Rescue.FactorsModel.Input.Code",
                "Rescue.FactorsModel.Input.Passkeys", "Rescue.FactorsModel.Input.Password", "Rescue.FactorsModel.Input.ProofId", "Rescue.FactorsModel.Input.Reason", "Rescue.LinkModel.Id",
                "ViewAs.BeginModel.Id", "ViewAs.BeginModel.Input.Reason",
            ];
        Assert.Equal(reviewed, accepted);
    }

    [Theory, OnSqlite]
    public async Task EveryPermission_HasWordsInBothLanguages(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var factory = site.Services.GetRequiredService<IStringLocalizerFactory>();
        foreach (var permission in site.Services.GetRequiredService<PermissionCatalog>().Permissions)
        {
            Assert.False(factory.Create("Texts", $"Training.{permission.Name.Split('.')[0]}")[permission.Name].ResourceNotFound, $"{permission.Name} has no words in its module's Texts.resx");
        }

        var trainee = await site.SignedInAsync("hocvien");
        var table = await trainee.GetAsync("/admin/roles");
        Assert.Equal(Roles.All.Count, table.Page.QuerySelectorAll("main details").Length);
        Assert.Contains("Vô hiệu hóa tài khoản", table.Text, StringComparison.Ordinal);
        var english = await (await trainee.InEnglishAsync("/admin/roles")).GetAsync("/admin/roles");
        Assert.Contains("Disable accounts", english.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Access_NamesEverybodyWhoReachesTheHospital(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var hospital = await site.HospitalIdAsync("bvdk-quang-ninh");
        var office = await site.SignedInAsync("khth");
        var rows = (await office.GetAsync($"/admin/access?hospital={hospital}")).Page.QuerySelectorAll("main tbody tr").Select(r => r.TextContent).ToArray();
        Assert.Equal(7, rows.Length);
        Assert.Contains(rows, r => r.Contains("Giám đốc", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("Sở Y tế", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("Bộ Y tế", StringComparison.Ordinal));
        Assert.Equal(404, (int)(await office.GetAsync($"/admin/access?hospital={await site.HospitalIdAsync("viet-duc")}")).Status);
    }

    private static async Task<Answer> TryAsync(Site site, string email, string password)
    {
        var visitor = site.Visitor();
        return await visitor.SubmitAsync(await visitor.GetAsync("/account/login"), new() { ["Input.Email"] = email, ["Input.Password"] = password });
    }
}
