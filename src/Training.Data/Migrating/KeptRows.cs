using Microsoft.EntityFrameworkCore;

namespace Training.Data;

/// <summary>What <see cref="IDataConversion"/> read and has not stored yet: a table that is there for as long as it holds something.</summary>
internal static class KeptRows
{
    private const string Table = "\"Data_KeptRows\"";

    public static async Task KeepRowsAsync(this TrainingDbContext db, IReadOnlyList<IDataConversion> conversions, CancellationToken ct)
    {
        if (conversions.Count == 0)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync($"CREATE TABLE IF NOT EXISTS {Table} (\"Migration\" varchar(150) NOT NULL PRIMARY KEY, \"Kept\" text NOT NULL)", ct);
        foreach (var conversion in conversions)
        {
            // A start before this one may have come as far as here.
            if (!(await NamesAsync(db, ct)).Contains(conversion.Migration))
            {
                await db.Database.ExecuteSqlRawAsync($"INSERT INTO {Table} (\"Migration\", \"Kept\") VALUES ({{0}}, {{1}})", [conversion.Migration, await conversion.ReadAsync(db, ct)], ct);
            }
        }

        await transaction.CommitAsync(ct);
    }

    public static async Task StoreKeptRowsAsync(this TrainingDbContext db, IReadOnlyDictionary<string, IDataConversion> conversions, CancellationToken ct)
    {
        if (!await ExistsAsync(db, ct))
        {
            return;
        }

        await db.WriteAsync(
            async inner =>
            {
                foreach (var name in await NamesAsync(db, inner))
                {
                    var kept = await db.Database.SqlQueryRaw<string>($"SELECT \"Kept\" AS \"Value\" FROM {Table} WHERE \"Migration\" = {{0}}", name).SingleAsync(inner);
                    await conversions[name].StoreAsync(kept, inner);
                }

                await db.Database.ExecuteSqlRawAsync($"DROP TABLE {Table}", inner);
            },
            ct);
    }

    private static async Task<bool> ExistsAsync(TrainingDbContext db, CancellationToken ct) => (await db.Database.SqlQueryRaw<int>(
        db.Database.IsSqlite()
            ? "SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = 'Data_KeptRows'"
            : "SELECT count(*)::int AS \"Value\" FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'Data_KeptRows'").ToListAsync(ct))[0] > 0;

    private static async Task<IReadOnlyList<string>> NamesAsync(TrainingDbContext db, CancellationToken ct)
        => await db.Database.SqlQueryRaw<string>($"SELECT \"Migration\" AS \"Value\" FROM {Table} ORDER BY 1").ToListAsync(ct);
}
