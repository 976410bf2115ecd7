using Microsoft.EntityFrameworkCore;

namespace Training.Data;

/// <summary>Brings the database to the model the site was built with.</summary>
public static class DatabaseMigrator
{
    /// <summary>Creates or migrates the database. Writes, so it uses the writing connection and nothing else may run yet.</summary>
    public static async Task MigrateAsync(this TrainingDbContext db, DatabaseOptions database, IEnumerable<IDataConversion> conversions, CancellationToken ct)
    {
        db.Database.SetConnectionString(database.ConnectionString);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToArray();
        var conversionsByName = conversions.ToDictionary(conversion => conversion.Migration);
        if (pending.Length > 0 && await db.Database.CanConnectAsync(ct))
        {
            await db.UnguardAppendOnlyAsync(ct);
            await db.UnlockRowsAsync(ct);
            if ((await db.Database.GetAppliedMigrationsAsync(ct)).Any())
            {
                await db.KeepRowsAsync([.. pending.Select(NameOf).Where(conversionsByName.ContainsKey).Select(name => conversionsByName[name])], ct);
            }
        }

        // Asking for nothing costs: EF Core compares the whole model with the last migration each time, which ./migrate.sh check does once.
        if (pending.Length > 0)
        {
            await db.Database.MigrateAsync(ct);
        }

        await db.GuardAppendOnlyAsync(ct);
        await db.LockRowsAsync(ct);
        await db.StoreKeptRowsAsync(conversionsByName, ct);
        await db.Database.CloseConnectionAsync();
        db.Database.SetConnectionString(database.ReadConnectionString);
    }

    private static string NameOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];

    /// <summary>The engine and its version, as it says itself; the version of SQLite decides whether the write gate is needed.</summary>
    public static async Task<string> VersionAsync(this TrainingDbContext db, CancellationToken ct) => db.Database.IsSqlite()
        ? "SQLite " + (await db.Database.SqlQueryRaw<string>("SELECT sqlite_version() AS \"Value\"").ToListAsync(ct))[0]
        : "PostgreSQL " + (await db.Database.SqlQueryRaw<string>("SELECT current_setting('server_version') AS \"Value\"").ToListAsync(ct))[0];
}
