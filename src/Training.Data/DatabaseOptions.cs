namespace Training.Data;

/// <summary>The databases the site runs on, and is tested on.</summary>
public enum DatabaseProvider
{
    /// <summary>One file, one node.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later.</summary>
    PostgreSql,
}

/// <summary>Which database, and where.</summary>
/// <param name="Provider">From <c>Database:Provider</c>.</param>
/// <param name="ConnectionString">The connection that may write.</param>
/// <param name="ReadConnectionString">The connection of everything outside a write: read-only on SQLite.</param>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString, string ReadConnectionString)
{
    /// <summary>SQLite in one file.</summary>
    public static DatabaseOptions Sqlite(string file) => new(
        DatabaseProvider.Sqlite,
        $"Data Source={file};Mode=ReadWriteCreate;Foreign Keys=True;Default Timeout=30",
        $"Data Source={file};Mode=ReadOnly;Foreign Keys=True;Default Timeout=30");

    /// <summary>PostgreSQL.</summary>
    public static DatabaseOptions PostgreSql(string connectionString) => new(DatabaseProvider.PostgreSql, connectionString, connectionString);
}
