using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Users;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Redaction;
using Training.Notifications.Outbox;
using Training.Tests.Architecture;
using Training.Tests.Auditing;
using Training.Tests.Media;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using static Training.Tests.Logbook.SignTestData;

namespace Training.Tests.Logbook;

/// <summary>Patient data that slipped into a case is removed by two people, to the last byte, and what was signed still verifies (PRV-4).</summary>
public sealed class RedactionTests
{
    private const string Note = "bệnh kèm xqcanarynote";
    private const string Converted = "xqcanaryconvert";
    private const string ReturnReason = "xqcanaryreturn viết lại";
    private const string Correction = "xqcanarycorrect";
    private const string Comment = "xqcanarycomment tốt";
    private const string Valid = "Đã gỡ bỏ dữ liệu người bệnh – chữ ký vẫn hợp lệ";

    private static readonly string[] Canaries = [Note, Converted, ReturnReason, Correction, Comment];

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Redaction_AskedByTheLearnerAndConfirmedByTheOffice_LeavesNoByte_AndTheSignatureHolds(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor, office) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"), await site.SignedInAsync("giaovu"));
        var entryId = await SignedWithCanariesAsync(site, trainee, mentor);
        var hashes = await HashesAsync(site, entryId);
        Assert.NotEmpty(await site.FindAsync("xqcanarynote"));
        Assert.NotEmpty(await site.FindAsync("xqcanaryreturn"));
        var file = Directory.GetFiles(Path.Combine(site.Folder, "files"), hashes.File, SearchOption.AllDirectories).Single();
        var pixels = (await File.ReadAllBytesAsync(file))[^40..^8];

        Assert.Contains("nhắc lại", (await trainee.AskAsync(entryId, Canaries, "ghi là bệnh kèm xqcanarynote")).Text, StringComparison.Ordinal);
        Assert.Contains("Hãy chọn ít nhất một phần", (await trainee.AskAsync(entryId, [])).Text, StringComparison.Ordinal);
        Stored(await trainee.AskAsync(entryId, Canaries, "Lọt tên người nhà", files: true));
        var request = await RequestAsync(site);

        // Hidden from everybody on every page; only the two see it, where they deal with it.
        foreach (var visitor in new[] { trainee, mentor, office })
        {
            foreach (var address in new[] { $"/logbook/{entryId}", "/logbook", "/sign", "/", $"/logbook/{entryId}/redact" })
            {
                Assert.DoesNotContain("xqcanary", (await visitor.GetAsync(address)).Body, StringComparison.Ordinal);
            }
        }

        Assert.Contains("Đang ẩn", (await mentor.GetAsync($"/logbook/{entryId}")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await mentor.GetAsync($"/logbook/{entryId}/3/files/1")).Status);
        Assert.DoesNotContain("xqcanary", (await mentor.GetAsync($"/redactions/{request}")).Body, StringComparison.Ordinal);
        var own = await trainee.GetAsync($"/redactions/{request}");
        Assert.Contains("xqcanarynote", own.Body, StringComparison.Ordinal);
        Assert.Null(own.Page.QuerySelector("#redact-form"));
        Assert.Contains($"/redactions/{request}", (await office.GetAsync("/tasks")).Body, StringComparison.Ordinal);
        var shown = await office.GetAsync($"/redactions/{request}");
        Assert.All(Canaries, canary => Assert.Contains(canary, shown.Text, StringComparison.Ordinal));
        Assert.Equal(401, (int)(await office.SubmitAsync(shown, new() { ["Input.Password"] = "" }, RemovedBytes.ConfirmButton)).Status);

        var confirmed = await office.DecideAsync(request, RemovedBytes.ConfirmButton);
        Assert.True(confirmed.IsRedirect, $"{confirmed.Status} {confirmed.Text}");
        Assert.Contains("Đang ghi đè", (await office.GetAsync($"/logbook/{entryId}")).Text, StringComparison.Ordinal);
        await site.RunOverwriteAsync();

