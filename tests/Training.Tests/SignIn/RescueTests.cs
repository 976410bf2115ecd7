using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Factors;
using Training.Identity.Users;
using Training.Notifications.Outbox;
using Training.Tests.Identity;
using Training.Tests.Support;

namespace Training.Tests.SignIn;

/// <summary>An administrator helps somebody back in, and learns nothing that would let themselves in.</summary>
public sealed partial class RescueTests
{
    private const string Good = "xe đạp cũ màu xanh ngọc";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Link_GoesToTheOwnersMailbox_AndNowhereElse(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var admin = await site.SignedInAsync("quantri");
        var mentor = await site.UserIdAsync("huongdan");
        var page = await admin.GetAsync($"/admin/accounts/{mentor}/link");
        Assert.Contains("huongdan@demo.local", page.Text, StringComparison.Ordinal);

        var sent = await admin.SubmitAsync(page, []);

        Assert.Equal($"/admin/accounts/{mentor}", sent.Location);
        var mail = await site.DataAsync(db => db.Set<OutgoingMail>().AsNoTracking().SingleAsync());
        Assert.Equal(("huongdan@demo.local", true), (mail.To, mail.Secret));
        var link = Link().Match(mail.Body).Value;
        Assert.DoesNotContain(link, (await admin.GetAsync(sent.Location!)).Body, StringComparison.Ordinal);
        Assert.Contains("Identity.PasswordLinkSent", await ActionsAsync(site, mentor));

        // Until it is used, nothing changes; then the owner's own password counts.
        await site.SignedInAsync("huongdan");
        var owner = site.Visitor();
        Assert.Equal("/account/login", (await owner.SubmitAsync(await owner.GetAsync(link), new() { ["Input.NewPassword"] = Good })).Location);
        Assert.True((await owner.TryAsync("huongdan", Good)).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Factors_AreRemovedWithAProof_AndHaveToBeSetUpAgain(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var strict = site.StrictNode();
        var admin = await site.SignedInAsync("quantri");
        var id = await site.UserIdAsync("huongdan");
        var mentor = strict.VisitorFrom();
        await mentor.TryAsync("huongdan", SignIns.Password);
        await mentor.EnrolAsync(site.Clock);
        Assert.True((await mentor.GetAsync("/sign")).IsOk);
        var page = await admin.GetAsync($"/admin/accounts/{id}/factors");
        Dictionary<string, string?> values = new() { ["Input.App"] = "true", ["Input.Reason"] = "Lost the phone", ["Input.Password"] = SignIns.Password };
        Assert.Contains("huongdan@demo.local", page.Text, StringComparison.Ordinal);

        // The session alone, a wrong password, no reason, nothing chosen, something that is not there.
        Assert.Equal(401, (int)(await admin.SubmitAsync(page, new(values) { ["Input.Password"] = "" })).Status);
        Assert.Equal(401, (int)(await admin.SubmitAsync(page, new(values) { ["Input.Password"] = "not this one, no" })).Status);
        Assert.Equal(422, (int)(await admin.SubmitAsync(page, new(values) { ["Input.Reason"] = " " })).Status);
        Assert.Equal(422, (int)(await admin.SubmitAsync(page, new(values) { ["Input.App"] = "false" })).Status);
        Assert.Equal(422, (int)(await admin.SubmitAsync(page, new(values) { ["Input.Passkeys"] = "true" })).Status);
        Assert.Equal((1, 10, 0), await FactorsAsync(site, id));
        var letters = await site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.To == "huongdan@demo.local"));

        var removed = await admin.SubmitAsync(page, values);

        Assert.True(removed.IsRedirect, $"{removed.Status} {string.Join(' ', removed.Errors)}");
        Assert.Equal((0, 0, 0), await FactorsAsync(site, id));
        Assert.Contains("/account/login", (await mentor.GetAsync("/sign")).Location, StringComparison.Ordinal);
        var mails = await site.DataAsync(db => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.To == "huongdan@demo.local").OrderBy(m => m.Id).ToListAsync());
        Assert.Contains("Lost the phone", Assert.Single(mails.Skip(letters)).Body, StringComparison.Ordinal);
        Assert.Contains("Identity.FactorsRemoved", await ActionsAsync(site, id));

