using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Data;

public sealed class MigrationTests
{
    [Fact]
    public void Model_OnSqlite_HasNoPendingChanges() => AssertNothingPending(DatabaseOptions.Sqlite("not-opened.db"));

    [Fact]
    public void Model_OnPostgreSql_HasNoPendingChanges() => AssertNothingPending(DatabaseOptions.PostgreSql("Host=not-opened;Database=x;Username=x"));

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Start_Again_MigratesNothingAndKeepsEverything(Database database)
    {
        await using var site = await Site.StartAsync(database);
        Assert.Empty(await site.DataAsync(db => db.Database.GetPendingMigrationsAsync()));
        Assert.NotEmpty(await site.DataAsync(db => db.Database.GetAppliedMigrationsAsync()));
    }

    [Fact]
    public void Tables_OfEveryModule_CarryItsName()
    {
        using var db = Context(DatabaseOptions.Sqlite("not-opened.db"));
        foreach (var type in db.Model.GetEntityTypes())
        {
            var assembly = type.ClrType.Assembly.GetName().Name!;
            var owner = type.GetTableName()!.Split('_')[0];
            if (assembly.StartsWith("Training.", StringComparison.Ordinal))
            {
                Assert.Equal(assembly["Training.".Length..], owner);
            }
        }
    }

    private static void AssertNothingPending(DatabaseOptions database)
    {
        using var db = Context(database);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static TrainingDbContext Context(DatabaseOptions database) => DataExtensions.CreateDesignContext(database, new ModuleCatalog(typeof(Program).Assembly));
}
