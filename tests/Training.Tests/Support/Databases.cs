using System.Reflection;
using Npgsql;
using Xunit.Sdk;

namespace Training.Tests.Support;

/// <summary>The databases that every data test runs on.</summary>
public enum Database
{
    Sqlite,
    PostgreSql,
}

/// <summary>Runs a theory on a SQLite file.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Database.Sqlite]];
}

/// <summary>Runs a theory on PostgreSQL, or says why it can not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgreSqlAttribute : DataAttribute
{
    public const string Variable = "TRAINING_TEST_POSTGRES";

    public OnPostgreSqlAttribute()
    {
        if (Server is null)
        {
            Skip = $"No PostgreSQL: {Variable} is not set. ./test.sh starts a server and sets it.";
        }
    }

    /// <summary>Connection string of the server, with the right to create databases.</summary>
    public static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Database.PostgreSql]];

    /// <summary>
    /// Runs a statement of the administrator of the server. Sites connect with the account that <see cref="SiteConnection"/> names, which
    /// has no rights but to its own databases: above an administrator the row-level security would not hold.
    /// </summary>
    public static async Task AdministerAsync(string sql)
    {
        await SiteAccount.Value;
        await ExecuteAsync(sql);
    }

    /// <summary>Makes an empty database, or a copy, that belongs to the account of the sites.</summary>
    public static Task CreateDatabaseAsync(string name, string template = "template1")
        => AdministerAsync($"CREATE DATABASE {name} TEMPLATE {template} OWNER {Account} STRATEGY FILE_COPY");

    /// <summary>How a site connects to one of the databases.</summary>
    public static NpgsqlConnectionStringBuilder SiteConnection(string database)
        => new(Server) { Database = database, Username = Account, Password = Account, MaxPoolSize = 20 };

    private const string Account = "training_site";

    private static readonly Lazy<Task> SiteAccount = new(() => ExecuteAsync(
        // Two test runs may be at it at once.
        $"""
        DO $$ BEGIN CREATE ROLE {Account} LOGIN PASSWORD '{Account}'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
        """));

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
