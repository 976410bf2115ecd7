using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Training.Data;

/// <summary>
/// Says with each statement, in the same round trip, for whom it reads. What a write stores is stored by the site; what it reads before
/// that, it reads for whoever asked for it, except where it lifts the lock.
/// </summary>
internal sealed class ViewerCommands : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Prepare(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Prepare(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Prepare(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Prepare(command, eventData);
        return ValueTask.FromResult(result);
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "What is put before and after is made of ids only.")]
    private static void Prepare(DbCommand command, CommandEventData eventData)
    {
        if (eventData.Context is not TrainingDbContext db || eventData.CommandSource is CommandSource.SaveChanges or CommandSource.Migrations)
        {
            return;
        }

        var lifted = command.CommandText.StartsWith($"-- {RowLocks.Lifted}", StringComparison.Ordinal);
        var setting = lifted ? RowLocks.Site : RowLocks.SettingOf(db.Viewer);
        if (command.Transaction is null)
        {
            command.CommandText = $"SET {RowLocks.Setting} = '{setting}';\n{command.CommandText}";
        }
        else if (setting != RowLocks.Site && eventData.CommandSource is (CommandSource.LinqQuery or CommandSource.FromSqlQuery))
        {
            command.CommandText = $"SET LOCAL {RowLocks.Setting} = '{setting}';\n{command.CommandText}\n;SET LOCAL {RowLocks.Setting} = '{RowLocks.Site}'";
        }
    }
}

/// <summary>A write stores what it has to, whoever asked for it: who may is what its rules say.</summary>
internal sealed class ViewerTransactions : DbTransactionInterceptor
{
    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = result;
        command.CommandText = $"SET LOCAL {RowLocks.Setting} = '{RowLocks.Site}'";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return result;
    }
}
