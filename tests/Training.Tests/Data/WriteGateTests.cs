using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Organizations.Hospitals;
using Training.Tests.Support;

namespace Training.Tests.Data;

public sealed class WriteGateTests
{
    [Theory, OnSqlite]
    public async Task Write_FiftyWritersAndTwoHundredReaders_LoseNothing(Database database)
    {
        const int writers = 50;
        const int writes = 10;
        const int readers = 200;
        const int reads = 10;
        await using var site = await Site.StartAsync(database, "blank");
        var ids = await site.DataAsync(db => db.Hospitals.OrderBy(h => h.Key).Select(h => h.Id).Take(5).ToListAsync());
        var before = await site.DataAsync(db => db.Hospitals.SumAsync(h => h.Version));

        var writing = Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < writes; i++)
            {
                await site.DataAsync(db => db.WriteAsync(
                    async ct =>
                    {
                        var hospital = await db.Hospitals.SingleAsync(h => h.Id == ids[writer % ids.Count], ct);
                        hospital.FormerProvince = $"{writer}.{i}";
                    },
                    default));
            }
        }));
        var reading = Enumerable.Range(0, readers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < reads; i++)
            {
                Assert.True(await site.DataAsync(db => db.Hospitals.CountAsync()) > 50);
            }
        }));
        await Task.WhenAll(writing.Concat(reading));

        Assert.Equal(before + writers * writes, await site.DataAsync(db => db.Hospitals.SumAsync(h => h.Version)));
        Assert.Equal("ok", await PragmaAsync(site, "integrity_check", writing: false));
        Assert.Equal("ok", await PragmaAsync(site, "integrity_check", writing: true));
    }

    [Theory, OnSqlite]
    public async Task Connections_OfWritersAndReaders_AreSetUpAsTheyShould(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        Assert.Equal("wal", await PragmaAsync(site, "journal_mode", writing: true));
        Assert.Equal("2", await PragmaAsync(site, "synchronous", writing: true));
        Assert.Equal("1000", await PragmaAsync(site, "wal_autocheckpoint", writing: true));
        Assert.Equal("1", await PragmaAsync(site, "foreign_keys", writing: true));
        Assert.Equal("0", await PragmaAsync(site, "wal_autocheckpoint", writing: false));
        Assert.Equal("1", await PragmaAsync(site, "query_only", writing: false));
    }

    [Theory, OnSqlite]
    public async Task Write_OutsideAWrite_IsRefusedByTheConnection(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        var refused = await Assert.ThrowsAsync<SqliteException>(() => site.DataAsync(db => db.Database.ExecuteSqlRawAsync("""UPDATE "Organizations_Hospitals" SET "Name" = 'x'""")));
        Assert.Equal(8, refused.SqliteErrorCode);

        // After a write the same context reads again.
        await site.DataAsync(async db =>
        {
            await db.WriteAsync(ct => db.Database.ExecuteSqlRawAsync("""UPDATE "Organizations_Hospitals" SET "FormerProvince" = 'x'""", ct), default);
            await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync("""UPDATE "Organizations_Hospitals" SET "Name" = 'x'"""));
            Assert.True(await db.Hospitals.AllAsync(h => h.FormerProvince == "x"));
        });
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Write_ThatThrows_StoresNothingAndLetsTheNextIn(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => site.DataAsync(db => db.WriteAsync(
                async ct =>
                {
                    (await db.Hospitals.FirstAsync(ct)).Name = "never";
                    await db.SaveChangesAsync(ct);
                    throw new InvalidOperationException("no");
                },
                default)));
        }

        Assert.False(await site.DataAsync(db => db.Hospitals.AnyAsync(h => h.Name == "never")));
        await site.DataAsync(async db =>
        {
            (await db.Hospitals.FirstAsync()).Name = "stored";
            await db.SaveChangesAsync();
        });
        Assert.True(await site.DataAsync(db => db.Hospitals.AnyAsync(h => h.Name == "stored")));
    }

    private static Task<string> PragmaAsync(Site site, string pragma, bool writing) => site.DataAsync(async db =>
    {
        async Task<string> ReadAsync()
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA " + pragma;
            command.Transaction = db.Database.CurrentTransaction is null ? null : Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction);
            var value = Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
            await db.Database.CloseConnectionAsync();
            return value;
        }

        var value = "";
        if (writing)
        {
            await db.WriteAsync(async _ => value = await ReadAsync(), default);
            return value;
        }

        return await ReadAsync();
    });
}
