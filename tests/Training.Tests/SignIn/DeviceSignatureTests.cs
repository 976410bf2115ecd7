using Microsoft.EntityFrameworkCore;
using Training.Identity.Reauthentication;
using Training.Logbook.Entries;
using Training.Tests.Identity;
using Training.Tests.Logbook;
using Training.Tests.Support;

namespace Training.Tests.SignIn;

/// <summary>What stands on the record about how it was signed, and whether the page that shows it can be believed.</summary>
public sealed class DeviceSignatureTests
{
    private const string Valid = "Chữ ký của thiết bị hợp lệ";
    private const string NotValid = "Chữ ký của thiết bị KHÔNG hợp lệ";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Signature_WithOneByteChanged_IsSaidToBeNotValid(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        foreach (var rsa in new[] { false, true })
        {
            var (entry, version) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"), "S");
            var passkey = new SoftwarePasskey(rsa);
            Assert.True((await mentor.AddAsync(passkey, $"phone {rsa}")).IsRedirect);
            var page = await mentor.GetAsync($"/sign/{version}");
            Assert.True((await mentor.SubmitAsync(page, await mentor.ConfirmAsync(passkey, page, Journey.Decision(4, "Chắc tay"), Journey.SignButton), Journey.SignButton)).IsRedirect);
            string[] addresses = [$"/logbook/{entry}", $"/sign/{version}"];
            await SaysAsync(mentor, addresses, Valid, NotValid);

            var proof = (await SignTestData.DecisionAsync(site, version))!.ProofId!.Value;
            var stored = await site.DataAsync(db => db.Set<SigningAssertion>().AsNoTracking().SingleAsync(a => a.ProofId == proof));
            foreach (var (column, bytes) in new[]
            {
                ("Signature", stored.Signature), ("AuthenticatorData", stored.AuthenticatorData), ("ClientDataJson", stored.ClientDataJson), ("PublicKey", stored.PublicKey), ("Nonce", stored.Nonce),
            })
            {
                foreach (var at in new[] { 0, bytes.Length / 2, bytes.Length - 1 })
                {
                    byte[] changed = [.. bytes];
                    changed[at] ^= 1;
                    await StoreAsync(site, proof, column, changed);
                    await SaysAsync(mentor, addresses, NotValid, Valid);
                }

                await StoreAsync(site, proof, column, bytes);
            }

            await SaysAsync(mentor, addresses, Valid, NotValid);
            await StoreAsync(site, proof, "Context", stored.Context.Replace("Logbook.Signed", "Logbook.Returned", StringComparison.Ordinal));
            await SaysAsync(mentor, addresses, NotValid, Valid);
            await StoreAsync(site, proof, "Context", stored.Context);

            // What the mentor said of the case, changed with everything that is not the device's.
            await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "Entrustment" = 5 WHERE "ProofId" = {proof}""", ct));
            await SaysAsync(mentor, addresses, NotValid, Valid);
            await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "Entrustment" = 4 WHERE "ProofId" = {proof}""", ct));

            // Calling it another method does not hide it, and taking it away does not either.
            await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "Method" = {"password"} WHERE "ProofId" = {proof}""", ct));
            await SaysAsync(mentor, addresses, Valid, NotValid);
            await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "Method" = {"passkey"} WHERE "ProofId" = {proof}""", ct));
            await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""DELETE FROM "Identity_SigningAssertions" WHERE "ProofId" = {proof}""", ct));
            await SaysAsync(mentor, addresses, NotValid, Valid);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Signature_ByPasswordAndCode_SaysSo_AndACodeSignsOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (entry, first) = await site.LogCaseAsync(trainee, "S");
        var (_, second) = await site.LogCaseAsync(trainee, "S");
        var mentor = await site.SignedInAsync("huongdan");
        var seed = await mentor.EnrolAsync(site.Clock);
        site.Clock.Shift += TimeSpan.FromSeconds(61);
        async Task<Answer> SignAsync(Guid version, string code)
            => await mentor.SubmitAsync(await mentor.GetAsync($"/sign/{version}"), new(Journey.Decision(4, "Chắc tay")) { ["Input.Code"] = code }, Journey.SignButton);
        var code = SignIns.Code(seed, site.Clock);

        // The password alone is no proof any more, not even in demo mode.
        Assert.Equal(401, (int)(await SignAsync(first, "")).Status);
        Assert.Equal(401, (int)(await SignAsync(first, SignIns.Code(seed, site.Clock, 5))).Status);
        var signed = await SignAsync(first, code);

        Assert.True(signed.IsRedirect, $"{signed.Status} {string.Join(' ', signed.Errors)}");
        Assert.Equal("password+totp", (await SignTestData.DecisionAsync(site, first))!.Method);
        var shown = await mentor.GetAsync($"/logbook/{entry}");
        Assert.Contains("mật khẩu và mã xác thực", shown.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Chữ ký của thiết bị", shown.Text, StringComparison.Ordinal);

        // The same code, and one of a step before it.
        Assert.Equal(401, (int)(await SignAsync(second, code)).Status);
        Assert.Equal(401, (int)(await SignAsync(second, SignIns.Code(seed, site.Clock, -1))).Status);
        Assert.Null(await SignTestData.DecisionAsync(site, second));
        site.Clock.Shift += TimeSpan.FromSeconds(61);
        Assert.True((await SignAsync(second, SignIns.Code(seed, site.Clock))).IsRedirect);
    }

    private static async Task SaysAsync(Visitor visitor, string[] addresses, string says, string not)
    {
        foreach (var address in addresses)
        {
            var page = await visitor.GetAsync(address);
            Assert.True(page.IsOk, $"{address} {page.Status}");
            Assert.Contains(says, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(not, page.Text, StringComparison.Ordinal);
        }
    }

    private static Task StoreAsync(Site site, Guid proof, string column, object value)
    {
        var statement = """UPDATE "Identity_SigningAssertions" SET "?" = {0} WHERE "ProofId" = {1}""".Replace("?", column, StringComparison.Ordinal);
        return site.TamperAsync((db, ct) => db.Database.ExecuteSqlRawAsync(statement, [value, proof], ct));
    }
}