        var again = strict.VisitorFrom();
        Assert.Equal("/", (await again.TryAsync("huongdan", SignIns.Password)).Location);
        Assert.Equal("/account/security", (await again.GetAsync("/sign")).Location);
        site.Clock.Shift += TimeSpan.FromMinutes(1);
        await again.EnrolAsync(site.Clock);
        Assert.True((await again.GetAsync("/sign")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Passkeys_AreRemovedOnlyWhereTheyAreChosen(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var admin = await site.SignedInAsync("quantri");
        var id = await site.UserIdAsync("bsnoi");
        var owner = await site.SignedInAsync("bsnoi");
        Assert.True((await owner.AddAsync(new SoftwarePasskey())).IsRedirect);
        await owner.EnrolAsync(site.Clock);
        Dictionary<string, string?> values = new() { ["Input.App"] = "true", ["Input.Reason"] = "Lost the phone", ["Input.Password"] = SignIns.Password };

        Assert.True((await admin.SubmitAsync(await admin.GetAsync($"/admin/accounts/{id}/factors"), values)).IsRedirect);
        Assert.Equal((0, 0, 1), await FactorsAsync(site, id));
        Assert.True((await admin.SubmitAsync(await admin.GetAsync($"/admin/accounts/{id}/factors"), new(values) { ["Input.App"] = null, ["Input.Passkeys"] = "true" })).IsRedirect);
        Assert.Equal((0, 0, 0), await FactorsAsync(site, id));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Rescue_IsOfSomebodyElse_AndForAdministrators(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (admin, office) = (await site.SignedInAsync("quantri"), await site.SignedInAsync("giaovu"));
        var (own, mentor) = (await site.UserIdAsync("quantri"), await site.UserIdAsync("huongdan"));

        // A second account of the same person is their own too.
        var person = await site.DataAsync(db => db.Set<User>().Where(u => u.Id == mentor).Select(u => u.PersonId).SingleAsync());
        var disabled = await site.UserIdAsync("hocvien");
        foreach (var page in new[] { "link", "factors" })
        {
            Assert.Equal(404, (int)(await admin.GetAsync($"/admin/accounts/{own}/{page}")).Status);
            Assert.Equal(404, (int)(await admin.ForgeAsync($"/admin/accounts/{own}/{page}", ("Input.App", "true"), ("Input.Reason", "x"), ("Input.Password", SignIns.Password))).Status);
            Assert.Equal(403, (int)(await office.GetAsync($"/admin/accounts/{mentor}/{page}")).Status);
            Assert.Equal(403, (int)(await office.ForgeAsync($"/admin/accounts/{mentor}/{page}", ("Input.App", "true"), ("Input.Reason", "x"), ("Input.Password", SignIns.Password))).Status);
        }

        await site.DataAsync(db => db.WriteAsync(ct => db.Set<User>().Where(u => u.Id == own).ExecuteUpdateAsync(u => u.SetProperty(x => x.PersonId, person), ct), default));
        Assert.Equal(404, (int)(await admin.GetAsync($"/admin/accounts/{mentor}/factors")).Status);
        Assert.True((await admin.ControlAsync(disabled, "Disable")).IsRedirect);
        Assert.Equal(422, (int)(await admin.SubmitAsync(await admin.GetAsync($"/admin/accounts/{disabled}/link"), [])).Status);
        Assert.Equal(0, await site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.Secret)));
    }

    [GeneratedRegex(@"/account/reset/[\w-]{43}")]
    private static partial Regex Link();

    private static Task<(int Apps, int Codes, int Passkeys)> FactorsAsync(Site site, Guid userId) => site.DataAsync(async db => (
        await db.Set<Authenticator>().CountAsync(a => a.UserId == userId),
        await db.Set<RecoveryCode>().CountAsync(c => c.UserId == userId),
        await db.Set<IdentityUserPasskey<Guid>>().CountAsync(p => p.UserId == userId)));

    private static Task<List<string>> ActionsAsync(Site site, Guid subject)
        => site.DataAsync(db => db.Set<AuditLeaf>().Where(l => l.SubjectId == subject).Select(l => l.Action).ToListAsync());
}
