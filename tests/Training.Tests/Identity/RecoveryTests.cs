using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Training.Identity.Passwords;
using Training.Identity.Users;
using Training.Modules;
using Training.Notifications.Outbox;
using Training.Tests.Auditing;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed partial class RecoveryTests
{
    private const string Good = "xe đạp cũ màu xanh ngọc";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Reset_SetsThePasswordOnce_EndsSessions_AndSignsNobodyIn(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var inside = await site.SignedInAsync("hocvien");
        var visitor = site.Visitor();
        var link = await AskAsync(site, visitor, "hocvien@demo.local");

        var page = await visitor.GetAsync(link);
        Assert.Equal("no-referrer", page.Response.Headers.GetValues("Referrer-Policy").Single());
        Assert.True((await visitor.SubmitAsync(page, new() { ["Input.NewPassword"] = "matkhau123456789" })).Errors.Count > 0);
        var done = await visitor.SubmitAsync(page, new() { ["Input.NewPassword"] = Good });

        Assert.Equal("/account/login", done.Location);
        Assert.True((await visitor.GetAsync("/logbook")).IsRedirect);
        Assert.True((await inside.GetAsync("/logbook")).IsRedirect);
        Assert.Equal(404, (int)(await visitor.GetAsync(link)).Status);
        Assert.Equal(422, (int)(await visitor.TryAsync("hocvien", SignIns.Password)).Status);
        Assert.True((await visitor.TryAsync("hocvien", Good.Normalize(System.Text.NormalizationForm.FormD))).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Reset_StillAsksForTheSecondFactor(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await (await site.SignedInAsync("hocvien")).EnrolAsync(site.Clock);
        var visitor = site.Visitor();
        var page = await visitor.GetAsync(await AskAsync(site, visitor, "hocvien@demo.local"));
        await visitor.SubmitAsync(page, new() { ["Input.NewPassword"] = Good });

        Assert.StartsWith("/account/login/second", (await visitor.TryAsync("hocvien", Good)).Location, StringComparison.Ordinal);
        Assert.True((await visitor.GetAsync("/logbook")).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Reset_LinkTooOldOrOutlived_IsGone(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = site.Visitor();
        var old = await AskAsync(site, visitor, "hocvien@demo.local");
        site.Clock.Shift += TimeSpan.FromMinutes(31);
        Assert.Equal(404, (int)(await visitor.GetAsync(old)).Status);

        var (first, second) = (await AskAsync(site, visitor, "hocvien@demo.local"), await AskAsync(site, visitor, "hocvien@demo.local"));
        var stale = await visitor.GetAsync(second);
        await visitor.SubmitAsync(await visitor.GetAsync(first), new() { ["Input.NewPassword"] = Good });
        Assert.Equal(404, (int)(await visitor.GetAsync(second)).Status);
        Assert.Equal(404, (int)(await visitor.SubmitAsync(stale, new() { ["Input.NewPassword"] = Good })).Status);
        Assert.Equal(404, (int)(await visitor.GetAsync("/account/email/" + first.Split('/')[^1])).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Reset_LinkHasTheConfiguredAddress_WhateverTheRequestSays(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var node = site.Node(("Site:BaseAddress", "https://daotao.example.vn/"));
        var visitor = node.VisitorFrom();
        using (var elsewhere = new HttpRequestMessage(HttpMethod.Get, "/account/forgot") { Headers = { Host = "evil.example" } })
        {
            Assert.Equal(400, (int)(await visitor.SendAsync(elsewhere)).Status);
        }

        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        await AskAsync(site, visitor, "hocvien@demo.local");

        var letter = await site.DataAsync(db => db.Set<OutgoingMail>().OrderBy(m => m.Id).LastAsync());
        Assert.Contains("https://daotao.example.vn/account/reset/", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", letter.Body, StringComparison.Ordinal);
        Assert.True(letter.Secret);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Forgot_UnknownAddress_GetsTheSameAnswerAndNoLetter(Database database)
    {
        await using var site = await Site.StartAsync(database);
        async Task<(int, string?, string)> TryAsync(string email)
        {
            var visitor = site.Visitor();
            var sent = await visitor.SubmitAsync(await visitor.GetAsync("/account/forgot"), new() { ["Input.Email"] = email });
            return ((int)sent.Status, sent.Location, (await visitor.GetAsync(sent.Location!)).Text);
        }

        Assert.Equal(await TryAsync("hocvien@demo.local"), await TryAsync("nobody@demo.local"));
        Assert.Equal(["hocvien@demo.local"], await site.DataAsync(db => db.Set<OutgoingMail>().Where(m => m.DueAt != null).Select(m => m.To).ToListAsync()));

        // As much is stored for both, so that the time tells nothing; what stands for no letter holds no words and goes.
        Assert.Equal(["", "hocvien@demo.local"], await site.DataAsync(db => db.Set<OutgoingMail>().Select(m => m.To).OrderBy(to => to).ToListAsync()));
        Assert.Equal("", (await site.DataAsync(db => db.Set<OutgoingMail>().Where(m => m.To == "").Select(m => m.Body).SingleAsync())).Trim());
        Assert.Equal(2, (await site.LeavesAsync()).Count(leaf => leaf.Action == "Identity.PasswordResetAsked"));
        await site.DataAsync(async (_, services) =>
        {
            await services.GetServices<IBackgroundTask>().OfType<ForgetDecoys>().Single().RunAsync(default);
            return true;
        });
        Assert.Equal(["hocvien@demo.local"], await site.DataAsync(db => db.Set<OutgoingMail>().Select(m => m.To).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Forgot_FourthLetterToOneAddress_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        foreach (var email in new[] { "hocvien@demo.local", "nobody@demo.local" })
        {
            for (var i = 0; i < 4; i++)
            {
                var visitor = site.Visitor();
                var sent = await visitor.SubmitAsync(await visitor.GetAsync("/account/forgot"), new() { ["Input.Email"] = email });
                Assert.Equal(i < 3 ? 302 : 429, (int)sent.Status);
            }
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Password_Changed_TellsTheOwner_AndLeavesOnlyThisSession(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (here, there) = (site.Visitor(), await site.SignedInAsync("hocvien"));
        var before = SignIns.CookieOf(await here.TryAsync("hocvien", SignIns.Password));
        var page = await here.GetAsync("/account/security/password");

        Assert.Equal(401, (int)(await here.SubmitAsync(page, new() { ["Proof.Password"] = "not this one, no", ["Input.NewPassword"] = Good })).Status);
        Assert.True((await there.GetAsync("/logbook")).IsOk);
        var done = await here.SubmitAsync(page, new() { ["Proof.Password"] = SignIns.Password, ["Input.NewPassword"] = Good });

        Assert.Equal("/account/security", done.Location);
        Assert.True((await here.GetAsync("/logbook")).IsOk);
        Assert.True((await there.GetAsync("/logbook")).IsRedirect);
        Assert.Equal(302, (int)(await site.ReplayAsync(before)).StatusCode);
        Assert.Contains("hocvien@demo.local", await site.DataAsync(db => db.Set<OutgoingMail>().Select(m => m.To).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Email_Changed_AfterTheNewAddressAnswered_TellsBoth(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = await site.SignedInAsync("hocvien");
        var asked = await visitor.SubmitAsync(
            await visitor.GetAsync("/account/security/email"), new() { ["Input.NewEmail"] = "moi@benhvien.vn", ["Proof.Password"] = SignIns.Password });
        Assert.Equal("/account/security", asked.Location);
        var link = await LinkAsync(site);

        // Looking at the link changes nothing.
        var page = await visitor.GetAsync(link);
        Assert.True((await site.Visitor().TryAsync("hocvien", SignIns.Password)).IsRedirect);
        Assert.Equal("/account/login", (await visitor.SubmitAsync(page, [])).Location);

        Assert.True((await visitor.GetAsync("/logbook")).IsRedirect);
        Assert.Equal(422, (int)(await site.Visitor().TryAsync("hocvien", SignIns.Password)).Status);
        Assert.True((await site.Visitor().TryAsync("moi@benhvien.vn", SignIns.Password)).IsRedirect);
        var told = await site.DataAsync(db => db.Set<OutgoingMail>().Where(m => !m.Secret).Select(m => m.To).ToListAsync());
        Assert.Contains("moi@benhvien.vn", told);
        Assert.Contains("hocvien@demo.local", told);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Email_OfSomebodyElse_GetsTheSameAnswer(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = await site.SignedInAsync("hocvien");
        var asked = await visitor.SubmitAsync(
            await visitor.GetAsync("/account/security/email"), new() { ["Input.NewEmail"] = "bsnoi@demo.local", ["Proof.Password"] = SignIns.Password });

        Assert.Equal("/account/security", asked.Location);
        Assert.Equal(0, await site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.Secret)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Hash_OfOldStrength_IsMadeAnewAtSignIn(Database database)
    {
        await using var site = await Site.StartAsync(database, settings: new Dictionary<string, string> { [Site.SlowPasswords] = "yes" });
        var id = await site.UserIdAsync("hocvien");
        var old = new UnicodePasswordHasher(Options.Create(new PasswordHasherOptions { IterationCount = 100_000 })).HashPassword(new User { DisplayName = "" }, SignIns.Password);
        await site.DataAsync(db => db.WriteAsync(ct => db.Set<User>().Where(u => u.Id == id).ExecuteUpdateAsync(u => u.SetProperty(x => x.PasswordHash, old), ct), default));

        await site.SignedInAsync("hocvien");

        var stored = Convert.FromBase64String(await site.DataAsync(db => db.Set<User>().Where(u => u.Id == id).Select(u => u.PasswordHash!).SingleAsync()));
        Assert.Equal(1, stored[0]);
        Assert.Equal(2, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(stored.AsSpan(1)));
        Assert.True(System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(stored.AsSpan(5)) >= 220_000);
        await site.SignedInAsync("hocvien");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task FirstRun_MakesOneAdministrator_WithinAnHour(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        Assert.Equal(0, await site.DataAsync(db => db.Set<User>().CountAsync()));
        await using var node = site.StrictNode();
        var link = LinkIn(node.Services.GetRequiredService<StartNotes>());
        var visitor = node.VisitorFrom();
        Dictionary<string, string?> form = new() { ["Input.Name"] = "Trần Thị Chủ", ["Input.Email"] = "chu@benhvien.vn", ["Input.NewPassword"] = Good };

        var page = await visitor.GetAsync(link);
        Assert.Equal(422, (int)(await visitor.SubmitAsync(page, new(form) { ["Input.NewPassword"] = "tran-thi-chu-2026" })).Status);
        Assert.Equal("/account/login", (await visitor.SubmitAsync(page, form)).Location);

        Assert.Equal(404, (int)(await visitor.GetAsync(link)).Status);
        Assert.Equal(404, (int)(await visitor.SubmitAsync(page, new(form) { ["Input.Email"] = "ke.gian@benhvien.vn" })).Status);
        Assert.True((await visitor.TryAsync("chu@benhvien.vn", Good)).IsRedirect);
        Assert.Equal("/account/security", (await visitor.GetAsync("/admin")).Location);
        Assert.True((await visitor.AddAsync(new SoftwarePasskey(), password: Good)).IsRedirect);
        Assert.True((await visitor.GetAsync("/admin")).IsOk);

        await using var later = site.Node();
        _ = later.Server;
        Assert.DoesNotContain(later.Services.GetRequiredService<StartNotes>().Lines, line => line.Contains("first-run", StringComparison.Ordinal));
    }

    [Theory, OnSqlite]
    public async Task FirstRun_AfterAnHour_IsGone(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        var link = LinkIn(site.Services.GetRequiredService<StartNotes>());
        site.Clock.Shift += TimeSpan.FromMinutes(61);
        Assert.Equal(404, (int)(await site.Visitor().GetAsync(link)).Status);
    }

    [GeneratedRegex(@"/account/[a-z-]+/[\w-]{43}")]
    private static partial Regex Link();

    private static string LinkIn(StartNotes notes) => Link().Match(string.Join(' ', notes.Lines)).Value;

    private static async Task<string> AskAsync(Site site, Visitor visitor, string email)
    {
        var sent = await visitor.SubmitAsync(await visitor.GetAsync("/account/forgot"), new() { ["Input.Email"] = email });
        Assert.Equal("/account/forgot?sent=true", sent.Location);
        return await LinkAsync(site);
    }

    private static async Task<string> LinkAsync(Site site)
        => Link().Match(await site.DataAsync(db => db.Set<OutgoingMail>().Where(m => m.Secret).OrderByDescending(m => m.Id).Select(m => m.Body).FirstAsync())).Value;
}
