namespace Training.Data;

/// <summary>
/// Carries rows over a migration that could not take them along: read and removed before it, stored by the model of today after it. What was read is kept in
/// the database in between, so a start that is cut short goes on where it was.
/// </summary>
public interface IDataConversion
{
    /// <summary>Name of the migration, without its time. On a database that has it already, and on a new one, nothing happens.</summary>
    string Migration { get; }

    /// <summary>
    /// Reads the rows and removes those that are in the way, inside one transaction on a database that is older than the migration. The model knows its tables no
    /// more, so this is plain SQL.
    /// </summary>
    /// <returns>What <see cref="StoreAsync"/> needs.</returns>
    Task<string> ReadAsync(TrainingDbContext db, CancellationToken ct);

    /// <summary>Stores it inside one write, once every migration is done.</summary>
    Task StoreAsync(string kept, CancellationToken ct);
}
