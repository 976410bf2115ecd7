using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Reauthentication;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Logbook.Verification;
using Training.Notifications.Outbox;
using Training.Tests.Auditing;
using Training.Tests.Media;
using Training.Tests.Support;

namespace Training.Tests.Logbook;

/// <summary>What is stored is compared with what was signed, on every read, by a command and every night (SIG-7).</summary>
public sealed class VerificationTests
{
    private const string Invalid = "Chữ ký không hợp lệ";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Verify_AfterTampering_NamesTheCase_AndThePageSaysSo(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (oneEntry, one) = await SignedAsync(site, trainee, mentor);
        var (otherEntry, other) = await SignedAsync(site, trainee, mentor);
        Assert.True((await site.VerifyLogbookAsync()).ExitCode == 0, (await site.VerifyLogbookAsync()).Output);
        var codes = await site.DataAsync(db => db.LogbookEntries.ToDictionaryAsync(e => e.Id, e => e.CaseCode));
        async Task SaysAsync(string words, params Guid[] entries)
        {
            var verified = await site.VerifyLogbookAsync();
            Assert.Equal(1, verified.ExitCode);
            foreach (var entry in entries)
            {
                Assert.Contains($"INVALID case {codes[entry]} version 1: {words}", verified.Output, StringComparison.Ordinal);
                Assert.Contains(Invalid, (await trainee.GetAsync($"/logbook/{entry}")).Text, StringComparison.Ordinal);
            }
        }

        async Task HealedAsync()
        {
            Assert.True((await site.VerifyLogbookAsync()).ExitCode == 0, (await site.VerifyLogbookAsync()).Output);
            Assert.DoesNotContain(Invalid, (await trainee.GetAsync($"/logbook/{oneEntry}")).Text, StringComparison.Ordinal);
        }

        // One byte of what was said; the card of the mentor says so too.
        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_EntryVersions" SET "Note" = 'Vôi hóa nặnf' WHERE "Id" = {one}""", ct));
        await SaysAsync("the entry was changed", oneEntry);
        Assert.Contains(Invalid, (await mentor.GetAsync($"/sign/{one}")).Text, StringComparison.Ordinal);
        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_EntryVersions" SET "Note" = 'Vôi hóa nặng' WHERE "Id" = {one}""", ct));
        await HealedAsync();

        // Of what the mentor said.
        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "Entrustment" = 5 WHERE "EntryVersionId" = {one}""", ct));
        await SaysAsync("the sign-off was changed", oneEntry);
        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "Entrustment" = 4 WHERE "EntryVersionId" = {one}""", ct));
        await HealedAsync();

        // Two signatures in each other's place, also with the hash of the content beside them.
        await SwapAsync(site, one, other, withHash: false);
        await SaysAsync("the sign-off was changed or belongs to another version", oneEntry, otherEntry);
        await SwapAsync(site, one, other, withHash: false);
        await HealedAsync();
        await SwapAsync(site, one, other, withHash: true);
        await SaysAsync("the sign-off was changed or belongs to another version", oneEntry, otherEntry);
        await SwapAsync(site, one, other, withHash: true);
        await HealedAsync();

        // A text and its salt torn out by one person, who leaves the hash there.
        var seals = await site.DataAsync(db => db.EntryVersions.Where(v => v.Id == one).Select(v => v.Sealed).SingleAsync());
        var torn = seals.Without("note").ToJson();
        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_EntryVersions" SET "Note" = NULL, "Sealed" = {torn} WHERE "Id" = {one}""", ct));
        await SaysAsync("something was removed without two people", oneEntry);
        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_EntryVersions" SET "Note" = 'Vôi hóa nặng', "Sealed" = {seals.ToJson()} WHERE "Id" = {one}""", ct));
        await HealedAsync();

        // A signature that is gone.
        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""DELETE FROM "Logbook_Decisions" WHERE "EntryVersionId" = {other}""", ct));
        var missing = await site.VerifyLogbookAsync();
        Assert.Contains($"INVALID case {codes[otherEntry]} version 1: it counts as signed and has no signature", missing.Output, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Nightly_FindsWhatWasChanged_RaisesTheAlert_AndClearsItWhenItIsWholeAgain(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor, administrator) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"), await site.SignedInAsync("quantri"));
        var (entry, version) = await SignedAsync(site, trainee, mentor);
        await site.RunNightlyAsync();
        Assert.Contains("Mọi chữ ký và tệp đều khớp", (await administrator.GetAsync("/admin/logbook")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/admin/logbook", (await site.Visitor().GetAsync("/health/ready")).Body, StringComparison.Ordinal);

        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_EntryVersions" SET "Outcome" = 'Failed' WHERE "Id" = {version}""", ct));
        await site.RunNightlyAsync();
        Assert.Empty(await site.DataAsync(db => db.Set<SignatureFault>().ToListAsync()));
        site.Clock.Shift += TimeSpan.FromDays(1);
        await site.RunNightlyAsync();
        var code = await site.DataAsync(db => db.LogbookEntries.Where(e => e.Id == entry).Select(e => e.CaseCode).SingleAsync());
        administrator = await site.SignedInAsync("quantri");
        var page = await administrator.GetAsync("/admin/logbook");
        Assert.Contains(code, page.Text, StringComparison.Ordinal);
        Assert.Contains("nội dung ca bị sửa", page.Text, StringComparison.Ordinal);
        var health = await site.Visitor().GetAsync("/health/ready");
        Assert.True(health.IsOk);
        Assert.Contains("/admin/logbook", health.Body, StringComparison.Ordinal);
        Assert.Equal(code, (await site.NewestEventAsync(SignatureFault.FoundAction)).Details.GetProperty("facts").GetProperty("case").GetString());
        var letter = await site.DataAsync(db => db.Set<OutgoingMail>().SingleAsync(m => m.To == "quantri@demo.local"));
        Assert.Contains(code, letter.Body, StringComparison.Ordinal);

        // It is looked at again without waiting for the night, and nobody is written to twice.
        await site.RunNightlyAsync();
        Assert.Single(await site.DataAsync(db => db.Set<SignatureFault>().Where(f => f.ClearedAt == null).ToListAsync()));
        Assert.Equal(1, await site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.To == "quantri@demo.local")));
        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_EntryVersions" SET "Outcome" = 'Success' WHERE "Id" = {version}""", ct));
        await site.RunNightlyAsync();
        Assert.NotNull((await site.DataAsync(db => db.Set<SignatureFault>().SingleAsync())).ClearedAt);
        Assert.DoesNotContain("/admin/logbook", (await site.Visitor().GetAsync("/health/ready")).Body, StringComparison.Ordinal);
        Assert.Contains("Mọi chữ ký và tệp đều khớp", (await administrator.GetAsync("/admin/logbook")).Text, StringComparison.Ordinal);
    }

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Verify_AfterAFileOrAnAssertionWasChanged_SaysSo(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (entry, _) = await site.LogCaseAsync(trainee);
        Assert.True((await CaseFileTests.SendAsync(trainee, await trainee.GetAsync($"/logbook/{entry}/attach"), "Upload", await Samples.PhotoAsync(), "form[enctype] button")).IsRedirect);
        var (_, version) = await site.NewestAsync();
        var passkey = new SoftwarePasskey(false);
        Assert.True((await mentor.AddAsync(passkey)).IsRedirect);
        var form = await mentor.GetAsync($"/sign/{version}");
        Assert.True((await mentor.SubmitAsync(form, await mentor.ConfirmAsync(passkey, form, Journey.Decision(), Journey.SignButton), Journey.SignButton)).IsRedirect);
        Assert.Equal(0, (await site.VerifyLogbookAsync()).ExitCode);

        var hash = await site.DataAsync(db => db.EntryVersions.Where(v => v.Id == version).Select(v => v.Attachments).SingleAsync());
        var file = Directory.GetFiles(Path.Combine(site.Folder, "files"), hash, SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, [.. bytes[..^3], (byte)(bytes[^3] ^ 1), .. bytes[^2..]]);
        var changed = await site.VerifyLogbookAsync();
        Assert.True(changed.ExitCode == 1 && changed.Output.Contains("version 2: a file was changed or is gone", StringComparison.Ordinal), changed.Output);
        Assert.Contains(Invalid, (await trainee.GetAsync($"/logbook/{entry}")).Text, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Equal(0, (await site.VerifyLogbookAsync()).ExitCode);

        var proof = (await SignTestData.DecisionAsync(site, version))!.ProofId!.Value;
        var stored = await site.DataAsync(db => db.Set<SigningAssertion>().AsNoTracking().SingleAsync(a => a.ProofId == proof));
        byte[] flipped = [.. stored.Signature];
        flipped[^1] ^= 1;
        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Identity_SigningAssertions" SET "Signature" = {flipped} WHERE "ProofId" = {proof}""", ct));
        var forged = await site.VerifyLogbookAsync();
        Assert.True(forged.ExitCode == 1 && forged.Output.Contains("what a device signed is not valid", StringComparison.Ordinal), forged.Output);
    }

    private static async Task<(Guid EntryId, Guid VersionId)> SignedAsync(Site site, Visitor trainee, Visitor mentor)
    {
        var logged = await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), Journey.Case(await site.ChoiceAsync(), note: "Vôi hóa nặng"));
        Assert.True(logged.IsRedirect, string.Join(' ', logged.Errors));
        var made = await site.NewestAsync();
        Assert.True((await mentor.SignAsync(made.VersionId)).IsRedirect);
        return made;
    }

    // Three steps, since one version has one decision at any time; a third version takes one in between.
    private static Task SwapAsync(Site site, Guid one, Guid other, bool withHash) => site.TamperAsync(async (db, ct) =>
    {
        var (a, b) = (await db.Decisions.AsNoTracking().SingleAsync(d => d.EntryVersionId == one, ct), await db.Decisions.AsNoTracking().SingleAsync(d => d.EntryVersionId == other, ct));
        var free = await db.EntryVersions.Where(v => !db.Set<Decision>().Any(d => d.EntryVersionId == v.Id)).Select(v => v.Id).FirstAsync(ct);
        await db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "EntryVersionId" = {free} WHERE "Id" = {a.Id}""", ct);
        await db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "EntryVersionId" = {one} WHERE "Id" = {b.Id}""", ct);
        await db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "EntryVersionId" = {other} WHERE "Id" = {a.Id}""", ct);
        if (withHash)
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "ContentHash" = {b.ContentHash} WHERE "Id" = {a.Id}""", ct);
            await db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Decisions" SET "ContentHash" = {a.ContentHash} WHERE "Id" = {b.Id}""", ct);
        }
    });
}
