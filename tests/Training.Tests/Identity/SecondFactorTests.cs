using Microsoft.EntityFrameworkCore;
using Training.Identity.Factors;
using Training.Identity.Sessions;
using Training.Modules;
using Training.Notifications.Outbox;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed class SecondFactorTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Account_WithoutOne_ReachesOnlyItsEnrolment(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var strict = site.StrictNode();
        foreach (var account in new[] { "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte", "quantri" })
        {
            var visitor = strict.VisitorFrom();
            Assert.True((await visitor.TryAsync(account, SignIns.Password)).IsRedirect, account);
            foreach (var address in new[] { "/", "/reports", "/sign", "/admin", "/transfers", "/certificates", "/account/profile", "/account/security/email" })
            {
                Assert.True((await visitor.GetAsync(address)).Location == "/account/security", $"{account} {address}");
            }

            Assert.Equal("/account/security", (await visitor.PostAsync("/admin/hospitals", [])).Location);
            foreach (var address in new[] { "/account/security", "/account/security/authenticator", "/account/sessions", "/verify" })
            {
                Assert.True((await visitor.GetAsync(address)).IsOk, $"{account} {address}");
            }
        }

        var trainee = strict.VisitorFrom();
        await trainee.TryAsync("hocvien", SignIns.Password);
        Assert.True((await trainee.GetAsync("/logbook")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Grant_GivenToARunningSession_AsksForASecondFactorAtOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var strict = site.StrictNode();
        var trainee = strict.VisitorFrom();
        await trainee.TryAsync("hocvien", SignIns.Password);
        Assert.True((await trainee.GetAsync("/logbook")).IsOk);

        await site.GrantAsync(await site.UserIdAsync("hocvien"), Roles.Clerk, "viet-duc");

        Assert.Equal("/account/security", (await trainee.GetAsync("/logbook")).Location);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Enrolment_OpensTheSite_EndsOtherSessionsAndTellsTheOwner(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var strict = site.StrictNode();
        var (mentor, elsewhere) = (strict.VisitorFrom(), strict.VisitorFrom());
        var before = SignIns.CookieOf(await mentor.TryAsync("huongdan", SignIns.Password));
        await elsewhere.TryAsync("huongdan", SignIns.Password);

        await mentor.EnrolAsync(site.Clock);

        Assert.True((await mentor.GetAsync("/sign")).IsOk);
        Assert.Equal(302, (int)(await strict.ReplayAsync(before)).StatusCode);
        Assert.Contains("/account/login", (await elsewhere.GetAsync("/account/security")).Location, StringComparison.Ordinal);
        var codes = await mentor.GetAsync("/account/security/codes");
        Assert.Equal(SecondFactors.RecoveryCodes, codes.Page.QuerySelectorAll("main .list code").Length);
        Assert.Empty((await mentor.GetAsync("/account/security/codes")).Page.QuerySelectorAll("main .list code"));
        Assert.Contains(await site.DataAsync(db => db.Set<OutgoingMail>().Select(m => m.To).ToListAsync()), to => to == "huongdan@demo.local");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Enrolment_NeedsThePasswordAndTheRightCode(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = await site.SignedInAsync("hocvien");
        var page = await visitor.GetAsync("/account/security/authenticator");
        var seed = SignIns.SeedOf(page);

        var withoutPassword = await visitor.SubmitAsync(page, new() { ["Proof.Password"] = "wrong, wrong, wrong", ["Input.NewCode"] = SignIns.Code(seed, site.Clock) });
        Assert.Equal(401, (int)withoutPassword.Status);
        Assert.Equal(seed, SignIns.SeedOf(withoutPassword));
        var wrongCode = await visitor.SubmitAsync(page, new() { ["Proof.Password"] = SignIns.Password, ["Input.NewCode"] = SignIns.Code(seed, site.Clock, 7) });
        Assert.Equal(422, (int)wrongCode.Status);
        var foreignSeed = await visitor.SubmitAsync(page, new() { ["Proof.Password"] = SignIns.Password, ["Input.Seed"] = "made up", ["Input.NewCode"] = "123456" });
        Assert.Equal(422, (int)foreignSeed.Status);
        Assert.Equal(0, await site.DataAsync(db => db.Set<Authenticator>().CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SignIn_AsksForTheCode_OnceEach(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var owner = await site.SignedInAsync("hocvien");
        var seed = await owner.EnrolAsync(site.Clock);

        var visitor = site.Visitor();
        var first = await visitor.TryAsync("hocvien", SignIns.Password);
        Assert.Equal("/account/login/second?ReturnUrl=%2F", first.Location);
        Assert.True((await visitor.GetAsync("/logbook")).IsRedirect);

        // The code of the enrolment is used already, and two steps away is too far.
        Assert.Equal(422, (int)(await visitor.SecondAsync(SignIns.Code(seed, site.Clock))).Status);
        Assert.Equal(422, (int)(await visitor.SecondAsync(SignIns.Code(seed, site.Clock, 2))).Status);
        site.Clock.Shift += TimeSpan.FromSeconds(90);
        var code = SignIns.Code(seed, site.Clock);
        Assert.Equal("/", (await visitor.SecondAsync(code)).Location);
        Assert.True((await visitor.GetAsync("/logbook")).IsOk);

        var thief = site.Visitor();
        await thief.TryAsync("hocvien", SignIns.Password);
        Assert.Equal(422, (int)(await thief.SecondAsync(code)).Status);
        Assert.Equal(422, (int)(await thief.SecondAsync(SignIns.Code(seed, site.Clock, -1))).Status);
        Assert.True((await thief.GetAsync("/logbook")).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Code_SentTwentyTimesAtOnce_CountsOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var seed = await (await site.SignedInAsync("hocvien")).EnrolAsync(site.Clock);
        site.Clock.Shift += TimeSpan.FromSeconds(60);
        var (code, id) = (SignIns.Code(seed, site.Clock), await site.UserIdAsync("hocvien"));

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.DataAsync(async (db, services) =>
        {
            var user = await db.Set<Training.Identity.Users.User>().AsNoTracking().SingleAsync(u => u.Id == id);
            return await ((SecondFactors)services.GetService(typeof(SecondFactors))!).VerifyTotpAsync(user, code, default);
        })));

        Assert.Single(results, accepted => accepted);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task RecoveryCode_WorksOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var owner = await site.SignedInAsync("hocvien");
        await owner.EnrolAsync(site.Clock);
        var code = (await owner.GetAsync("/account/security/codes")).Page.QuerySelector("main .list code")!.TextContent;

        var visitor = site.Visitor();
        await visitor.TryAsync("hocvien", SignIns.Password);
        Assert.Equal("/account/security", (await visitor.SecondAsync(code.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal))).Location);
        Assert.Contains("9", (await visitor.GetAsync("/account/security")).Text, StringComparison.Ordinal);

        var again = site.Visitor();
        await again.TryAsync("hocvien", SignIns.Password);
        Assert.Equal(422, (int)(await again.SecondAsync(code)).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Database_HoldsNeitherSeedNorCodes(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var owner = await site.SignedInAsync("hocvien");
        var seed = await owner.EnrolAsync(site.Clock);
        var codes = (await owner.GetAsync("/account/security/codes")).Page.QuerySelectorAll("main .list code").Select(c => c.TextContent).ToList();

        var stored = await site.DataAsync(db => db.Set<Authenticator>().Select(a => a.SealedSeed).SingleAsync());
        Assert.DoesNotContain(Base32.Encode(seed), stored, StringComparison.Ordinal);
        var hashes = await site.DataAsync(db => db.Set<RecoveryCode>().Select(c => c.CodeHash).ToListAsync());
        Assert.Equal(codes.Select(c => SecretToken.Hash(c.Replace("-", "", StringComparison.Ordinal))).Order(), hashes.Order());
    }
}
