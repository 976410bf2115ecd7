using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Media.Contracts;
using Training.Media.Storing;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Media;

public sealed class FileStoreTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Put_TheSameBytesTwice_AreStoredOnceUnderTheirHash(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var content = Samples.Png(10, 10);
        var first = await site.PutAsync(content);
        var second = await site.PutAsync(content);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), first.Hash);
        Assert.Equal(first, second);
        Assert.Equal((content.Length, "image/png"), (first.Size, first.ContentType));
        Assert.Equal([Path.Combine(site.Folder, "files", first.Hash[..2], first.Hash[2..4], first.Hash)], site.StoredFiles());
        Assert.Equal(1, await site.DataAsync(db => db.StoredFiles.CountAsync()));
        Assert.Empty(Directory.GetDirectories(Path.Combine(site.Folder, "files", ".work")));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Put_AtOnceFromTwentySenders_IsOneFileAndOneRow(Database database)
    {
        await using var site = await Files.StartAsync(database);
        await using var other = database == Database.PostgreSql ? site.SecondNode() : null;
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? site : other ?? site).PutAsync(Samples.Png(20, 20))));
        Assert.Single(taken.Distinct());
        Assert.Single(site.StoredFiles());
        Assert.Equal(1, await site.DataAsync(db => db.StoredFiles.CountAsync()));
        Assert.Equal(FileState.Intact, await site.StateAsync(taken[0].Hash));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Open_StoredFile_ReadsAndSeeks(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var content = Samples.Png(30, 30);
        var taken = await site.PutAsync(content);
        await using var file = await site.StoreAsync(store => store.OpenAsync(taken.Hash, CancellationToken.None));
        Assert.Equal((FileKind.Png, content.Length), (file!.Kind, file.Size));
        file.Content.Position = 8;
        var rest = new MemoryStream();
        await file.Content.CopyToAsync(rest);
        Assert.Equal(content[8..], rest.ToArray());
        Assert.Null(await site.StoreAsync(store => store.OpenAsync(new string('0', 64), CancellationToken.None)));
        Assert.Null(await site.StoreAsync(store => store.OpenAsync("../../training.db", CancellationToken.None)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Open_BytesChangedOrGone_IsNeverRead(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var (changed, gone) = (await site.PutAsync(Samples.Png(11, 11)), await site.PutAsync(Samples.Png(12, 12)));
        await ChangeAsync(site.PathOf(changed.Hash));
        File.Delete(site.PathOf(gone.Hash));
        foreach (var file in new[] { changed, gone })
        {
            var damaged = await Assert.ThrowsAsync<FileDamagedException>(() => site.StoreAsync(store => store.OpenAsync(file.Hash, CancellationToken.None)));
            Assert.Equal(file.Hash, damaged.Hash);
            Assert.Equal(FileState.Damaged, await site.StateAsync(file.Hash));
        }

        // Whoever has the right bytes heals the store.
        await site.PutAsync(Samples.Png(11, 11));
        await site.PutAsync(Samples.Png(12, 12));
        Assert.Equal(FileState.Intact, await site.StateAsync(changed.Hash));
        Assert.Equal(FileState.Intact, await site.StateAsync(gone.Hash));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Verify_ByJobAndByCommand_NamesWhatWasChanged(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var (good, bad) = (await site.PutAsync(Samples.Png(11, 11)), await site.PutAsync(Samples.Png(12, 12)));
        await ChangeAsync(site.PathOf(bad.Hash));

        // Both were checked when they came; a day later the job looks again, and the site says what it found.
        await site.RunAsync<VerifyFiles>();
        Assert.All(await site.DataAsync(db => db.StoredFiles.ToListAsync()), file => Assert.Null(file.DamagedAt));
        site.Clock.Shift = TimeSpan.FromHours(25);
        await site.RunAsync<VerifyFiles>();
        Assert.Equal([bad.Hash], await site.DataAsync(db => db.StoredFiles.Where(f => f.DamagedAt != null).Select(f => f.Hash).ToListAsync()));
        var health = await site.Visitor().GetAsync("/health/ready");
        Assert.True(health.IsOk);
        Assert.StartsWith("Degraded", health.Body, StringComparison.Ordinal);
        Assert.Contains("files verify", health.Body, StringComparison.Ordinal);

        using (var verify = site.StartProcess("files", "verify"))
        {
            Assert.Equal(1, await verify.EndAsync());
            Assert.Contains($"DAMAGED {bad.Hash}", verify.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(good.Hash, verify.Output, StringComparison.Ordinal);
        }

        await site.PutAsync(Samples.Png(12, 12));
        Assert.DoesNotContain("files verify", (await site.Visitor().GetAsync("/health/ready")).Body, StringComparison.Ordinal);
        using var again = site.StartProcess("files", "verify");
        Assert.Equal(0, await again.EndAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Remove_ForGood_LeavesNoBytesAndTakesThemNoMore(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var taken = await site.PutAsync(Samples.Png(13, 13));

        // With the write around it: rolled back, the file is still there.
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.DataAsync((db, services) => RemoveInAsync(db, services, taken.Hash, fail: true)));
        Assert.Equal(FileState.Intact, await site.StateAsync(taken.Hash));
        Assert.True(await site.DataAsync((db, services) => RemoveInAsync(db, services, taken.Hash, fail: false)));
        Assert.Empty(site.StoredFiles());
        Assert.Equal(FileState.Removed, await site.StateAsync(taken.Hash));
        Assert.Null(await site.StoreAsync(store => store.OpenAsync(taken.Hash, CancellationToken.None)));
        Assert.False(await site.StoreAsync(store => store.RemoveAsync(taken.Hash, CancellationToken.None)));

        Assert.Equal("File.Removed", (await Assert.ThrowsAsync<RuleViolation>(() => site.PutAsync(Samples.Png(13, 13)))).Key);
        Assert.Empty(site.StoredFiles());
        var events = await site.DataAsync(db => db.Set<Training.Data.AuditLeaf>().Where(l => l.Action == "Media.FileRemoved").CountAsync());
        Assert.Equal(1, events);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Put_InsideAWrite_IsRefused(Database database)
    {
        await using var site = await Files.StartAsync(database);
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.DataAsync(async (db, services) =>
        {
            var store = (IFileStore)services.GetService(typeof(IFileStore))!;
            await db.WriteAsync(ct => store.PutAsync(new MemoryStream([1]), FileKind.Png, ct), CancellationToken.None);
            return true;
        }));
        Assert.Empty(site.StoredFiles());
    }

    private static async Task<bool> RemoveInAsync(Training.Data.TrainingDbContext db, IServiceProvider services, string hash, bool fail)
    {
        var removed = false;
        await db.WriteAsync(
            async ct =>
            {
                removed = await ((IFileStore)services.GetService(typeof(IFileStore))!).RemoveAsync(hash, ct);
                if (fail)
                {
                    throw new InvalidOperationException("The write fails.");
                }
            },
            CancellationToken.None);
        return removed;
    }

    private static async Task ChangeAsync(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
    }
}
