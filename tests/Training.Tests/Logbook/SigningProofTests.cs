using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Reauthentication;
using Training.Logbook.Entries;
using Training.Notifications.Outbox;
using Training.Tests.Support;
using static Training.Tests.Logbook.SignTestData;

namespace Training.Tests.Logbook;

/// <summary>A signature asks for a fresh proof, bound to person, session, action and content, and good for one use.</summary>
public sealed class SigningProofTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_WithTheSessionAlone_Returns401(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (mentor, version) = await MentorAndCaseAsync(site);
        var page = await mentor.GetAsync($"/sign/{version}");
        Dictionary<string, string?>[] attempts =
        [
            Journey.Decision(password: ""),
            new(Journey.Decision(password: "")) { ["Input.Assertion"] = "{}", ["Input.ProofId"] = Guid.CreateVersion7().ToString() },
            new(Journey.Decision(password: "")) { ["Input.Assertion"] = "not json" },
            new(Journey.Decision(password: "")) { ["Input.Method"] = "passkey", ["proof.Method"] = "passkey", ["Input.Confirmed"] = "true" },
        ];
        foreach (var values in attempts)
        {
            var refused = await mentor.SubmitAsync(page, values, Journey.SignButton);
            Assert.Equal(401, (int)refused.Status);
            Assert.NotEmpty(refused.Errors);
            Assert.NotEmpty(refused.Response.Headers.WwwAuthenticate);
        }

        Assert.Null(await DecisionAsync(site, version));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_WithPasskey_StoresWhatTheDeviceSigned(Database database)
    {
        await using var site = await Site.StartAsync(database);
        foreach (var rsa in new[] { false, true })
        {
            var (mentor, version) = await MentorAndCaseAsync(site);
            var passkey = new SoftwarePasskey(rsa);
            await AddAsync(mentor, passkey);
            var page = await mentor.GetAsync($"/sign/{version}");

            var signed = await mentor.SubmitAsync(page, await mentor.ConfirmAsync(passkey, page, Journey.Decision(4, "Chắc tay"), Journey.SignButton), Journey.SignButton);

            Assert.True(signed.IsRedirect, $"{signed.Status} {string.Join(' ', signed.Errors)}");
            var decision = (await DecisionAsync(site, version))!;
            Assert.Equal(("passkey", 4, "Chắc tay"), (decision.Method, decision.Entrustment, decision.Comment));
            var stored = await site.DataAsync(db => db.Set<SigningAssertion>().SingleAsync(a => a.ProofId == decision.ProofId));
            Assert.Equal(decision.SignedHash, stored.ContentHash);
            Assert.Equal(passkey.CredentialId, stored.CredentialId);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Proof_UsedAgain_Returns401AndTheSameFormIsOneEffect(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (mentor, version) = await MentorAndCaseAsync(site);
        var passkey = new SoftwarePasskey();
        await AddAsync(mentor, passkey);
        var page = await mentor.GetAsync($"/sign/{version}");
        var other = await mentor.GetAsync($"/sign/{version}");
        var values = await mentor.ConfirmAsync(passkey, page, Journey.Decision(), Journey.SignButton);
        var (address, form) = Visitor.FormOf(page, values, Journey.SignButton);

        var answers = await Task.WhenAll(mentor.PostAsync(address, form), mentor.PostAsync(address, form), mentor.PostAsync(address, form));

        Assert.All(answers, a => Assert.Equal("/sign", a.Location));
        Assert.Equal("/sign", (await mentor.PostAsync(address, form)).Location);
        var replayed = await mentor.SubmitAsync(other, values, Journey.SignButton);
        Assert.Equal(401, (int)replayed.Status);
        Assert.Equal(1, await site.DataAsync(db => db.Decisions.CountAsync(d => d.EntryVersionId == version)));
        Assert.Equal(1, await site.DataAsync(db => db.Set<SigningAssertion>().CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Proof_ForSomethingElse_Returns401(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (mentor, first) = await MentorAndCaseAsync(site);
        var (_, second) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"), "S");
        var passkey = new SoftwarePasskey();
        await AddAsync(mentor, passkey);
        var page = await mentor.GetAsync($"/sign/{first}");
        var elsewhere = await mentor.GetAsync($"/sign/{second}");
        var again = await site.SignedInAsync("huongdan");
        async Task<Dictionary<string, string?>> ProofAsync() => await mentor.ConfirmAsync(passkey, page, Journey.Decision(4, "x"), Journey.SignButton);

        // Another case, another judgement, another word, another button, another session.
        Assert.Equal(401, (int)(await mentor.SubmitAsync(elsewhere, await ProofAsync(), Journey.SignButton)).Status);
        Assert.Equal(401, (int)(await mentor.SubmitAsync(page, new(await ProofAsync()) { ["Input.Entrustment"] = "5" }, Journey.SignButton)).Status);
        Assert.Equal(401, (int)(await mentor.SubmitAsync(page, new(await ProofAsync()) { ["Input.Comment"] = "y" }, Journey.SignButton)).Status);
        Assert.Equal(401, (int)(await mentor.SubmitAsync(page, await ProofAsync(), Journey.ReturnButton)).Status);

        // A success in between, so that the lock is not what refuses.
        Assert.True((await mentor.SignAsync(second)).IsRedirect);
        Assert.Equal(401, (int)(await again.SubmitAsync(await again.GetAsync($"/sign/{first}"), await ProofAsync(), Journey.SignButton)).Status);
        Assert.Null(await DecisionAsync(site, first));
        Assert.True((await mentor.SubmitAsync(page, await ProofAsync(), Journey.SignButton)).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Assertion_ByAnotherKeyOriginOrWithoutVerification_Returns401(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (mentor, version) = await MentorAndCaseAsync(site);
        var passkey = new SoftwarePasskey();
        await AddAsync(mentor, passkey);
        var trainee = await site.SignedInAsync("hocvien");
        var anothers = new SoftwarePasskey();
        await AddAsync(trainee, anothers);
        var page = await mentor.GetAsync($"/sign/{version}");
        async Task RefusedAsync(SoftwarePasskey with)
            => Assert.Equal(401, (int)(await mentor.SubmitAsync(page, await mentor.ConfirmAsync(with, page, Journey.Decision(), Journey.SignButton), Journey.SignButton)).Status);

        await RefusedAsync(anothers);
        await RefusedAsync(new SoftwarePasskey());
        passkey.VerifiesUser = false;
        await RefusedAsync(passkey);
        passkey.VerifiesUser = true;
        passkey.Origin = "https://localhost.example";
        await RefusedAsync(passkey);
        passkey.Origin = "https://localhost";

        Assert.Null(await DecisionAsync(site, version));
        Assert.True((await mentor.SubmitAsync(page, await mentor.ConfirmAsync(passkey, page, Journey.Decision(), Journey.SignButton), Journey.SignButton)).IsRedirect);

        // A copy of the key that counts from the beginning.
        passkey.Counter = 0;
        var (_, next) = await site.LogCaseAsync(trainee, "S");
        page = await mentor.GetAsync($"/sign/{next}");
        await RefusedAsync(passkey);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Proof_AfterSixMinutes_Returns401(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (mentor, version) = await MentorAndCaseAsync(site);
        var passkey = new SoftwarePasskey();
        await AddAsync(mentor, passkey);
        var page = await mentor.GetAsync($"/sign/{version}");
        var values = await mentor.ConfirmAsync(passkey, page, Journey.Decision(), Journey.SignButton);

        site.Clock.Shift += TimeSpan.FromMinutes(6);

        Assert.Equal(401, (int)(await mentor.SubmitAsync(page, values, Journey.SignButton)).Status);
        Assert.Null(await DecisionAsync(site, version));
        Assert.True((await mentor.SubmitAsync(page, await mentor.ConfirmAsync(passkey, page, Journey.Decision(), Journey.SignButton), Journey.SignButton)).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_SixWrongPasswords_LocksSigningAndNotSigningIn(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (mentor, version) = await MentorAndCaseAsync(site);
        var page = await mentor.GetAsync($"/sign/{version}");
        Answer? last = null;
        for (var i = 0; i < SigningAttempts.Most; i++)
        {
            last = await mentor.SubmitAsync(page, Journey.Decision(password: $"wrong password {i}"), Journey.SignButton);
            Assert.Equal(401, (int)last.Status);
        }

        Assert.Contains(last!.Errors, e => e.Contains("tạm khóa 30 phút", StringComparison.Ordinal));
        Assert.Equal(401, (int)(await mentor.SubmitAsync(page, Journey.Decision(), Journey.SignButton)).Status);
        Assert.Null(await DecisionAsync(site, version));
        Assert.Equal(1, await site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.To == "huongdan@demo.local")));

        // The account goes on: signing in works, in the same minute.
        var elsewhere = await site.SignedInAsync("huongdan");
        Assert.True((await elsewhere.GetAsync("/sign")).IsOk);
        Assert.Equal(401, (int)(await elsewhere.SignAsync(version)).Status);

        var user = await site.UserIdAsync("huongdan");
        await site.DataAsync(db => db.WriteAsync(
            ct => db.Set<SigningLock>().Where(l => l.UserId == user).ExecuteUpdateAsync(l => l.SetProperty(x => x.LockedUntil, site.Clock.GetUtcNow().AddSeconds(-1)), ct), default));
        Assert.True((await elsewhere.SignAsync(version)).IsRedirect);
        Assert.Equal(0, await site.DataAsync(db => db.Set<SigningLock>().Where(l => l.UserId == user).Select(l => l.Attempts).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_ManyWrongPasswordsAtOnce_AreSixAsWell(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (mentor, version) = await MentorAndCaseAsync(site);
        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => mentor.GetAsync($"/sign/{version}")));

        await Task.WhenAll(pages.Select((page, i) => mentor.SubmitAsync(page, Journey.Decision(password: $"wrong {i}"), Journey.SignButton)));

        var user = await site.UserIdAsync("huongdan");
        var counted = await site.DataAsync(db => db.Set<SigningLock>().SingleAsync(l => l.UserId == user));
        Assert.Equal(SigningAttempts.Most, counted.Attempts);
        Assert.True(counted.LockedUntil > site.Clock.GetUtcNow());
        Assert.Equal(401, (int)(await mentor.SignAsync(version)).Status);
    }

    private static async Task<(Visitor Mentor, Guid Version)> MentorAndCaseAsync(Site site)
    {
        var (_, version) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"), "S");
        return (await site.SignedInAsync("huongdan"), version);
    }

    private static async Task AddAsync(Visitor visitor, SoftwarePasskey passkey)
    {
        var added = await visitor.AddAsync(passkey);
        Assert.True(added.IsRedirect, $"{added.Status} {string.Join(' ', added.Errors)} {added.Text}");
    }
}
