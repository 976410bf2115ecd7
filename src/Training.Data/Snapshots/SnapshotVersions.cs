using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Data;

/// <summary>How often a directory that nodes keep in memory was changed.</summary>
internal sealed class SnapshotVersion
{
    public required string Name { get; init; }

    public required long Version { get; init; }
}

internal sealed class SnapshotVersionConfiguration : IEntityTypeConfiguration<SnapshotVersion>
{
    public void Configure(EntityTypeBuilder<SnapshotVersion> builder)
    {
        builder.ToTable("Data_SnapshotVersions").HasKey(v => v.Name);
        builder.Property(v => v.Name).HasMaxLength(100);
    }
}

/// <summary>
/// Tells the nodes of a site that a directory changed. At most one statement a request, for all directories together, and none on SQLite,
/// which has one process.
/// </summary>
public sealed class SnapshotVersions(TrainingDbContext db, DatabaseOptions database)
{
    private readonly HashSet<(Guid, string)> _raised = [];
    private Dictionary<string, long>? _read;

    internal async Task<long> OfAsync(string name, CancellationToken ct)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            return 0;
        }

        _read ??= await db.Set<SnapshotVersion>().AsNoTracking().ToDictionaryAsync(v => v.Name, v => v.Version, ct);
        return _read.GetValueOrDefault(name);
    }

    /// <summary>Raises the version in the running transaction, so that nobody learns of a change that was rolled back; once a transaction.</summary>
    internal async Task RaiseAsync(string name, CancellationToken ct)
    {
        var transaction = db.Database.CurrentTransaction
            ?? throw new InvalidOperationException("A directory is changed inside the write that changes its rows.");
        if (_raised.Add((transaction.TransactionId, name)))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Data_SnapshotVersions" ("Name", "Version") VALUES ({name}, 1)
                ON CONFLICT ("Name") DO UPDATE SET "Version" = "Data_SnapshotVersions"."Version" + 1
                """,
                ct);
        }
    }
}
