using Microsoft.AspNetCore.Mvc.Testing;
using Training.Identity.Grants;
using Training.Modules;
using Training.Tests.Identity;
using Training.Tests.Support;

namespace Training.Tests.SignIn;

/// <summary>Which role has to be signed in with what, outside demo mode; and that nobody is shut out by it.</summary>
public sealed class PasskeyRuleTests
{
    // Written by hand: whoever changes the table of the roles has to change it here too.
    private static readonly Dictionary<string, (bool Password, bool App)> Enough = new()
    {
        [Roles.Trainee] = (true, true),
        [Roles.Mentor] = (false, true),
        [Roles.DepartmentHead] = (false, true),
        [Roles.TrainingOffice] = (false, true),
        [Roles.Coordinator] = (false, true),
        [Roles.TechnicalHead] = (false, true),
        [Roles.Director] = (false, true),
        [Roles.Clerk] = (false, true),
        [Roles.AcceptanceCouncil] = (false, true),
        [Roles.HealthDepartment] = (false, true),
        [Roles.Ministry] = (false, false),
        [Roles.Insurer] = (false, true),
        [Roles.Auditor] = (false, true),
        [Roles.Administrator] = (false, false),
    };

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryRole_OpensWithWhatItNeeds_AndNotWithLess(Database database)
    {
        Assert.Equal(Roles.All.Order(StringComparer.Ordinal), Enough.Keys.Order(StringComparer.Ordinal));
        await using var site = await Site.StartAsync(database);
        await using var strict = site.StrictNode();
        var hospital = await site.HospitalIdAsync("viet-duc");
        var province = await site.DataAsync(db => Task.FromResult(db.Set<Training.Organizations.Provinces.Province>().Select(p => p.Id).First()));
        foreach (var (role, (password, app)) in Enough)
        {
            var kind = GrantRules.KindsOf(role)[0];
            var email = $"{role}@test.local".ToLowerInvariant();
            await site.StoreGrantAsync(await site.OfficeAsync(email), role, kind, kind == ScopeKind.Hospital ? hospital : kind == ScopeKind.Province ? province : null);
            var visitor = strict.VisitorFrom();

            Assert.True((await visitor.TryAsync(email, SignIns.Password)).IsRedirect, role);
            await OpensAsync(visitor, password, $"{role} with a password");
            var seed = await visitor.EnrolAsync(site.Clock);
            await OpensAsync(visitor, app, $"{role} with an app");
            site.Clock.Shift += TimeSpan.FromSeconds(31);
            var added = await visitor.AddAsync(new SoftwarePasskey(), code: SignIns.Code(seed, site.Clock));
            Assert.True(added.IsRedirect, $"{role} {added.Status} {string.Join(' ', added.Errors)}");
            await OpensAsync(visitor, true, $"{role} with a passkey");
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Administrator_WithAnAppOnly_GetsInAndAddsAPasskey(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var strict = site.StrictNode();
        var seed = await (await site.SignedInAsync("quantri")).EnrolAsync(site.Clock);
        var admin = await ByAppAsync(site, strict, seed);
        foreach (var address in new[] { "/", "/admin", "/admin/accounts", "/account/profile", "/account/tokens", "/account/security/email" })
        {
            Assert.True((await admin.GetAsync(address)).Location == "/account/security", address);
        }

        var page = await admin.GetAsync("/account/security");
        Assert.Contains("Cần khóa truy cập", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("[data-passkey-unsupported]"));
        Assert.NotNull((await admin.GetAsync("/account/passkeys")).Page.QuerySelector("[data-passkey-unsupported]"));
        site.Clock.Shift += TimeSpan.FromSeconds(61);
        var passkey = new SoftwarePasskey();

        // The password alone, and the app alone, add none.
        Assert.Equal(401, (int)(await admin.AddAsync(new SoftwarePasskey())).Status);
        Assert.Equal(401, (int)(await admin.AddAsync(new SoftwarePasskey(), password: "", code: SignIns.Code(seed, site.Clock))).Status);
        Assert.True((await admin.AddAsync(passkey, code: SignIns.Code(seed, site.Clock))).IsRedirect);
        Assert.True((await admin.GetAsync("/admin")).IsOk);

        // Signing in by the app again is still too little; from there the passkey opens the rest.
        site.Clock.Shift += TimeSpan.FromSeconds(61);
        var again = await ByAppAsync(site, strict, seed);
        Assert.Equal("/account/security", (await again.GetAsync("/admin")).Location);
        var signedIn = await again.SignInAsync(passkey, "/account/security/password");
        Assert.True(signedIn.Location == "/", $"{signedIn.Status} {signedIn.Text}");
        Assert.True((await again.GetAsync("/admin")).IsOk);

        // A new app does not make the session worth less.
        site.Clock.Shift += TimeSpan.FromSeconds(61);
        var second = await again.GetAsync("/account/security/authenticator");
        var other = SignIns.SeedOf(second);
        Assert.True((await again.SubmitAsync(second, new() { ["Proof.Password"] = SignIns.Password, ["Proof.Code"] = SignIns.Code(seed, site.Clock), ["Input.NewCode"] = SignIns.Code(other, site.Clock) })).IsRedirect);
        Assert.True((await again.GetAsync("/admin")).IsOk);
    }

    private static async Task<Visitor> ByAppAsync(Site site, WebApplicationFactory<Program> node, byte[] seed)
    {
        site.Clock.Shift += TimeSpan.FromSeconds(61);
        var visitor = node.VisitorFrom();
        await visitor.TryAsync("quantri", SignIns.Password);
        Assert.Equal("/", (await visitor.SecondAsync(SignIns.Code(seed, site.Clock))).Location);
        return visitor;
    }

    private static async Task OpensAsync(Visitor visitor, bool open, string who)
    {
        var profile = await visitor.GetAsync("/account/profile");
        Assert.True(open ? profile.IsOk : profile.Location == "/account/security", $"{who}: {profile.Status} {profile.Location}");
        Assert.True((await visitor.GetAsync("/account/security")).IsOk, who);
    }
}
