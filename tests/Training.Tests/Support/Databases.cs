using System.Reflection;
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
}
