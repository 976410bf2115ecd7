using Microsoft.EntityFrameworkCore;
using Training.Modules;

namespace Training.Data;

/// <summary>
/// Triggers that refuse to change or delete a row that is only ever inserted, whoever asks: a statement that goes round the change tracker,
/// or somebody at a SQL prompt. Not part of the migrations, which are generated; made at every start where they are missing.
/// </summary>
public static class AppendOnlyGuards
{
    private const string Suffix = "_AppendOnly";

    private const string RefusePostgreSql =
        """
        CREATE OR REPLACE FUNCTION "Data_RefuseChange"() RETURNS trigger LANGUAGE plpgsql AS
        $refuse$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $refuse$
        """;

    private static readonly string[] Refused = ["UPDATE", "DELETE"];

    /// <summary>Makes the triggers that are missing, on the writing connection.</summary>
    internal static async Task GuardAppendOnlyAsync(this TrainingDbContext db, CancellationToken ct)
    {
        var there = (await NamesAsync(db, ct)).Select(trigger => trigger.Name).ToHashSet();
        var tables = db.Model.GetEntityTypes().Where(type => typeof(IAppendOnly).IsAssignableFrom(type.ClrType)).Select(type => type.GetTableName()!).Distinct();
        string[] missing = [.. tables.SelectMany(table => db.Database.IsSqlite() ? OnSqlite(table) : OnPostgreSql(table)).Where(sql => !there.Contains(sql.Name)).Select(sql => sql.Sql)];
        if (missing.Length > 0)
        {
            await ExecuteAsync(db, db.Database.IsSqlite() ? missing : [RefusePostgreSql, .. missing], ct);
        }
    }

    /// <summary>
    /// Does work inside the running write that must point rows which are only ever inserted at somebody else, such as a merge of two records
    /// of one person. The triggers are back when it ends, and with the rollback if it fails.
    /// </summary>
    /// <exception cref="InvalidOperationException">No write is running.</exception>
    public static Task<T> WithoutAppendOnlyGuardsAsync<T>(this TrainingDbContext db, Func<CancellationToken, Task<T>> work, CancellationToken ct) => db.WithoutAppendOnlyGuardsAsync([], work, ct);

    /// <summary>As <see cref="WithoutAppendOnlyGuardsAsync{T}(TrainingDbContext, Func{CancellationToken, Task{T}}, CancellationToken)"/>, for the tables of these entities only.</summary>
    /// <param name="db">The context of the write.</param>
    /// <param name="entities">Whose tables; none: all.</param>
    /// <param name="work">What has to change such rows.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="InvalidOperationException">No write is running.</exception>
    public static async Task<T> WithoutAppendOnlyGuardsAsync<T>(this TrainingDbContext db, IReadOnlyCollection<Type> entities, Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("The guards are lifted inside the write that needs it.");
        }

        await db.UnguardAppendOnlyAsync(ct, [.. entities.Select(entity => db.Model.FindEntityType(entity)!.GetTableName()!)]);
        var result = await work(ct);
        await db.GuardAppendOnlyAsync(ct);
        return result;
    }

    /// <summary>Takes the triggers away: before a migration, which may have to rewrite rows.</summary>
    internal static async Task UnguardAppendOnlyAsync(this TrainingDbContext db, CancellationToken ct, params string[] tables)
    {
        var triggers = (await NamesAsync(db, ct)).Where(trigger => tables.Length == 0 || tables.Contains(trigger.Table));
        await ExecuteAsync(db, [.. triggers.Select(t => db.Database.IsSqlite() ? $"DROP TRIGGER \"{t.Name}\"" : $"DROP TRIGGER \"{t.Name}\" ON \"{t.Table}\"")], ct);
    }

    private static IEnumerable<(string Name, string Sql)> OnSqlite(string table) => Refused.Select(action =>
    {
        var name = $"{table}{Suffix}_{action}";
        return (name, $"CREATE TRIGGER IF NOT EXISTS \"{name}\" BEFORE {action} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END");
    });

    private static IEnumerable<(string Name, string Sql)> OnPostgreSql(string table)
    {
        var (rows, all) = ($"{table}{Suffix}", $"{table}{Suffix}_Truncate");
        yield return (rows, $"CREATE OR REPLACE TRIGGER \"{rows}\" BEFORE UPDATE OR DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION \"Data_RefuseChange\"()");
        yield return (all, $"CREATE OR REPLACE TRIGGER \"{all}\" BEFORE TRUNCATE ON \"{table}\" FOR EACH STATEMENT EXECUTE FUNCTION \"Data_RefuseChange\"()");
    }

    private static async Task<IReadOnlyList<Trigger>> NamesAsync(TrainingDbContext db, CancellationToken ct) => await db.Database.SqlQueryRaw<Trigger>(
        db.Database.IsSqlite()
            ? """SELECT name AS "Name", tbl_name AS "Table" FROM sqlite_master WHERE type = 'trigger' AND instr(name, '_AppendOnly') > 0"""
            : """
              SELECT t.tgname::text AS "Name", c.relname::text AS "Table" FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
              WHERE NOT t.tgisinternal AND position('_AppendOnly' in t.tgname) > 0
              """).ToListAsync(ct);

    private static async Task ExecuteAsync(TrainingDbContext db, IEnumerable<string> statements, CancellationToken ct)
    {
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement, ct);
        }
    }

    private sealed record Trigger(string Name, string Table);
}
