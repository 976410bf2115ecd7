using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Training.Modules;

namespace Training.Data;

/// <summary>
/// The second lock: row-level security of PostgreSQL on each entity with a scope (src/docs/decisions/0016-row-level-security.md). Every
/// statement says for whom it reads; without a word about that no row is there. Not part of the migrations, which are generated; made at
/// the start where it is missing or has changed. SQLite has nothing of the kind.
/// </summary>
public static class RowLocks
{
    /// <summary>The tag of a query that the lock does not hold for.</summary>
    internal const string Lifted = "past the lock";

    /// <summary>A setting of the connection: the practitioner, <c>*</c> where everything is seen, and the hospitals, separated by semicolons.</summary>
    internal const string Setting = "training.viewer";

    /// <summary>What the setting is for the site itself.</summary>
    internal const string Site = ";*;";

    // Inside a sub-query each is computed once a statement and not once a row.
    internal const string SeesAll = "(SELECT \"Data_ViewerSeesAll\"())";
    internal const string Person = "(SELECT \"Data_ViewerPerson\"())";
    internal const string Hospitals = "(SELECT \"Data_ViewerHospitals\"())::uuid[]";

    private const string Prefix = "Scope_";

    private static readonly string[] Functions =
    [
        $"""CREATE OR REPLACE FUNCTION "Data_ViewerSeesAll"() RETURNS boolean STABLE LANGUAGE sql AS $$ SELECT COALESCE(split_part(current_setting('{Setting}', true), ';', 2), '') = '*' $$""",
        $"""CREATE OR REPLACE FUNCTION "Data_ViewerPerson"() RETURNS uuid STABLE LANGUAGE sql AS $$ SELECT NULLIF(split_part(current_setting('{Setting}', true), ';', 1), '')::uuid $$""",
        $"""CREATE OR REPLACE FUNCTION "Data_ViewerHospitals"() RETURNS uuid[] STABLE LANGUAGE sql AS $$ SELECT COALESCE(string_to_array(NULLIF(split_part(current_setting('{Setting}', true), ';', 3), ''), ','), ARRAY[]::text[])::uuid[] $$""",
    ];

    private static readonly MethodInfo Build = typeof(RowLocks).GetMethod(nameof(LockOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The condition of each locked table, in SQL.</summary>
    public static IReadOnlyDictionary<string, string> Conditions(TrainingDbContext db) => LocksOf(db).ToDictionary(lockOf => lockOf.Table, lockOf => lockOf.Condition);

    /// <summary>True where the lock can not hold, because the account of the connection is above it (superuser or BYPASSRLS).</summary>
    public static async Task<bool> RowLocksAreBypassedAsync(this TrainingDbContext db, CancellationToken ct) => db.Database.IsNpgsql()
        && (await db.Database.SqlQueryRaw<bool>("SELECT rolsuper OR rolbypassrls AS \"Value\" FROM pg_roles WHERE rolname = current_user").ToListAsync(ct))[0];

    /// <summary>The function that gives the ids of the rows that the viewer sees.</summary>
    internal static string Seen(string table) => $"\"Data_Seen_{table}\"";

    /// <summary>What the setting is for a viewer.</summary>
    internal static string SettingOf(Viewer viewer) => viewer.ReachesCountry
        ? Site
        : $"{(viewer.PersonId == Guid.Empty ? "" : viewer.PersonId)};;{string.Join(',', viewer.AllHospitals)}";

    /// <summary>Puts the locks on that are missing or have changed.</summary>
    internal static async Task LockRowsAsync(this TrainingDbContext db, CancellationToken ct)
    {
        if (!db.Database.IsNpgsql())
        {
            return;
        }

        // Two nodes that start at once wait for each other.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext('RowLocks'))", ct);
        var there = await PoliciesAsync(db, ct);
        var locks = LocksOf(db);
        var seen = locks.SelectMany(lockOf => lockOf.Few).Distinct().Select(few => SeenFunction(locks.Single(lockOf => lockOf.Entity == few))).ToArray();
        var wanted = locks.ToDictionary(lockOf => lockOf.Table, lockOf => (Name: NameOf(lockOf.Few.Count == 0 ? lockOf.Condition : lockOf.Condition + string.Concat(seen)), lockOf.Condition));
        List<string> statements =
        [
            .. there.Where(policy => !wanted.TryGetValue(policy.Table, out var row) || row.Name != policy.Name).Select(Drop),
            .. wanted.Where(row => !there.Contains(new Policy(row.Value.Name, row.Key))).SelectMany(row => Make(row.Key, row.Value.Name, row.Value.Condition)),
        ];
        if (statements.Count > 0)
        {
            await ExecuteAsync(db, [.. Functions, .. seen, .. statements], ct);
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>Takes the locks off: before a migration, which may have to read and rewrite rows.</summary>
    internal static async Task UnlockRowsAsync(this TrainingDbContext db, CancellationToken ct)
    {
        if (db.Database.IsNpgsql())
        {
            var policies = await PoliciesAsync(db, ct);
            await ExecuteAsync(db, [.. policies.Select(Drop), .. policies.Select(policy => $"ALTER TABLE \"{policy.Table}\" DISABLE ROW LEVEL SECURITY")], ct);
        }
    }

    private static IReadOnlyList<TableLock> LocksOf(TrainingDbContext db)
        => [.. Scoping.ScopesIn(db.ModuleTypes).Select(scope => (TableLock)Build.MakeGenericMethod(scope.Scoped.GenericTypeArguments[0]).Invoke(null, [scope.Configuration, db.Model])!)];

    private static TableLock LockOf<T>(IScoped<T> configuration, IModel model)
        where T : class
    {
        var row = new RowLock<T>(model);
        configuration.Lock(row);
        return new TableLock(typeof(T), model.FindEntityType(typeof(T))!.GetTableName()!, row.Condition, row.Ids, row.Few);
    }

    // Its plan is kept by the connection. It reads for whoever asks, behind the lock of its table.
    private static string SeenFunction(TableLock of) => of.Ids is { } ids
        ? $"CREATE OR REPLACE FUNCTION {Seen(of.Table)}() RETURNS uuid[] STABLE LANGUAGE plpgsql AS $$ BEGIN RETURN ARRAY({ids}); END $$"
        : throw new InvalidOperationException($"The rows of {of.Table} that somebody sees are not found by keys alone.");

    // The name changes with the condition, so that a start sees whether the lock is the one it wants.
    private static string NameOf(string condition) => Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(condition)))[..12];

    private static string Drop(Policy policy) => $"DROP POLICY \"{policy.Name}\" ON \"{policy.Table}\"";

    private static IEnumerable<string> Make(string table, string name, string condition) =>
    [
        $"ALTER TABLE \"{table}\" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        $"CREATE POLICY \"{name}\" ON \"{table}\" USING ({condition})",
    ];

    private static async Task<IReadOnlyList<Policy>> PoliciesAsync(TrainingDbContext db, CancellationToken ct) => await db.Database.SqlQueryRaw<Policy>(
        $"""SELECT policyname::text AS "Name", tablename::text AS "Table" FROM pg_policies WHERE schemaname = current_schema() AND starts_with(policyname, '{Prefix}')""").ToListAsync(ct);

    private static async Task ExecuteAsync(TrainingDbContext db, IEnumerable<string> statements, CancellationToken ct)
    {
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), ct);
        }
    }

    private sealed record Policy(string Name, string Table);

    private sealed record TableLock(Type Entity, string Table, string Condition, string? Ids, IReadOnlyList<Type> Few);
}
