using System.Net;
using Microsoft.EntityFrameworkCore;
using Training.Media.Storing;
using Training.Media.Uploads;
using Training.Tests.Support;

namespace Training.Tests.Media;

/// <summary>Files are sent in parts, on bad lines and from many at once, exactly once and within the quotas (UPL-1, UPL-4).</summary>
public sealed class UploadTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Parts_LostTwiceMixedUpAndChanged_MakeOneWholeFile(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var other = database == Database.PostgreSql ? site.SecondNode() : null;
        var sending = await Sending.StartAsync(await site.SignedInAsync("giaovu"));
        var (film, id) = (FilmSamples.Mp4(frames: 3_000_000), Guid.CreateVersion7());
        Assert.Equal(400, (int)(await sending.BeginAsync(id, "phim.mp4", film.Length, token: "x")).StatusCode);
        Assert.Equal(201, (int)(await sending.BeginAsync(id, "phim.mp4", film.Length)).StatusCode);
        Assert.Equal(201, (int)(await sending.BeginAsync(id, "phim.mp4", film.Length)).StatusCode);
        Assert.Equal("Upload.OtherFile", await Sending.CodeOfAsync(await sending.BeginAsync(id, "phim.mp4", film.Length + 1)));
        Assert.Equal(0, await sending.WhereAsync(id));
        Assert.Equal(409, (int)(await sending.FinishAsync(id)).StatusCode);

        // A part that is not the next one, one that was changed on the way, and one that is too long change nothing.
        using (var early = await sending.PartAsync(id, 1000, film[1000..2000]))
        {
            Assert.Equal((409, 0), ((int)early.StatusCode, Sending.OffsetOf(early)));
        }

        Assert.Equal(400, (int)(await sending.PartAsync(id, 0, film[..1000], $"sha-256=:{Convert.ToBase64String(new byte[32])}:")).StatusCode);
        Assert.Equal(400, (int)(await sending.PartAsync(id, 0, film[..1000], "")).StatusCode);
        Assert.Equal(413, (int)(await sending.PartAsync(id, 0, new byte[ReceiveChunk.Most + 1])).StatusCode);
        Assert.Equal(0, await sending.WhereAsync(id));

        // The same part from eight lines at once is taken once.
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => sending.PartAsync(id, 0, film[..1_000_000])));
        Assert.All(answers, answer => Assert.True((int)answer.StatusCode is 204 or 409));
        Assert.All(answers, answer => Assert.Equal(1_000_000, Sending.OffsetOf(answer)));
        Assert.Equal(1_000_000, await sending.WhereAsync(id));
        Assert.Equal(409, (int)(await sending.PartAsync(id, 1_000_000, [.. film[1_000_000..], 0])).StatusCode);
        Assert.Equal(204, (int)(await sending.PartAsync(id, 1_000_000, film[1_000_000..])).StatusCode);

        // Somebody else's upload is not there.
        var stranger = await Sending.StartAsync(await site.SignedInAsync("huongdan"));
        Assert.Equal(404, (int)(await stranger.PartAsync(id, 0, [1])).StatusCode);
        Assert.Equal(404, (int)(await stranger.FinishAsync(id)).StatusCode);
        Assert.Equal(404, (int)(await stranger.Visitor.GetAsync($"/media/uploads/{id}")).Status);

        // Asked for the end by many, there is one item.
        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => sending.FinishAsync(id)));
        Assert.All(ends, end => Assert.True((int)end.StatusCode is 200 or 202));
        var item = await Sending.ItemOfAsync(await sending.FinishAsync(id));
        Assert.Equal(1, await site.DataAsync(db => db.Set<Training.Media.Library.LibraryItem>().CountAsync()));
        var stored = await sending.Visitor.Client.GetByteArrayAsync($"/media/{item}/file");
        Assert.Equal(film[^3_000_000..], stored[^3_000_000..]);
        Assert.Equal($"/media/{item}", (await sending.Visitor.GetAsync($"/media/uploads/{id}")).Location);
        Assert.Single(site.StoredFiles());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quotas_EightAtOnce_AreNeverExceeded(Database database)
    {
        await using var site = await Site.StartAsync(database, settings: new Dictionary<string, string> { ["Media:LibraryMegabytes"] = "4", ["Media:OwnMegabytes"] = "3" });
        var senders = new[] { await Sending.StartAsync(await site.SignedInAsync("giaovu")), await Sending.StartAsync(await site.SignedInAsync("huongdan")) };
        Assert.Equal(senders[0].Library, senders[1].Library);
        const int megabyte = 1024 * 1024;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async n =>
        {
            using var answer = await senders[n % 2].BeginAsync(Guid.CreateVersion7(), "phim.mp4", megabyte);
            return (Sender: n % 2, Code: answer.IsSuccessStatusCode ? "" : await Sending.CodeOfAsync(answer));
        }));
        var taken = answers.Where(a => a.Code.Length == 0).ToArray();
        Assert.Equal(4, taken.Length);
        Assert.All(answers.Where(a => a.Code.Length > 0), a => Assert.True(a.Code is "Quota.Own" or "Quota.Library", a.Code));
        Assert.True(taken.Count(a => a.Sender == 0) <= 3 && taken.Count(a => a.Sender == 1) <= 3);

        // What is full says so, in words, and what is given up has room again.
        var page = await senders[0].Visitor.GetAsync("/media");
        Assert.Contains("đã dùng 4 MB trên 4 MB", page.Text, StringComparison.Ordinal);
        Assert.Equal("Quota.Library", await Sending.CodeOfAsync(await senders[taken.Count(a => a.Sender == 0) < 3 ? 0 : 1].BeginAsync(Guid.CreateVersion7(), "phim.mp4", 1)));
        var mine = page.Page.QuerySelector("a[href^='/media/uploads/']")!.GetAttribute("href")!;
        Assert.True((await senders[0].Visitor.SubmitAsync(await senders[0].Visitor.GetAsync(mine), [], "main form[method=post] button")).IsRedirect);
        Assert.Equal(201, (int)(await senders[0].BeginAsync(Guid.CreateVersion7(), "phim.mp4", megabyte)).StatusCode);

        // Nobody goes on with them: after some days they are gone, with their bytes.
        site.Clock.Shift = TimeSpan.FromDays(4);
        await site.RunAsync<SweepUploads>();
        Assert.Equal(0, await site.DataAsync(db => db.Set<MediaUpload>().CountAsync()));
    }

    [Theory, OnSqlite]
    public async Task Corpus_OfFilesThatAreNotWhatTheySay_LeavesNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var sending = await Sending.StartAsync(await site.SignedInAsync("giaovu"));
        var count = 0;
        foreach (var (name, content) in HostileUploads.All())
        {
            count++;
            var id = Guid.CreateVersion7();
            using var begun = await sending.BeginAsync(id, name, content.Length);
            if (!begun.IsSuccessStatusCode)
            {
                Assert.True((int)begun.StatusCode == 422, $"{name}: {begun.StatusCode}");
                continue;
            }

            using var part = await sending.PartAsync(id, 0, content);
            if (part.IsSuccessStatusCode)
            {
                using var end = await sending.FinishAsync(id);
                Assert.True((int)end.StatusCode == 422, $"{name}, {content.Length} bytes: {end.StatusCode}");
            }
        }

        Assert.True(count >= 200, $"{count} files");
        Assert.Empty(await site.DataAsync(db => db.Set<StoredFile>().ToListAsync()));
        Assert.Equal(0, await site.DataAsync(db => db.Set<Training.Media.Library.LibraryItem>().CountAsync()));
        await site.RunAsync<SweepUploads>();
        foreach (var left in site.StoredFiles())
        {
            File.SetLastWriteTimeUtc(left, DateTime.UnixEpoch);
        }

        await site.RunAsync<SweepUploads>();
        Assert.Empty(site.StoredFiles());
    }
}
