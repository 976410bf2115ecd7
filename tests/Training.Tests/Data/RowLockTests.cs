using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Grants;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Hospitals;
using Training.Questions.Bank;
using Training.Tests.Support;
using Training.Transfers.Agreements;

namespace Training.Tests.Data;

/// <summary>The second lock: what the database itself shows to whom. SQLite has none.</summary>
public sealed class RowLockTests
{
    private static readonly string[] Accounts = ["hocvien", "bsnoi", "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte", "quantri"];

    [Theory, OnPostgreSql]
    public async Task RawSql_OfAnotherHospital_FindsNoRowOfOurs(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (ours, theirs) = (await site.HospitalIdAsync("bvdk-quang-ninh"), await site.DataAsync(db => db.Hospitals
            .Where(h => !db.Set<Transfer>().Any(t => t.GivingHospitalId == h.Id || t.ReceivingHospitalId == h.Id)).Select(h => h.Id).FirstAsync()));

        var withWord = await CountAsync(site, RowLocks.Site);
        Assert.Contains("Logbook_Entries", withWord.Keys);
        Assert.All(["Transfers_Transfers", "Logbook_Entries", "Logbook_EntryVersions", "Logbook_Decisions", "Logbook_Tallies", "Certification_Certificates"], table => Assert.True(withWord[table] > 0, table));

        var forUs = await CountAsync(site, $";;{ours}");
        Assert.All(["Transfers_Transfers", "Logbook_Entries", "Logbook_EntryVersions", "Logbook_Decisions", "Logbook_Tallies"], table => Assert.InRange(forUs[table], 1, withWord[table]));
        Assert.True(forUs["Logbook_Entries"] < withWord["Logbook_Entries"]);

        // The country's own questions belong to no hospital: the lock lets them through, and the scope shows them to authors alone.
        var everybodys = await site.DataAsync(async db =>
        {
            var questions = db.BankQuestions.IgnoreQueryFilters().Where(q => q.HospitalId == null).Select(q => q.Id);
            return new Dictionary<string, long>
            {
                ["Questions_Questions"] = await questions.LongCountAsync(),
                ["Questions_Versions"] = await db.QuestionVersions.IgnoreQueryFilters().LongCountAsync(v => questions.Contains(v.QuestionId)),
                ["Questions_Tags"] = await db.QuestionTags.IgnoreQueryFilters().LongCountAsync(t => questions.Contains(t.QuestionId)),
                ["Questions_Techniques"] = await db.Set<QuestionTechnique>().IgnoreQueryFilters().LongCountAsync(t => questions.Contains(t.QuestionId)),
            };
        });
        foreach (var setting in (string?[])[$";;{theirs}", "", null])
        {
            Assert.All(await CountAsync(site, setting), row => Assert.Equal(everybodys.GetValueOrDefault(row.Key), row.Value));
        }
    }

    [Theory, OnPostgreSql]
    public async Task Table_WithScope_IsLockedForItsOwnerToo(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var scoped = await site.DataAsync(db => Task.FromResult(db.Model.GetEntityTypes()
            .Where(Access.ScopeRules.IsScoped).Select(type => type.GetTableName()!).Order(StringComparer.Ordinal).ToArray()));
        var locked = await site.DataAsync(db => db.Database.SqlQueryRaw<string>(
            """
            SELECT c.relname::text AS "Value" FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
            WHERE c.relrowsecurity AND c.relforcerowsecurity ORDER BY c.relname COLLATE "C"
            """).ToListAsync());
        Assert.Equal(scoped, locked);
    }

