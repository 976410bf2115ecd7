using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Training.Data;

/// <summary>
/// Overwrites what deleted and changed rows have left behind in the files of the database (src/docs/decisions/0024). It can not reach what has
/// left the database: backups, archived logs of PostgreSQL, replicas, and the blocks that a file system gives back.
/// </summary>
public static class FreePages
{
    private const int Tries = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>
    /// On SQLite the whole file is written anew and the write-ahead log cut to nothing; nobody writes meanwhile. On PostgreSQL the tables of these
    /// entities and the statistics of the planner are; each is locked while it is rewritten. Call it outside of a write.
    /// </summary>
    /// <returns>False where somebody still reads what was there before: try again later.</returns>
    public static Task<bool> OverwriteAsync(this TrainingDbContext db, IEnumerable<Type> entities, CancellationToken ct)
        => db.AsOnlyWriterAsync(inner => db.Database.IsSqlite() ? OnSqliteAsync(db, inner) : OnPostgreSqlAsync(db, [.. entities.Select(db.TableOf)], inner), ct);

    private static string TableOf(this TrainingDbContext db, Type entity) => db.Model.FindEntityType(entity)!.GetTableName()!;

    private static async Task<bool> OnSqliteAsync(TrainingDbContext db, CancellationToken ct)
    {
        await RunAsync(db, "VACUUM", ct);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            // Busy is the first column: a reader still needs a page of the log.
            if (await AskAsync(db, "PRAGMA wal_checkpoint(TRUNCATE)", ct) == 0)
            {
                return true;
            }

            await Task.Delay(Pause, TimeProvider.System, ct);
        }

        return false;
    }

    // A row that an open transaction may still see is copied along. So those that began before are waited for.
    private static async Task<bool> OnPostgreSqlAsync(TrainingDbContext db, IReadOnlyList<string> tables, CancellationToken ct)
    {
        var now = await AskAsync(db, "SELECT txid_current() % 4294967296", ct);
        var older = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) >= age('{now}'::xid))
                 + (SELECT count(*) FROM pg_prepared_xacts WHERE database = current_database())
            """);
        for (var attempt = 0; await AskAsync(db, older, ct) > 0; attempt++)
        {
            if (attempt == Tries)
            {
                return false;
            }

            await Task.Delay(Pause, TimeProvider.System, ct);
        }

        await RunAsync(db, "SET lock_timeout = '10s'", ct);
        try
        {
            foreach (var table in tables)
            {
                await RunAsync(db, $"VACUUM (FULL, ANALYZE) \"{table}\"", ct);
            }

            // The planner keeps the most common values of a column.
            await RunAsync(db, "VACUUM (FULL) pg_catalog.pg_statistic", ct);
            return true;
        }
        catch (DbException exception) when (exception.SqlState == "55P03")
        {
            // Somebody holds a table for longer than is worth stopping everybody else for.
            return false;
        }
        finally
        {
            await RunAsync(db, "RESET lock_timeout", CancellationToken.None);
        }
    }

    private static async Task RunAsync(TrainingDbContext db, string sql, CancellationToken ct)
    {
        await using var command = Command(db, sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<long> AskAsync(TrainingDbContext db, string sql, CancellationToken ct)
    {
        await using var command = Command(db, sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    // Not through EF: it would say for whom it reads in the same round trip, and that makes a transaction, in which nothing can be vacuumed.
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Made of names of tables and a number only.")]
    private static DbCommand Command(TrainingDbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = (int)Longest.TotalSeconds;
        return command;
    }
}
