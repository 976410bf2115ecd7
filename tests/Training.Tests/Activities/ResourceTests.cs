using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Activities.Content;
using Training.Activities.Resources;
using Training.Media.Contracts;
using Training.Tests.Media;
using Training.Tests.Support;

namespace Training.Tests.Activities;

public sealed class ResourceTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Link_IsOpenedElsewhereAndFinishedByOnesWord(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var item = await course.AddAsync("link", "Hướng dẫn của Bộ Y tế");
        Assert.Contains("chưa có địa chỉ", await course.ProblemsAsync(), StringComparison.Ordinal);
        foreach (var wrong in new[] { "http://kcb.vn", "javascript:alert(1)", "https://a:b@kcb.vn", "https://10.0.0.1/x", "kcb.vn" })
        {
            var refused = await course.WriteAsync(item + "/edit", new() { ["Input.Address"] = wrong, ["AboutVi"] = "Chương 2." });
            Assert.Equal((wrong, 422), (wrong, (int)refused.Status));
            Assert.Equal(wrong, refused.Value("Input.Address"));
        }

        Assert.True((await course.WriteAsync(item + "/edit", new() { ["Input.Address"] = "https://kcb.vn/huong-dan?x=1&y=2", ["Input.Minutes"] = "15", ["AboutVi"] = "Đọc chương 2." })).IsRedirect);
        await course.PublishedAsync();
        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.GetAsync(item);
        var link = page.Page.QuerySelector("main a[target=_blank]")!;
        Assert.Equal(("https://kcb.vn/huong-dan?x=1&y=2", "noopener noreferrer"), (link.GetAttribute("href"), link.GetAttribute("rel")));
        Assert.Contains("kcb.vn, khoảng 15 phút", page.Text, StringComparison.Ordinal);
        Assert.False(await Writing.IsFinishedAsync(learner, item));
        Assert.True((await learner.SubmitAsync(page, [], "button[form=seen]")).IsRedirect);
        Assert.True(await Writing.IsFinishedAsync(learner, item));

        // An account of an office looks and finishes nothing.
        Assert.Null((await (await site.SignedInAsync("soyte")).GetAsync(item)).Page.QuerySelector("button[form=seen]"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Link_ThatWasPublished_IsChangedInACopy(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var item = await course.AddAsync("link", "Hướng dẫn", new() { ["Input.Address"] = "https://kcb.vn/cu", ["AboutVi"] = "Đọc chương 2." });
        await course.PublishedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await course.Author.GetAsync(item + "/edit")).Status);
        await course.BeginDraftAsync();
        var tab = await course.Author.GetAsync(item + "/edit");
        Assert.True((await course.WriteAsync(item + "/edit", new() { ["Input.Address"] = "https://kcb.vn/moi" })).IsRedirect);
        var learner = await site.SignedInAsync("hocvien");
        Assert.Contains("kcb.vn/cu", (await learner.GetAsync(item)).Body, StringComparison.Ordinal);

        // What another tab still shows does not write over it.
        Assert.True((await course.WriteAsync(item + "/edit", new() { ["Input.Minutes"] = "5" })).IsRedirect);
        var late = await course.Author.SubmitAsync(tab, new() { ["Input.Address"] = "https://kcb.vn/de" }, "button[form=edit-form]");
        Assert.Equal((409, "https://kcb.vn/de"), ((int)late.Status, late.Value("Input.Address")));
        await course.PublishedAsync("Địa chỉ mới.");
        Assert.Contains("kcb.vn/moi", (await learner.GetAsync(item)).Body, StringComparison.Ordinal);

        // Whoever is no author of the hospital writes nothing of it.
        foreach (var account in new[] { "hocvien", "khth" })
        {
            Assert.Contains((int)(await (await site.SignedInAsync(account)).GetAsync(item + "/edit")).Status, new[] { 403, 404 });
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task File_SentWithTheForm_IsFinishedByOpeningIt(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var item = await course.AddAsync("file", "Bài giảng ghi âm");
        Assert.Contains("chưa có tệp", await course.ProblemsAsync(), StringComparison.Ordinal);
        var stored = await SendAsync(course.Author, item + "/edit", SoundSamples.Ogg());
        Assert.True(stored.IsRedirect, $"{stored.Status} {string.Join(' ', stored.Errors)}");
        await course.PublishedAsync();

        var learner = await site.SignedInAsync("hocvien");
        var opened = await learner.SubmitAsync(await learner.GetAsync(item), [], "#open button");
        Assert.Equal(item + "/content", opened.Location);
        using (var file = await learner.Client.GetAsync(opened.Location))
        {
            Assert.Equal((HttpStatusCode.OK, "audio/ogg"), (file.StatusCode, file.Content.Headers.ContentType!.ToString()));
        }

        Assert.True(await Writing.IsFinishedAsync(learner, item));
        Assert.Equal(HttpStatusCode.Forbidden, (await learner.GetAsync(item + "/draft")).Status);
        Assert.Equal(302, (int)(await site.Visitor().GetAsync(item + "/content")).Status);

        // It stays as long as the course has it.
        var hash = await site.DataAsync(db => db.Set<FileContent>().Select(f => f.Hash!).SingleAsync());
        Assert.Equal([hash], await site.DataAsync((_, services) => services.GetServices<IFileReferences>().OfType<FileContentReferences>().Single().InUseAsync([hash, new string('0', 64)], default)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Film_OfTheLibrary_OpensThroughTheCourseOnly(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var film = await (await Sending.StartAsync(course.Author)).UploadAsync(FilmSamples.Mp4(), "mang-gang.mp4");
        var item = await course.AddAsync("file", "Phim mang găng", new() { ["Input.MediaItemId"] = $"{film}" });
        var learner = await site.SignedInAsync("hocvien");
        using (var before = await learner.Client.GetAsync($"/media/{film}/file"))
        {
            Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        }

        await course.PublishedAsync();
        var page = await learner.GetAsync(item);
        Assert.Equal($"/media/{film}/file", page.Page.QuerySelector("video[controls]")!.GetAttribute("src"));
        using (var after = await learner.Client.GetAsync($"/media/{film}/file"))
        {
            Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        }

        Assert.True((await learner.SubmitAsync(page, [], "button[form=seen]")).IsRedirect);
        Assert.True(await Writing.IsFinishedAsync(learner, item));
        Assert.Contains("Phim mang găng", (await course.Author.GetAsync($"/media/{film}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://kcb.vn", true)]
    [InlineData(" https://meet.example.vn/abc?x=1#y ", true)]
    [InlineData("HTTPS://KCB.VN", true)]
    [InlineData("https://localhost", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("//kcb.vn", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("", false)]
    public void WebAddress_IsAHttpsAddressOfAHostWithAName(string text, bool isOne) => Assert.Equal(isOne, WebAddress.Parse(text) is not null);

    internal static async Task<Answer> SendAsync(Visitor author, string address, byte[] content)
    {
        var (target, fields) = Visitor.FormOf(await author.GetAsync(address), new() { ["Input.File"] = null }, "button[form=edit-form]");
        using var body = new MultipartFormDataContent();
        foreach (var field in fields)
        {
            body.Add(new StringContent(field.Value), field.Key);
        }

        body.Add(new ByteArrayContent(content), "Input.File", "ghi-am.ogg");
        return await author.PostAsync(target, body);
    }
}
