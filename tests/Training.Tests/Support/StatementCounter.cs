using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Training.Data;

namespace Training.Tests.Support;

/// <summary>Counts the SQL statements that reach the database.</summary>
public sealed class StatementCounter : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> _statements = new();
    private volatile bool _onlyRequests;

    public IReadOnlyList<string> Statements => [.. _statements];

    /// <param name="onlyRequests">What the site does by itself meanwhile, such as looking for files to import, is not counted from now on.</param>
    public void Reset(bool onlyRequests = false)
    {
        _onlyRequests = onlyRequests;
        _statements.Clear();
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count(command, eventData);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count(command, eventData);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Count(command, eventData);
        return base.ScalarExecutingAsync(command, eventData, result, cancellationToken);
    }

    private void Count(DbCommand command, CommandEventData eventData)
    {
        if (!_onlyRequests || eventData.Context is not TrainingDbContext { Viewer.IsSystem: true })
        {
            _statements.Enqueue(command.CommandText);
        }
    }
}
