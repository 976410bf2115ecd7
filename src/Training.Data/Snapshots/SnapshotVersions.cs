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
/// Tells the nodes of a site that a directory changed, by one number for all of them: they change seldom and are small. Whoever reads the
/// session reads the number with it; without a session it costs one statement a request, and none on SQLite, which has one process.
/// </summary>
public sealed class SnapshotVersions(TrainingDbContext db, DatabaseOptions database)
{
    private readonly HashSet<(Guid, string)> _raised = [];
    private long? _read;

    /// <summary>The changes of each directory; their sum is what <see cref="Know"/> wants. To be put into a query that is made anyway.</summary>
    public IQueryable<long> Changes => db.Set<SnapshotVersion>().Select(v => v.Version);

    /// <summary>Tells this request how many changes there were when its first query ran.</summary>
    public void Know(long changes) => _read = changes;

    internal async Task<long> CurrentAsync(CancellationToken ct)
        => database.Provider == DatabaseProvider.Sqlite ? 0 : _read ??= await Changes.SumAsync(ct);

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
