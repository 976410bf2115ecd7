using Microsoft.EntityFrameworkCore;
using Training.Modules;

namespace Training.Data;

internal static class RowRules
{
    /// <summary>What holds for every row, whoever writes it.</summary>
    /// <exception cref="InvalidOperationException">The code tries to change or delete a row that is only ever inserted.</exception>
    public static void PrepareRows(this DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.Entity is IAppendOnly && entry.State is EntityState.Modified or EntityState.Deleted)
            {
                throw new InvalidOperationException($"{entry.Metadata.ShortName()} is append-only: a stored row is never changed or deleted.");
            }

            if (entry is { Entity: IVersioned versioned, State: EntityState.Modified })
            {
                versioned.Version++;
            }
        }
    }
}