    [Theory, OnPostgreSql]
    public async Task Lock_OfEachAccount_TakesNothingThatTheScopeGives(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var compared = 0;
        foreach (var account in Accounts)
        {
            foreach (var type in await site.DataAsync(db => Task.FromResult(db.Model.GetEntityTypes().Where(Access.ScopeRules.IsScoped).Select(t => t.ClrType).ToArray())))
            {
                var rows = await AsAsync(site, account, db => (Task<(int Both, int ScopeOnly, int LockOnly)>)typeof(RowLockTests)
                    .GetMethod(nameof(CountsAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [db])!);
                Assert.True(rows.Both == rows.ScopeOnly, $"{account} {type.Name}: the scope gives {rows.ScopeOnly}, with the lock {rows.Both}");
                Assert.True(rows.LockOnly >= rows.Both, $"{account} {type.Name}");
                compared += rows.Both;
            }
        }

        Assert.True(compared > 100, $"Only {compared} rows were seen.");
    }

    [Theory, OnPostgreSql]
    public async Task Query_ThatForgetsTheScope_StillKeepsToTheLock(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var ours = await site.HospitalIdAsync("bvdk-quang-ninh");
        var all = await site.DataAsync(db => db.Set<LogbookEntry>().CountAsync());

        var seen = await AsAsync(site, "khth", db => db.Set<LogbookEntry>().IgnoreQueryFilters().Select(e => e.HospitalId).ToListAsync());
        var lifted = await AsAsync(site, "khth", db => db.Unscoped<LogbookEntry>().CountAsync());
        var within = await AsAsync(site, "khth", async db =>
        {
            var count = 0;
            await db.WriteAsync(async ct => count = await db.Set<LogbookEntry>().IgnoreQueryFilters().CountAsync(e => e.HospitalId != ours, ct), default);
            return count;
        });

        Assert.NotEmpty(seen);
        Assert.All(seen, hospital => Assert.Equal(ours, hospital));
        Assert.Equal(all, lifted);
        Assert.True(all > seen.Count);
        Assert.Equal(0, within);
    }

    [Theory, OnPostgreSql]
    public async Task Start_OnAnAccountAboveTheLock_SaysSo(Database database)
    {
        await using var site = await Site.StartAsync(database);
        Assert.DoesNotContain(site.Services.GetRequiredService<StartNotes>().Lines, line => line.Contains("BYPASSRLS", StringComparison.Ordinal));

        var server = new Npgsql.NpgsqlConnectionStringBuilder(OnPostgreSqlAttribute.Server);
        await using var above = site.SecondNode(new Dictionary<string, string>
        {
            ["Database:ConnectionString"] = new Npgsql.NpgsqlConnectionStringBuilder(site.ConnectionString) { Username = server.Username, Password = server.Password }.ConnectionString,
        });
        Assert.Contains(above.Services.GetRequiredService<StartNotes>().Lines, line => line.Contains("BYPASSRLS", StringComparison.Ordinal));
    }

    private static async Task<(int Both, int ScopeOnly, int LockOnly)> CountsAsync<T>(TrainingDbContext db)
        where T : class
        => (await db.Set<T>().CountAsync(), await db.Set<T>().PastTheLock().CountAsync(), await db.Set<T>().IgnoreQueryFilters().CountAsync());

    /// <summary>Rows of each locked table for whom the setting names; null for a connection that says nothing.</summary>
    private static async Task<IReadOnlyDictionary<string, long>> CountAsync(Site site, string? setting)
    {
        var tables = await site.DataAsync(db => Task.FromResult(RowLocks.Conditions(db).Keys.ToArray()));
        await using var connection = new Npgsql.NpgsqlConnection(site.ConnectionString);
        await connection.OpenAsync();
        if (setting is not null)
        {
            await using var set = new Npgsql.NpgsqlCommand($"SET {RowLocks.Setting} = '{setting}'", connection);
            await set.ExecuteNonQueryAsync();
        }

        Dictionary<string, long> counts = [];
        foreach (var table in tables)
        {
            await using var count = new Npgsql.NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", connection);
            counts[table] = (long)(await count.ExecuteScalarAsync())!;
        }

        return counts;
    }

    /// <summary>Reads as a request of the account would.</summary>
    private static async Task<T> AsAsync<T>(Site site, string account, Func<TrainingDbContext, Task<T>> read)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.SignInAsync(account);
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        return await read(scope.ServiceProvider.GetRequiredService<TrainingDbContext>());
    }
}