        Assert.Empty(await site.FindAsync([.. Canaries, "xqcanary"]));
        Assert.False(File.Exists(file));
        Assert.DoesNotContain(Directory.GetFiles(site.Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".db-shm", StringComparison.Ordinal)), f => Bytes(f).AsSpan().IndexOf(pixels) >= 0);
        var page = await mentor.GetAsync($"/logbook/{entryId}");
        Assert.Contains(Valid, page.Text, StringComparison.Ordinal);
        Assert.Contains("Nguyễn Hoàng Phượng đề nghị", page.Text, StringComparison.Ordinal);
        Assert.Contains("Vũ Thị Thu Hà xác nhận", page.Text, StringComparison.Ordinal);
        Assert.Contains("Đã ghi đè xong", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("không hợp lệ", page.Text, StringComparison.Ordinal);
        var after = await HashesAsync(site, entryId);
        Assert.Equal((hashes.Content, hashes.Signed), (after.Content, after.Signed));
        var verified = await site.VerifyLogbookAsync();
        Assert.True(verified.ExitCode == 0, verified.Output);
        Assert.Equal(0, (await site.VerifyAsync()).ExitCode);

        // No salt is left to try texts with, and the hash of no form.
        Assert.All(await site.DataAsync(db => db.EntryVersions.AsNoTracking().Where(v => v.EntryId == entryId).Select(v => v.Sealed).ToListAsync()), seals => Assert.DoesNotContain(seals.Seals, seal => seal.Value.Salt is not null));
        var times = await site.DataAsync(db => db.EntryVersions.Where(v => v.EntryId == entryId).Select(v => v.SubmittedAt).ToListAsync());
        Assert.True(await site.DataAsync(db => db.Set<IdempotencyKey>().CountAsync(k => k.BodyHash == "")) >= times.Count);
        Assert.Contains("hủy trước ngày", (await (await site.SignedInAsync("quantri")).GetAsync("/admin/logbook")).Text, StringComparison.Ordinal);
        Assert.Contains("delete every backup", await File.ReadAllTextAsync(Path.Combine(site.Folder, OverwriteRemoved.File)), StringComparison.Ordinal);
    }

    [NodeTheory, OnSqlite, OnPostgreSql]
    public async Task Redaction_OfACaseThatAPasskeySigned_VerifiesWithoutTheSite(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (entryId, version) = await LogAsync(site, trainee);
        var passkey = new SoftwarePasskey(false);
        Assert.True((await mentor.AddAsync(passkey)).IsRedirect);
        var form = await mentor.GetAsync($"/sign/{version}");
        Assert.True((await mentor.SubmitAsync(form, await mentor.ConfirmAsync(passkey, form, Journey.Decision(4, Comment), Journey.SignButton), Journey.SignButton)).IsRedirect);

        // The mentor asks, the office of the receiving hospital confirms.
        Stored(await mentor.AskAsync(entryId, [Note, Comment]));
        Assert.True((await (await site.SignedInAsync("khth")).DecideAsync(await RequestAsync(site), RemovedBytes.ConfirmButton)).IsRedirect);
        var record = await (await mentor.Client.GetAsync($"/logbook/{entryId}/1/signature.json")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("xqcanary", record, StringComparison.Ordinal);
        var path = Path.Combine(site.Folder, "record.json");
        await File.WriteAllTextAsync(path, record);
        Assert.Equal(0, await NodeAsync(path));
        await File.WriteAllTextAsync(path, record.Replace(JsonDocument.Parse(record).RootElement.GetProperty("signature").GetString()![..8], "AAAAAAAA", StringComparison.Ordinal));
        Assert.Equal(1, await NodeAsync(path));
        var page = await mentor.GetAsync($"/logbook/{entryId}");
        Assert.Contains("Chữ ký của thiết bị hợp lệ", page.Text, StringComparison.Ordinal);
        Assert.Contains(Valid, page.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Redaction_ByOnePerson_IsRefused_WhateverTheAccount_AndDecliningShowsItAgain(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor, office) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"), await site.SignedInAsync("giaovu"));
        var (entryId, version) = await LogAsync(site, trainee);
        Stored(await office.AskAsync(entryId, [Note]));
        var request = await RequestAsync(site);

        // Nobody signs what they cannot see all of.
        var sign = await mentor.SignAsync(version);
        Assert.Contains(sign.Errors, e => e.Contains("gỡ thông tin người bệnh", StringComparison.Ordinal));
        Assert.True((await trainee.GetAsync($"/logbook/{entryId}/correct")).IsRedirect);

        // Another asks for another part: each sees their own, and what the other asked for from nowhere.
        Stored(await mentor.AskAsync(entryId, [Converted]));
        var theirs = await site.DataAsync(db => db.Set<RedactionRequest>().Where(r => r.Id != request).Select(r => r.Id).SingleAsync());
        var own = (await mentor.GetAsync($"/redactions/{theirs}")).Text;
        Assert.Contains(Converted, own, StringComparison.Ordinal);
        Assert.DoesNotContain(Note, own, StringComparison.Ordinal);
        Assert.True((await (await site.SignedInAsync("giamdoc")).DecideAsync(theirs, RemovedBytes.DeclineButton, "Không phải thông tin người bệnh")).IsRedirect);

        // The only one of the office has asked: the task is the director's at once.
        var director = await site.SignedInAsync("giamdoc");
        Assert.Contains($"/redactions/{request}", (await director.GetAsync("/tasks")).Body, StringComparison.Ordinal);
        var form = await director.GetAsync($"/redactions/{request}");
        var (address, fields) = Visitor.FormOf(form, new() { ["Input.Password"] = Visitor.DemoPassword }, RemovedBytes.ConfirmButton);
        Assert.Contains("một người khác xác nhận", (await office.GetAsync($"/redactions/{request}")).Text, StringComparison.Ordinal);
        var (_, mine) = Visitor.FormOf(await office.GetAsync($"/logbook/{entryId}/redact"), []);
        var forged = await office.PostAsync(address, [.. mine.Where(f => f.Key.StartsWith('_')), .. fields.Where(f => !f.Key.StartsWith('_'))]);
        Assert.False(forged.IsRedirect);

        // Another account of the same person.
        var person = await site.DataAsync(db => db.Set<User>().Where(u => u.Email == "giaovu@demo.local").Select(u => u.PersonId).SingleAsync());
        var other = await site.DataAsync(db => db.Set<User>().Where(u => u.Email == "giamdoc@demo.local").Select(u => u.PersonId).SingleAsync());
        await site.DataAsync(db => db.WriteAsync(ct => db.Set<User>().Where(u => u.Email == "giamdoc@demo.local").ExecuteUpdateAsync(u => u.SetProperty(x => x.PersonId, person), ct), default));
        var twice = await director.PostAsync(address, fields);
        Assert.Contains("một người khác xác nhận", twice.Text, StringComparison.Ordinal);
        Assert.Equal(0, await site.DataAsync(db => db.Set<RedactionDecision>().CountAsync(d => d.RequestId == request)));
        await site.DataAsync(db => db.WriteAsync(ct => db.Set<User>().Where(u => u.Email == "giamdoc@demo.local").ExecuteUpdateAsync(u => u.SetProperty(x => x.PersonId, other), ct), default));

        // The learner of the case is no second person either, and a stranger is told nothing.
        Assert.Equal(404, (int)(await (await site.SignedInAsync("bsnoi")).GetAsync($"/redactions/{request}")).Status);
        Assert.Contains(((await director.DecideAsync(request, RemovedBytes.DeclineButton)).Errors), e => e.Contains("vì sao từ chối", StringComparison.Ordinal));
        var declined = await director.DecideAsync(request, RemovedBytes.DeclineButton, "Không phải thông tin người bệnh");
        Assert.True(declined.IsRedirect, declined.Text);
        var page = await mentor.GetAsync($"/logbook/{entryId}");
        Assert.Contains(Note, page.Text, StringComparison.Ordinal);
        Assert.Contains("không được chấp nhận", page.Text, StringComparison.Ordinal);
        Assert.True((await mentor.SignAsync(version)).IsRedirect);
        Assert.Equal(0, (await site.VerifyLogbookAsync()).ExitCode);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Redaction_NobodyDecidesInTime_GoesToTheDirector_AndStaysHidden_AndOfTwoWhoConfirmOneDoes(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (entryId, _) = await LogAsync(site, trainee);
        var stale = await trainee.GetAsync($"/logbook/{entryId}/correct");
        Assert.Contains(Note, stale.Body, StringComparison.Ordinal);
        Stored(await trainee.AskAsync(entryId, [Note]));
        var request = await RequestAsync(site);
        site.Clock.Shift += TimeSpan.FromDays(20);
        await site.RunDueAsync();
        await trainee.SignInAsync("hocvien@demo.local"); // sessions do not last as long

        var (office, director) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("giamdoc"));
        Assert.Contains($"/redactions/{request}", (await director.GetAsync("/tasks")).Body, StringComparison.Ordinal);
        var letters = await site.DataAsync(db => db.Set<OutgoingMail>().Where(m => m.Subject.Contains("quá hạn")).Select(m => new { m.To, m.Body }).ToListAsync());
        Assert.Equal(["giamdoc@demo.local", "giamdocqn@demo.local"], letters.Select(l => l.To).Order());
        Assert.All(letters, letter => Assert.DoesNotContain("xqcanary", letter.Body, StringComparison.Ordinal));
        Assert.DoesNotContain(Note, (await trainee.GetAsync($"/logbook/{entryId}")).Body, StringComparison.Ordinal);
        Assert.Contains("quá 3 ngày", (await site.Visitor().GetAsync("/health/ready")).Body, StringComparison.Ordinal);

        // Both confirm at once.
        var pages = new List<(Visitor Visitor, Answer Page)> { (office, await office.GetAsync($"/redactions/{request}")), (director, await director.GetAsync($"/redactions/{request}")) };
        var answers = await Task.WhenAll(pages.Select(p => p.Visitor.SubmitAsync(p.Page, new() { ["Input.Password"] = Visitor.DemoPassword }, RemovedBytes.ConfirmButton)));
        Assert.Single(answers, a => a.IsRedirect);
        Assert.Equal(1, await site.DataAsync(db => db.Set<RedactionDecision>().CountAsync()));
        Assert.DoesNotContain($"/redactions/{request}", (await director.GetAsync("/tasks")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("quá 3 ngày", (await site.Visitor().GetAsync("/health/ready")).Body, StringComparison.Ordinal);

        // It can be corrected and signed again, without what is gone.
        var (_, version) = await site.NewestAsync();
        Assert.DoesNotContain(Note, (await trainee.GetAsync($"/logbook/{entryId}/correct")).Body, StringComparison.Ordinal);
        Assert.Equal(version, (await site.NewestAsync()).VersionId);

        // A form from before would bring it back; it says so first, and keeps what was typed.
        var values = new Dictionary<string, string?> { ["Input.DayNumber"] = "7", ["Reason"] = "Sai số thứ tự" };
        var warned = await trainee.SubmitAsync(stale, values);
        Assert.Equal(409, (int)warned.Status);
        Assert.Contains(warned.Errors, e => e.Contains("đã được gỡ khỏi ca", StringComparison.Ordinal));
        Assert.Contains(Note, warned.Body, StringComparison.Ordinal);
        Assert.Equal(version, (await site.NewestAsync()).VersionId);
        Stored(await trainee.SubmitAsync(warned, new() { ["Input.Note"] = "" }));
        Assert.DoesNotContain(Note, (await trainee.GetAsync($"/logbook/{entryId}")).Body, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Redaction_OfWhyACaseWasWithdrawn_RemovesItFromTheTrailToo(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (entryId, _) = await LogAsync(site, trainee);
        Assert.True((await trainee.SubmitAsync(await trainee.GetAsync($"/logbook/{entryId}/withdraw"), new() { ["Reason"] = "xqcanarywithdraw" })).IsRedirect);
        Stored(await trainee.AskAsync(entryId, ["xqcanarywithdraw"]));
        Assert.DoesNotContain("xqcanarywithdraw", (await trainee.GetAsync($"/logbook/{entryId}")).Body, StringComparison.Ordinal);
        Assert.True((await (await site.SignedInAsync("giamdocqn")).DecideAsync(await RequestAsync(site), RemovedBytes.ConfirmButton)).IsRedirect);
        await site.RunOverwriteAsync();
        Assert.Empty(await site.FindAsync("xqcanarywithdraw"));
        Assert.Equal(0, (await site.VerifyAsync()).ExitCode);
    }

    private static void Stored(Answer answer) => Assert.True(answer.IsRedirect, $"{answer.Status} {string.Join(' ', answer.Errors)} {answer.Text}");

    private static byte[] Bytes(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        open.CopyTo(copy);
        return copy.ToArray();
    }

    private static async Task<(Guid EntryId, Guid VersionId)> LogAsync(Site site, Visitor trainee)
    {
        var values = new Dictionary<string, string?>(Journey.Case(await site.ChoiceAsync(), note: Note)) { ["Input.ConvertedTo"] = Converted };
        var logged = await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), values);
        Assert.True(logged.IsRedirect, $"{logged.Status} {string.Join(' ', logged.Errors)}");
        return await site.NewestAsync();
    }

    // Returned with a reason, corrected with another, a photo added, and signed with a comment.
    private static async Task<Guid> SignedWithCanariesAsync(Site site, Visitor trainee, Visitor mentor)
    {
        var (entryId, first) = await LogAsync(site, trainee);
        Assert.True((await mentor.ReturnAsync(first, ReturnReason)).IsRedirect);
        await CorrectAsync(trainee, entryId, Correction);
        var attached = await CaseFileTests.SendAsync(trainee, await trainee.GetAsync($"/logbook/{entryId}/attach"), "Upload", await Samples.PhotoAsync(), "form[enctype] button");
        Assert.True(attached.IsRedirect, $"{attached.Status} {attached.Text}");
        var (_, third) = await site.NewestAsync();
        Assert.True((await mentor.SignAsync(third, comment: Comment)).IsRedirect);
        return entryId;
    }

    private static Task<Guid> RequestAsync(Site site) => site.DataAsync(db => db.Set<RedactionRequest>().OrderByDescending(r => r.AskedAt).Select(r => r.Id).FirstAsync());

    private static Task<(string File, string Content, string Signed)> HashesAsync(Site site, Guid entryId) => site.DataAsync(async db =>
    {
        var version = await db.EntryVersions.AsNoTracking().Where(v => v.EntryId == entryId).OrderByDescending(v => v.Number).FirstAsync();
        var decision = await db.Decisions.AsNoTracking().SingleAsync(d => d.EntryVersionId == version.Id);
        return (version.Content.Attachments.Single(), ContentHash.Of(version), CanonicalJsonHash(decision));
    });

    private static string CanonicalJsonHash(Training.Logbook.SignOff.Decision decision) => Training.Modules.CanonicalJson.HashOf(Training.Logbook.SignOff.SignedContent.Of(decision));

    private static async Task<int> NodeAsync(string record)
    {
        using var process = Process.Start(new ProcessStartInfo(NodeTheoryAttribute.Program!, [Path.Combine(Repository.Root, "tests/verify-signature.mjs"), record]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
