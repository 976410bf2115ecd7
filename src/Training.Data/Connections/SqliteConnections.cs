using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Training.Data;

/// <summary>
/// Sets up each SQLite connection as it is opened. The writer syncs on every commit: with synchronous=NORMAL a power cut loses sign-offs
/// that were already acknowledged. Only the writer, and so only whoever holds the write gate, runs checkpoints.
/// What it deletes it overwrites with zeros (secure_delete), so that no free page of the file keeps what was removed (src/docs/decisions/0024).
/// </summary>
internal sealed class SqliteConnections : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp(connection);
        return Task.CompletedTask;
    }

    private static void SetUp(DbConnection connection)
    {
        var readOnly = new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;
        using var command = connection.CreateCommand();
        command.CommandText = readOnly
            ? "PRAGMA wal_autocheckpoint=0; PRAGMA query_only=ON"
            : "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000; PRAGMA secure_delete=ON";
        command.ExecuteNonQuery();
    }
}
