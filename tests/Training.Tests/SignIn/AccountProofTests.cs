using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Training.Identity.ApiTokens;
using Training.Identity.Factors;
using Training.Identity.Tokens;
using Training.Identity.Users;
using Training.Tests.Identity;
using Training.Tests.Support;

namespace Training.Tests.SignIn;

/// <summary>A stolen cookie alone changes nothing about an account: every such form answers 401, and keeps what was typed.</summary>
public sealed class AccountProofTests
{
    private const string Good = "xe đạp cũ màu xanh ngọc";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Change_WithTheSessionAlone_Returns401AndStoresNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var owner = await site.SignedInAsync("hocvien");
        var seed = await owner.EnrolAsync(site.Clock);
        await owner.GetAsync("/account/security/codes");
        var before = await SecretsAsync(site, "hocvien");
        foreach (var (address, field, value) in new[]
        {
            ("/account/security/password", "Input.NewPassword", Good),
            ("/account/security/email", "Input.NewEmail", "moi@benhvien.vn"),
            ("/account/security/authenticator", "Input.NewCode", "123456"),
            ("/account/security/codes", "", ""),
        })
        {
            // The codes of the app last half a minute, and the doors count by the minute.
            site.Clock.Shift += TimeSpan.FromMinutes(2);
            var page = await owner.GetAsync(address);
            foreach (var (password, code) in new[] { ("", ""), ("not this one, no", SignIns.Code(seed, site.Clock)), (SignIns.Password, ""), (SignIns.Password, SignIns.Code(seed, site.Clock, 5)) })
            {
                var refused = await owner.SubmitAsync(page, new() { [field] = value, ["Proof.Password"] = password, ["Proof.Code"] = code });
                Assert.True((int)refused.Status == 401, $"{address} {password} {code}: {refused.Status}");
                Assert.NotEmpty(refused.Errors);
                Assert.NotEmpty(refused.Response.Headers.WwwAuthenticate);
                Assert.Equal(field == "Input.NewEmail" ? value : "", refused.Value(field == "Input.NewEmail" ? field : "Proof.Password"));
            }
        }

        Assert.Equal(before, await SecretsAsync(site, "hocvien"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Key_WithTheSessionAlone_Returns401AndStoresNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var owner = await site.SignedInAsync("bsnoi");
        Assert.True((await owner.AddAsync(new SoftwarePasskey())).IsRedirect);
        var before = await SecretsAsync(site, "bsnoi");
        foreach (var password in new[] { "", "not this one, no" })
        {
            var added = await owner.AddAsync(new SoftwarePasskey(), "thief's", password);
            Assert.Equal(401, (int)added.Status);
            Assert.Equal("thief's", added.Value("Input.Name"));
            var link = (await owner.GetAsync("/account/passkeys")).Page.QuerySelector("main .list a")!.GetAttribute("href")!;
            Assert.Equal(401, (int)(await owner.SubmitAsync(await owner.GetAsync(link), new() { ["Input.Password"] = password })).Status);
            var token = await owner.SubmitAsync(
                await owner.GetAsync("/account/tokens"), new() { ["Input.Name"] = "report", ["Input.Permissions"] = "Identity.ReadProfile", ["Input.Password"] = password });
            Assert.Equal(401, (int)token.Status);
        }

        Assert.Equal(before, await SecretsAsync(site, "bsnoi"));
    }

    private static Task<string> SecretsAsync(Site site, string account) => site.DataAsync(async db =>
    {
        var user = await db.Set<User>().AsNoTracking().SingleAsync(u => u.Email == SignIns.Mail(account));
        var codes = await db.Set<RecoveryCode>().Where(c => c.UserId == user.Id).OrderBy(c => c.CodeHash).Select(c => c.CodeHash).ToListAsync();
        var apps = await db.Set<Authenticator>().Where(a => a.UserId == user.Id).Select(a => a.SealedSeed).ToListAsync();
        var keys = await db.Set<IdentityUserPasskey<Guid>>().CountAsync(p => p.UserId == user.Id);
        var tokens = await db.Set<ApiToken>().CountAsync(t => t.UserId == user.Id) + await db.Set<AccountToken>().CountAsync(t => t.UserId == user.Id);
        return string.Join('|', [user.Email, user.PasswordHash, user.SecurityStamp, $"{keys}", $"{tokens}", .. codes, .. apps]);
    });
}
