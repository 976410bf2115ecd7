using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Media.Contracts;
using Training.Media.Intake;
using Training.Media.Library;
using Training.Media.Uploads;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Media;

/// <summary>What a scanner finds is not taken, and what it was not asked about waits (UPL-3).</summary>
public sealed class ScannerTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Upload_ScannerFindsAnswersAndGoesAway(Database database)
    {
        var scanner = new ClamdServer();
        await using var site = await StartAsync(database, scanner.Address);
        var sending = await Sending.StartAsync(await site.SignedInAsync("giaovu"));
        Assert.DoesNotContain("Trình quét", (await site.Visitor().GetAsync("/health/ready")).Body, StringComparison.Ordinal);

        // A film, with the test file of all scanners among its frames.
        var film = FilmSamples.Mp4(frames: 200_000);
        var bad = (byte[])[.. film];
        Encoding.ASCII.GetBytes(ClamdServer.Eicar).CopyTo(bad, bad.Length - 1000);
        var (infected, code) = await SendAsync(sending, bad);
        Assert.Equal("File.Infected", code);
        Assert.Empty(site.StoredFiles());
        Assert.Contains("mã độc", (await sending.Visitor.GetAsync($"/media/uploads/{infected}")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await site.DataAsync(db => db.Set<Training.Data.AuditLeaf>().CountAsync(l => l.Action == "Media.UploadRefused")));

        // Clean, it is taken; longer than the scanner takes, it is refused in words.
        var (_, address) = await SendAsync(sending, film);
        Assert.StartsWith("/media/", address, StringComparison.Ordinal);
        scanner.Most = 100_000;
        Assert.Equal("File.TooLongToScan", (await SendAsync(sending, FilmSamples.Mp4(frames: 200_001))).Result);

        // While it is away, or says what nobody understands, files arrive and wait; the site works.
        var (port, waiting) = (scanner.Port, new List<Guid>());
        foreach (var says in new[] { "stream: ERROR", "", "stream: OK but not quite", null })
        {
            scanner.Says = says;
            if (says is null)
            {
                await scanner.DisposeAsync();
            }

            var (id, result) = await SendAsync(sending, FilmSamples.Mp4(frames: 50_000 + waiting.Count));
            Assert.Equal($"/media/uploads/{id}", result);
            waiting.Add(id);
        }

        var health = await site.Visitor().GetAsync("/health/ready");
        Assert.True(health.IsOk);
        Assert.Contains("Trình quét vi-rút không trả lời", health.Body, StringComparison.Ordinal);
        Assert.Contains("chờ trình quét vi-rút", (await sending.Visitor.GetAsync($"/media/uploads/{waiting[0]}")).Text, StringComparison.Ordinal);
        await site.RunAsync<FinishUploads>();
        Assert.Equal(1, await site.DataAsync(db => db.Set<LibraryItem>().CountAsync()));
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => site.TakeAsync(SoundSamples.Ogg()));
        Assert.Equal(("File.NoScanner", 503), (refusal.Key, refusal.Status));

        // It is back: what waited is taken by itself, once.
        await using var back = new ClamdServer(port);
        await Task.WhenAll(site.RunAsync<FinishUploads>(), site.RunAsync<FinishUploads>());
        await site.RunAsync<FinishUploads>();
        Assert.Equal(1 + waiting.Count, await site.DataAsync(db => db.Set<LibraryItem>().CountAsync()));
        Assert.Equal((await site.DataAsync(db => db.Set<LibraryItem>().Select(i => i.UploadId).ToListAsync())).Count, back.Scans + 1);
        await site.TakeAsync(SoundSamples.Ogg());
        Assert.Equal("File.Infected", (await Assert.ThrowsAsync<RuleViolation>(() => site.TakeAsync([.. SoundSamples.Ogg(), .. Encoding.ASCII.GetBytes(ClamdServer.Eicar)]))).Key);
    }

    [Fact]
    public void Address_ThatIsNone_EndsTheStart()
    {
        foreach (var address in new[] { "127.0.0.1", "127.0.0.1:", ":3310", "127.0.0.1:0", "127.0.0.1:99999", "clamd:x" })
        {
            var wrong = new CheckMediaOptions().Validate(null, new MediaOptions { Antivirus = new() { Address = address } });
            Assert.Contains("Media:Antivirus:Address", Assert.Single(wrong.Failures!), StringComparison.Ordinal);
        }

        Assert.True(new CheckMediaOptions().Validate(null, new MediaOptions { Antivirus = new() { Address = "[::1]:3310" } }).Succeeded);
    }

    private static Task<Site> StartAsync(Database database, string address)
        => Site.StartAsync(database, settings: new Dictionary<string, string> { ["Media:Antivirus:Address"] = address });

    private static async Task<(Guid Id, string Result)> SendAsync(Sending sending, byte[] film)
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(201, (int)(await sending.BeginAsync(id, "phim.mp4", film.Length)).StatusCode);
        Assert.Equal(204, (int)(await sending.PartAsync(id, 0, film)).StatusCode);
        using var end = await sending.FinishAsync(id);
        return (id, end.IsSuccessStatusCode ? System.Text.Json.JsonDocument.Parse(await end.Content.ReadAsStringAsync()).RootElement.GetProperty("address").GetString()! : await Sending.CodeOfAsync(end));
    }
}
