using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Training.Logbook.Entries;
using Training.Logbook.Files;
using Training.Logbook.SignOff;
using Training.Tests.Media;
using Training.Tests.Support;
using static Training.Tests.Logbook.SignTestData;

namespace Training.Tests.Logbook;

/// <summary>Photos and PDF of a case, and what a mentor says aloud (SIG-7, PRV-3).</summary>
public sealed class CaseFileTests
{
    private const string AddButton = "form[enctype] button";

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Attachment_IsPartOfWhatIsSigned_AndServedToWhoMaySeeTheCase(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (entryId, first) = await site.LogCaseAsync(trainee);
        var address = $"/logbook/{entryId}/attach";
        var page = await trainee.GetAsync(address);
        Assert.NotNull(page.Page.QuerySelector(".callout.wait"));
        Assert.Contains("Hãy chọn một tệp", string.Join(' ', (await trainee.SubmitAsync(page, [], AddButton)).Errors), StringComparison.Ordinal);
        var added = await SendAsync(trainee, await trainee.GetAsync(address), "Upload", await Samples.PhotoAsync(), AddButton);
        Assert.True(added.IsRedirect, string.Join(' ', added.Errors));

        // Only something was added: a next version without a reason, with the file under its hash.
        var (_, second) = await site.NewestAsync();
        Assert.NotEqual(first, second);
        var version = await site.DataAsync(db => db.EntryVersions.AsNoTracking().SingleAsync(v => v.Id == second));
        var hash = Assert.Single(version.Content.Attachments);
        Assert.Contains($"\"attachments\":\"{hash}\"", ContentHash.Canonical(version), StringComparison.Ordinal);
        var link = (await mentor.GetAsync($"/sign/{second}")).Page.QuerySelector("dl a[download]")!.GetAttribute("href")!;
        using (var served = await mentor.Client.GetAsync(link))
        {
            Assert.Equal("image/jpeg", served.Content.Headers.ContentType!.MediaType);
            Assert.Equal(hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await served.Content.ReadAsByteArrayAsync())));
        }

        Assert.Equal(404, (int)(await (await site.SignedInAsync("bsnoi")).GetAsync(link)).Status);
        Assert.True((await mentor.SignAsync(second)).IsRedirect);
        Assert.Equal(404, (int)(await trainee.GetAsync(address)).Status);

        // One byte on the disk: the page says so.
        Assert.DoesNotContain("Chữ ký không hợp lệ", (await trainee.GetAsync($"/logbook/{entryId}")).Text, StringComparison.Ordinal);
        var stored = Directory.GetFiles(Path.Combine(site.Folder, "files"), hash, SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(stored);
        bytes[^3] ^= 1;
        File.SetAttributes(stored, FileAttributes.Normal);
        await File.WriteAllBytesAsync(stored, bytes);
        Assert.Contains("Chữ ký không hợp lệ", (await trainee.GetAsync($"/logbook/{entryId}")).Text, StringComparison.Ordinal);
    }

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Attachment_IsTakenOutWithAReason_AndRefusedFilesStoreNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (entryId, _) = await site.LogCaseAsync(trainee);
        var address = $"/logbook/{entryId}/attach";
        var refused = await SendAsync(trainee, await trainee.GetAsync(address), "Upload", Samples.Dicom(), AddButton);
        Assert.Equal(422, (int)refused.Status);
        Assert.Equal(0, await site.DataAsync(db => db.Set<CaseFile>().CountAsync()));
        Assert.True((await SendAsync(trainee, await trainee.GetAsync(address), "Upload", await Samples.PhotoAsync(), AddButton)).IsRedirect);
        var silent = await trainee.SubmitAsync(await trainee.GetAsync(address), [], "main section.card form button");
        Assert.Contains(silent.Errors, e => e.Contains("lý do", StringComparison.Ordinal));
        Assert.True((await trainee.SubmitAsync(await trainee.GetAsync(address), new() { ["Reason"] = "Nhầm ảnh" }, "main section.card form button")).IsRedirect);
        var (_, newest) = await site.NewestAsync();
        Assert.Equal("", await site.DataAsync(db => db.EntryVersions.Where(v => v.Id == newest).Select(v => v.Attachments).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Voice_IsPartOfTheDecision_AndSurvivesAWrongPassword(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (entryId, versionId) = await site.LogCaseAsync(trainee);
        var wrong = await SendAsync(mentor, await mentor.GetAsync($"/sign/{versionId}"), "Input.Voice", SoundSamples.WebM(), Journey.SignButton, Journey.Decision(password: "not-the-password"));
        Assert.Equal(401, (int)wrong.Status);
        Assert.Contains("vẫn được giữ", wrong.Text, StringComparison.Ordinal);
        Assert.True((await mentor.SubmitAsync(wrong, Journey.Decision(), Journey.SignButton)).IsRedirect);
        var decision = await DecisionAsync(site, versionId);
        Assert.NotNull(decision!.VoiceHash);
        Assert.Contains(decision.VoiceHash, SignedContent.Of(decision), StringComparison.Ordinal);
        var player = (await trainee.GetAsync($"/logbook/{entryId}")).Page.QuerySelector("audio")!.GetAttribute("src")!;
        using var served = await trainee.Client.GetAsync(player);
        Assert.Equal("audio/webm", served.Content.Headers.ContentType!.MediaType);
        Assert.Equal(404, (int)(await (await site.SignedInAsync("bsnoi")).GetAsync(player)).Status);
    }

    internal static async Task<Answer> SendAsync(Visitor visitor, Answer page, string field, byte[] file, string button, Dictionary<string, string?>? values = null)
    {
        var (address, fields) = Visitor.FormOf(page, values ?? [], button);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Where(f => f.Key != field))
        {
            form.Add(new StringContent(value), name);
        }

        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, field, "IMG_0001.jpg");
        return await visitor.PostAsync(address, form);
    }
}
