using Microsoft.EntityFrameworkCore;
using Training.Media.Contracts;
using Training.Media.Storing;
using Training.Tests.Support;

namespace Training.Tests.Media;

public sealed class PurgeTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Purge_UnusedForADay_IsDeleted(Database database)
    {
        var owner = new Owner();
        await using var site = await Files.StartAsync(database, owner);
        var (used, unused) = (await site.PutAsync(Samples.Png(11, 11)), await site.PutAsync(Samples.Png(12, 12)));
        owner.Hashes.Add(used.Hash);
        site.Clock.Shift = TimeSpan.FromHours(23);
        await site.RunAsync<PurgeFiles>();
        Assert.Equal(FileState.Intact, await site.StateAsync(unused.Hash));

        site.Clock.Shift = TimeSpan.FromHours(25);
        await site.RunAsync<PurgeFiles>();
        Assert.Equal(FileState.Intact, await site.StateAsync(used.Hash));
        Assert.Equal(FileState.Unknown, await site.StateAsync(unused.Hash));
        Assert.Equal([site.PathOf(used.Hash)], site.StoredFiles());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Purge_SentAgainBetweenListAndLock_Stays(Database database)
    {
        var owner = new Owner();
        await using var site = await Files.StartAsync(database, owner);
        var file = await site.PutAsync(Samples.Png(11, 11));
        site.Clock.Shift = TimeSpan.FromHours(25);
        var asked = 0;
        owner.WhenAsked = _ => asked++ == 0 ? site.PutAsync(Samples.Png(11, 11)) : Task.CompletedTask;
        await site.RunAsync<PurgeFiles>();
        Assert.Equal(1, asked);
        Assert.Equal(FileState.Intact, await site.StateAsync(file.Hash));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Purge_SentAgainWhileItIsDeleted_IsThereAfterwards(Database database)
    {
        var owner = new Owner();
        await using var site = await Files.StartAsync(database, owner);
        var file = await site.PutAsync(Samples.Png(11, 11));
        site.Clock.Shift = TimeSpan.FromHours(25);
        var asked = 0;
        Task<TakenFile>? sending = null;
        owner.WhenAsked = _ =>
        {
            // The second question is asked with the row locked: whoever sends the file now has to wait for the end of the purge.
            sending = asked++ == 1 ? Task.Run(() => site.PutAsync(Samples.Png(11, 11))) : sending;
            return Task.CompletedTask;
        };
        await site.RunAsync<PurgeFiles>();
        Assert.NotNull(sending);
        Assert.Equal(file, await sending);
        Assert.Equal(FileState.Intact, await site.StateAsync(file.Hash));
        Assert.Single(site.StoredFiles());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Purge_BesideSenders_LosesNothing(Database database)
    {
        await using var site = await Files.StartAsync(database);
        await using var other = database == Database.PostgreSql ? site.SecondNode() : null;
        var content = Samples.Png(11, 11);
        var hash = (await site.PutAsync(content)).Hash;
        for (var round = 0; round < 25; round++)
        {
            // As if a day had passed since the last time.
            await site.DataAsync(db => db.WriteAsync(
                ct => db.StoredFiles.ExecuteUpdateAsync(row => row.SetProperty(f => f.TakenAt, DateTimeOffset.UnixEpoch), ct), CancellationToken.None));
            await Task.WhenAll((other ?? site).RunAsync<PurgeFiles>(), site.PutAsync(content), site.RunAsync<PurgeFiles>());
            Assert.Equal(FileState.Intact, await site.StateAsync(hash));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Purge_FileWithoutRow_IsDeletedOnceItIsOld(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var (kept, orphan) = (await site.PutAsync(Samples.Png(11, 11)), await site.PutAsync(Samples.Png(12, 12)));
        await site.DataAsync(db => db.WriteAsync(ct => db.StoredFiles.Where(f => f.Hash == orphan.Hash).ExecuteDeleteAsync(ct), CancellationToken.None));
        await site.RunAsync<PurgeFiles>();
        Assert.True(File.Exists(site.PathOf(orphan.Hash)));
        File.SetLastWriteTimeUtc(site.PathOf(orphan.Hash), DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(site.PathOf(kept.Hash), DateTime.UnixEpoch);
        await site.RunAsync<PurgeFiles>();
        Assert.Equal([site.PathOf(kept.Hash)], site.StoredFiles());
        Assert.Equal([kept.Hash], await site.DataAsync(db => db.StoredFiles.Select(f => f.Hash).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Purge_AfterACrash_FinishesWhatWasBegun(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var removed = await site.PutAsync(Samples.Png(11, 11));
        var bytes = await File.ReadAllBytesAsync(site.PathOf(removed.Hash));
        await site.StoreAsync(store => store.RemoveAsync(removed.Hash, CancellationToken.None));

        // The process died after the commit and before the bytes went; another one in the middle of an intake.
        await File.WriteAllBytesAsync(site.PathOf(removed.Hash), bytes);
        var work = Path.Combine(site.Folder, "files", ".work");
        var (old, young) = (Directory.CreateDirectory(Path.Combine(work, "old")), Directory.CreateDirectory(Path.Combine(work, "young")));
        await File.WriteAllBytesAsync(Path.Combine(old.FullName, "in"), bytes);
        Directory.SetLastWriteTimeUtc(old.FullName, DateTime.UnixEpoch);
        await site.RunAsync<PurgeFiles>();
        Assert.Empty(site.StoredFiles());
        Assert.Equal([young.FullName], Directory.GetDirectories(work));
        Assert.Equal(FileState.Removed, await site.StateAsync(removed.Hash));
    }
}
