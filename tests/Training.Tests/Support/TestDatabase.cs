using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Training.Tests.Support;

/// <summary>A database in a temporary folder (SQLite) or on the test server (PostgreSQL), gone when it is disposed of.</summary>
internal sealed class TestDatabase : IDisposable
{
    private static readonly ConcurrentDictionary<(Database, string), Lazy<Task<TestDatabase>>> Templates = new();
    private static readonly SemaphoreSlim Copying = new(1, 1);

    private readonly string _name;

    private TestDatabase(Database provider)
    {
        Provider = provider;
        _name = $"training_{Guid.CreateVersion7():n}";
        Folder = Directory.CreateTempSubdirectory("training-test-").FullName;
        ConnectionString = provider == Database.Sqlite
            ? $"Data Source={File}"
            : OnPostgreSqlAttribute.SiteConnection(_name).ConnectionString;
    }

    public Database Provider { get; }

    public string Folder { get; }

    public string ConnectionString { get; }

    private string File => Path.Combine(Folder, "training.db");

    /// <summary>A new, empty database.</summary>
    public static async Task<TestDatabase> CreateAsync(Database provider)
    {
        var database = new TestDatabase(provider);
        if (provider == Database.PostgreSql)
        {
            await OnPostgreSqlAttribute.CreateDatabaseAsync(database._name);
        }

        return database;
    }

    /// <summary>A copy of the database on which the recipe ran.</summary>
    public static async Task<TestDatabase> CopyAsync(Database provider, string recipe)
    {
        var template = await Templates.GetOrAdd((provider, recipe), key => new Lazy<Task<TestDatabase>>(() => MakeTemplateAsync(key.Item1, key.Item2))).Value;
        var copy = new TestDatabase(provider);
        if (provider == Database.Sqlite)
        {
            System.IO.File.Copy(template.File, copy.File);
            return copy;
        }

        await Copying.WaitAsync();
        try
        {
            await OnPostgreSqlAttribute.CreateDatabaseAsync(copy._name, template._name);
        }
        finally
        {
            Copying.Release();
        }

        return copy;
    }

    public void Dispose() => Dispose(null);

    /// <summary>Drops the database.</summary>
    /// <param name="connection">As the site had it, which adds settings of its own: pools are told apart by those. A server that has to end open connections itself takes a tenth of a second.</param>
    public void Dispose(string? connection)
    {
        if (Provider == Database.PostgreSql)
        {
            if (connection is not null)
            {
                using var pooled = new NpgsqlConnection(connection);
                NpgsqlConnection.ClearPool(pooled);
            }

            OnPostgreSqlAttribute.AdministerAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)").GetAwaiter().GetResult();
        }
        else
        {
            ClosePools();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<TestDatabase> MakeTemplateAsync(Database provider, string recipe)
    {
        var database = await CreateAsync(provider);
        var site = Site.StartEmpty(database, recipe);
        await site.StopAsync();
        database.ClosePools();
        return database;
    }

    private void ClosePools()
    {
        if (Provider == Database.PostgreSql)
        {
            // Its own among them: the site adds settings to the connection, and pools are told apart by those.
            NpgsqlConnection.ClearAllPools();
            return;
        }

        // Closing the last connection moves the write-ahead log into the file.
        var options = Training.Data.DatabaseOptions.Sqlite(File);
        foreach (var connectionString in new[] { options.ReadConnectionString, options.ConnectionString })
        {
            using var connection = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(connection);
        }
    }
}
