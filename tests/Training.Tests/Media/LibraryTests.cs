using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Media.Contracts;
using Training.Media.Library;
using Training.Media.Storing;
using Training.Tests.Support;

namespace Training.Tests.Media;

/// <summary>A hospital's library: put in, found, shown, used, replaced, retired, removed (UPL-2).</summary>
public sealed class LibraryTests
{
    /// <summary>A module that shows items to whom it is told.</summary>
    private sealed class Lessons : IMediaUse
    {
        public HashSet<Guid> Used { get; } = [];

        public bool Open { get; set; }

        public Task<IReadOnlyList<MediaUse>> OfAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken ct)
            => Task.FromResult<IReadOnlyList<MediaUse>>([.. itemIds.Where(Used.Contains).Select(id => new MediaUse(id, "Bài 1", "/courses/x"))]);

        public Task<bool> MayOpenAsync(Guid itemId, CancellationToken ct) => Task.FromResult(Open && Used.Contains(itemId));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Film_FromUploadToRemoval(Database database)
    {
        var lessons = new Lessons();
        await using var site = await Site.StartWithAsync(database, "demo", services => services.AddSingleton<IMediaUse>(lessons));
        var author = await site.SignedInAsync("giaovu");
        Assert.Contains("Thư viện chưa có gì", (await author.GetAsync("/media")).Text, StringComparison.Ordinal);
        var sending = await Sending.StartAsync(author);
        var film = FilmSamples.Mp4(frames: 5_500_000);
        var id = await sending.UploadAsync(film, "can-thiep.mp4");

        // Found without diacritics, by kind, and not by other words.
        foreach (var (query, there) in new[] { ("", true), ("?q=dat+stent", true), ("?q=mach&kind=Video", true), ("?kind=Image", false), ("?q=noi+soi", false) })
        {
            Assert.Equal((query, there), (query, (await author.GetAsync("/media" + query)).Page.QuerySelector($"a[href='/media/{id}']") is not null));
        }

        // Played from a stable address; a page of the site, and nothing of it is a page.
        var page = await author.GetAsync($"/media/{id}");
        Assert.Equal($"/media/{id}/file", page.Page.QuerySelector("video[controls]")!.GetAttribute("src"));
        Assert.Contains("1:00", page.Text, StringComparison.Ordinal);
        using (var whole = await author.Client.GetAsync($"/media/{id}/file"))
        {
            Assert.Equal(("video/mp4", film.Length), (whole.Content.Headers.ContentType!.ToString(), (await whole.Content.ReadAsByteArrayAsync()).Length));
            Assert.Equal("nosniff", whole.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.StartsWith("default-src 'none'; sandbox;", whole.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal(("attachment", "dat-stent-mach-vanh.mp4"), (whole.Content.Headers.ContentDisposition!.DispositionType, whole.Content.Headers.ContentDisposition.FileName));
        }

        // The trainee sees it where a module shows it to them, and as long as it does.
        var trainee = await site.SignedInAsync("hocvien");
        foreach (var (used, open, status) in new[] { (false, false, 404), (true, false, 404), (true, true, 200), (true, false, 404) })
        {
            lessons.Open = open;
            Assert.True(used ? lessons.Used.Add(id) || lessons.Used.Contains(id) : lessons.Used.Count == 0);
            Assert.Equal(status, (int)(await trainee.Client.GetAsync($"/media/{id}/file")).StatusCode);
        }

        Assert.Equal(403, (int)(await trainee.GetAsync($"/media/{id}")).Status);
        Assert.Equal(302, (int)(await site.Visitor().GetAsync($"/media/{id}/file")).Status);
        Assert.Equal(404, (int)(await (await site.SignedInAsync("khth")).GetAsync($"/media/{id}")).Status);

        // Used, it is retired and not removed; then it can not be chosen, and comes back.
        page = await author.GetAsync($"/media/{id}");
        Assert.Contains("Bài 1", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("button.danger"));
        var (address, fields) = Visitor.FormOf(page, [], "form[action$=Retire] button");
        Assert.Equal(409, (int)(await author.PostAsync(address.Replace("Retire", "Remove", StringComparison.Ordinal), fields)).Status);
        Assert.True((await author.SubmitAsync(await author.GetAsync($"/media/{id}"), [], "form[action$=Retire] button")).IsRedirect);
        Assert.Empty(await ChoicesAsync(site, sending.Library));
        Assert.Null((await author.GetAsync("/media")).Page.QuerySelector($"a[href='/media/{id}']"));
        Assert.NotNull((await author.GetAsync("/media?old=true")).Page.QuerySelector($"a[href='/media/{id}']"));
        Assert.True((await author.SubmitAsync(await author.GetAsync($"/media/{id}"), [], "form[action$=BringBack] button")).IsRedirect);
        Assert.Equal([id], (await ChoicesAsync(site, sending.Library)).Select(i => i.Id));

        // Not used any more it can go, and its file with it a day later.
        lessons.Used.Clear();
        Assert.True((await author.SubmitAsync(await author.GetAsync($"/media/{id}"), [], "form[action$=Remove] button")).IsRedirect);
        Assert.Equal(404, (int)(await author.GetAsync($"/media/{id}")).Status);
        Assert.Single(site.StoredFiles());
        site.Clock.Shift = TimeSpan.FromHours(25);
        await site.RunAsync<PurgeFiles>();
        Assert.Empty(site.StoredFiles());
        Assert.Equal(0, await site.DataAsync(db => db.Set<FileBlocks>().CountAsync()));
    }

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Picture_ByForm_HasWidthsWordsAndNoMetadata(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("huongdan");
        var photo = await Samples.PhotoAsync(width: 1600, height: 900);
        var without = await SendAsync(author, photo, new() { ["Input.Title"] = "Mạch vành phải" });
        Assert.Equal(422, (int)without.Status);
        Assert.Contains("Ảnh cần mô tả", string.Join(' ', without.Errors), StringComparison.Ordinal);
        Assert.Equal("Mạch vành phải", without.Value("Input.Title"));
        Dictionary<string, string?> words = new() { ["Input.Title"] = "Mạch vành phải", ["Input.AltVi"] = "Hẹp <90%> đoạn gần", ["Input.AltEn"] = "Proximal stenosis" };
        var added = await SendAsync(author, photo, words);
        Assert.True(added.IsRedirect, string.Join(' ', added.Errors));
        var id = Guid.Parse(added.Location!["/media/".Length..]);

        // Portrait: the photo lay on its side.
        var image = (await author.GetAsync($"/media/{id}")).Page.QuerySelector("img[srcset]")!;
        Assert.Equal("Hẹp <90%> đoạn gần", image.GetAttribute("alt"));
        Assert.Equal($"/media/{id}/w320 320w, /media/{id}/w640 640w, /media/{id}/file 900w", image.GetAttribute("srcset"));
        Assert.Equal(("900", "1600"), (image.GetAttribute("width"), image.GetAttribute("height")));
        foreach (var part in new[] { "w320", "w640", "file" })
        {
            var bytes = await author.Client.GetByteArrayAsync($"/media/{id}/{part}");
            Assert.DoesNotContain(Samples.Canary, System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        }

        // A newer one takes its place; what knows the old one keeps it.
        var newer = await SendAsync(author, Samples.Png(400, 300), words, $"/media/upload?replaces={id}", "moi.png");
        Assert.True(newer.IsRedirect, string.Join(' ', newer.Errors));
        Assert.Contains("Đã có bản mới", (await author.GetAsync($"/media/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(200, (int)(await author.Client.GetAsync($"/media/{id}/file")).StatusCode);
        var item = Assert.Single(await ChoicesAsync(site, (await site.DataAsync(db => db.LibraryItems.SingleAsync(i => i.Id == id))).HospitalId));
        Assert.Equal($"/media/{item.Id}", newer.Location);
        Assert.Equal(422, (int)(await SendAsync(author, Samples.Png(40, 30), words, $"/media/upload?replaces={id}", "moi.png")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Captions_InTwoLanguages_AreEditedAsTextAndServed(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        var id = await (await Sending.StartAsync(author)).UploadAsync(FilmSamples.WebM(), "phim.webm");
        const string good = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nXin chào\n";
        var wrong = await author.SubmitAsync(await author.GetAsync($"/media/{id}/captions/vi"), new() { ["Input.Text"] = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<script>x</script>\n" });
        Assert.Equal(422, (int)wrong.Status);
        Assert.Contains("Dòng 4", string.Join(' ', wrong.Errors), StringComparison.Ordinal);
        Assert.Contains("<script>x</script>", wrong.Value("Input.Text"), StringComparison.Ordinal);
        Assert.True((await author.SubmitAsync(wrong, new() { ["Input.Text"] = good })).IsRedirect);
        Assert.True((await author.SubmitAsync(await author.GetAsync($"/media/{id}/captions/en"), new() { ["Input.Text"] = good.Replace("Xin chào", "Hello", StringComparison.Ordinal) })).IsRedirect);
        var tracks = (await author.GetAsync($"/media/{id}")).Page.QuerySelectorAll("video track");
        Assert.Equal(["en", "vi"], tracks.Select(t => t.GetAttribute("srclang")));
        using (var served = await author.Client.GetAsync(tracks[1].GetAttribute("src")))
        {
            Assert.Equal("text/vtt; charset=utf-8", served.Content.Headers.ContentType!.ToString());
            Assert.Equal(good, await served.Content.ReadAsStringAsync());
        }

        var again = await author.GetAsync($"/media/{id}/captions/vi");
        Assert.Equal(good, again.Value("Input.Text")!.ReplaceLineEndings("\n"));
        Assert.True((await author.SubmitAsync(again, [], "button.danger")).IsRedirect);
        Assert.Single((await author.GetAsync($"/media/{id}")).Page.QuerySelectorAll("video track"));
        Assert.Equal(404, (int)(await author.GetAsync($"/media/{id}/captions/xx")).Status);
        var row = await site.DataAsync(db => db.LibraryItems.SingleAsync());
        Assert.Equal(row.Bytes, await site.DataAsync(db => db.ItemFiles.SumAsync(f => f.Bytes)));
    }

    [Theory, OnSqlite]
    public async Task Library_Pages_KeepToTheirBudgets(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        var sending = await Sending.StartAsync(author);
        Guid last = default;
        for (var n = 0; n < 26; n++)
        {
            last = await sending.UploadAsync(SoundSamples.Ogg(seconds: n + 1), "ghi-am.ogg", $"Ghi âm {n}");
        }

        foreach (var address in new[] { "/media", "/media?q=ghi+am", $"/media/{last}", "/media/upload" })
        {
            var page = await site.AgainAsync(author, address);
            Assert.True(page.IsOk);
            Assert.True(site.Statements.Statements.Count <= 8, $"{address}: {site.Statements.Statements.Count}\n{string.Join("\n\n", site.Statements.Statements)}");
            Assert.True(page.Body.Length < 60_000, $"{address}: {page.Body.Length}");
        }

        Assert.Equal(24, (await author.GetAsync("/media")).Page.QuerySelectorAll(".tiles a").Length);
        Assert.Equal(2, (await author.GetAsync("/media?p=2")).Page.QuerySelectorAll(".tiles a").Length);
    }

    internal static Task<IReadOnlyList<MediaItem>> ChoicesAsync(Site site, Guid? hospitalId)
        => site.DataAsync((_, services) => services.GetRequiredService<IMediaLibrary>().ChoicesAsync(hospitalId, [], null, 50, CancellationToken.None));

    internal static async Task<Answer> SendAsync(Visitor visitor, byte[] file, Dictionary<string, string?> values, string address = "/media/upload", string name = "IMG_0001.jpg")
    {
        var (target, fields) = Visitor.FormOf(await visitor.GetAsync(address), values);
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields.Where(f => f.Key != "Input.File"))
        {
            form.Add(new StringContent(value), field);
        }

        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "Input.File", name);
        return await visitor.PostAsync(target, form);
    }
}
