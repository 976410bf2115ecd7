using System.Net;
using Microsoft.EntityFrameworkCore;
using Training.Media.Contracts;
using Training.Media.Library;
using Training.Media.Storing;
using Training.Media.Uploads;
using Training.Tests.Support;

namespace Training.Tests.Media;

/// <summary>The site is killed at each step of an upload (UPL-4): what was acknowledged is there, nothing is there twice, no row lacks its file, and orphans go.</summary>
public sealed class UploadKillTests
{
    private const int Part = 1024 * 1024;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Upload_KilledAtEachStep_IsWholeOrNotThereAndGoesOn(Database database)
    {
        await using var scanner = new ClamdServer();
        var site = await Site.StartAsync(database);
        await site.StopAsync();
        using var jar = new CookieJar();
        var (id, film) = (Guid.CreateVersion7(), FilmSamples.Mp4(frames: 5 * Part));
        var items = new List<Guid>();
        var sending = await BeginAsync();
        async Task<Sending> BeginAsync()
        {
            // In the middle of a part.
            using var process = Start(site, database, scanner);
            var begun = await Sending.StartAsync(await SignedInAsync(jar, process));
            Assert.Equal(HttpStatusCode.Created, (await begun.BeginAsync(id, "phim.mp4", film.Length)).StatusCode);
            Assert.Equal(HttpStatusCode.NoContent, (await begun.PartAsync(id, 0, film[..Part])).StatusCode);
            using var half = new HalfContent(film[Part..(2 * Part)]);
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/media/uploads/{id}/bytes") { Content = half };
            request.Headers.Add("RequestVerificationToken", begun.Token);
            request.Headers.Add("Upload-Offset", $"{Part}");
            var sent = begun.Visitor.Client.SendAsync(request);
            await half.IsHalf;
            process.Stop();
            half.Release();
            await Assert.ThrowsAnyAsync<Exception>(() => sent);
            return begun;
        }

        // Right behind an answer.
        using (var process = Start(site, database, scanner))
        {
            sending = await AgainAsync(sending, jar, process);
            Assert.Equal(Part, await sending.WhereAsync(id));
            Assert.Equal(HttpStatusCode.NoContent, (await sending.PartAsync(id, Part, film[Part..(2 * Part)])).StatusCode);
            process.Stop();
        }

        // While the scanner looks at it.
        using (var process = Start(site, database, scanner))
        {
            sending = await AgainAsync(sending, jar, process);
            Assert.Equal(2 * Part, await sending.WhereAsync(id));
            Assert.Equal(HttpStatusCode.NoContent, (await sending.PartAsync(id, 2 * Part, film[(2 * Part)..(5 * Part)])).StatusCode);
            Assert.Equal(HttpStatusCode.NoContent, (await sending.PartAsync(id, 5 * Part, film[(5 * Part)..])).StatusCode);
            scanner.Holds = true;
            var finishing = sending.FinishAsync(id);
            while (scanner.Scans == 0)
            {
                await Task.Yield();
            }

            process.Stop();
            await Assert.ThrowsAnyAsync<Exception>(() => finishing);
            scanner.Holds = false;
        }

        // Anywhere from there on: while it is cleaned, stored, named, committed, answered.
        foreach (var turn in Enumerable.Range(0, 3))
        {
            using var process = Start(site, database, scanner);
            sending = await AgainAsync(sending, jar, process);
            if (items.Count > turn)
            {
                break;
            }

            await WaitForClaimAsync(sending, id);
            var scans = scanner.Scans;
            var finishing = sending.FinishAsync(id);
            while (scanner.Scans == scans && !finishing.IsCompleted)
            {
                await Task.Yield();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(15 * turn), TimeProvider.System);
            process.Stop();
            await Task.WhenAny(finishing);
        }

        using (var process = Start(site, database, scanner))
        {
            sending = await AgainAsync(sending, jar, process);
            items.Add(await FinishedAsync(sending, id));
            var stored = await sending.Visitor.Client.GetByteArrayAsync($"/media/{items[0]}/file");
            Assert.Equal(film[^(5 * Part)..], stored[^(5 * Part)..]);
            process.Stop();
        }

        await using var after = site.Reopen();
        Assert.Equal(items, await after.DataAsync(db => db.Set<LibraryItem>().Select(i => i.Id).ToListAsync()));
        foreach (var hash in await after.DataAsync(db => db.Set<StoredFile>().Where(f => f.RemovedAt == null).Select(f => f.Hash).ToListAsync()))
        {
            Assert.Equal(FileState.Intact, await after.StateAsync(hash));
        }

        // Within a day nothing is left but the file of the item.
        after.Clock.Shift = TimeSpan.FromHours(25);
        await after.RunAsync<SweepUploads>();
        await after.RunAsync<PurgeFiles>();
        var kept = await after.DataAsync(db => db.Set<ItemFile>().Select(f => f.Hash).SingleAsync());
        Assert.Equal([after.PathOf(kept)], after.StoredFiles());
    }

    private static async Task<Guid> FinishedAsync(Sending sending, Guid id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            // A claim of the process that was killed ends after a second.
            using var end = await sending.FinishAsync(id);
            if (end.StatusCode != HttpStatusCode.Accepted)
            {
                return await Sending.ItemOfAsync(end);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    private static Task WaitForClaimAsync(Sending sending, Guid id) => sending.WhereAsync(id).ContinueWith(_ => Task.Delay(TimeSpan.FromMilliseconds(1100), TimeProvider.System), TaskScheduler.Default).Unwrap();

    private static SiteProcess Start(Site site, Database database, ClamdServer scanner) => SiteProcess.Start(site.Folder, new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Database__Provider"] = database.ToString(),
        ["Database__ConnectionString"] = site.ConnectionString,
        ["Setup__Recipe"] = "demo",
        ["Jobs__Enabled"] = "false",
        ["Media__Antivirus__Address"] = scanner.Address,
        ["Media__ClaimSeconds"] = "1",
    });

    private static async Task<Visitor> SignedInAsync(CookieJar jar, SiteProcess process)
    {
        var visitor = await VisitorAsync(jar, process);
        await visitor.SignInAsync("giaovu@demo.local");
        return visitor;
    }

    private static async Task<Sending> AgainAsync(Sending sending, CookieJar jar, SiteProcess process) => sending with { Visitor = await VisitorAsync(jar, process) };

    private static async Task<Visitor> VisitorAsync(CookieJar jar, SiteProcess process)
        => new(new HttpClient(jar, disposeHandler: false) { BaseAddress = new Uri(await process.AddressAsync()) });

    /// <summary>Sends a half and waits.</summary>
    private sealed class HalfContent(byte[] bytes) : HttpContent
    {
        private readonly TaskCompletionSource _half = new();
        private readonly TaskCompletionSource _release = new();

        public Task IsHalf => _half.Task;

        public void Release() => _release.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            _half.TrySetResult();
            await _release.Task;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
