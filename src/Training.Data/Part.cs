using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Training.Data;

/// <summary>A part of a running write that can be undone by itself; what was saved before it stays.</summary>
public sealed class Part
{
    private readonly TrainingDbContext _db;
    private readonly string _name;
    private readonly AuditMark _mark;
    private readonly List<(object Row, PropertyValues Values)> _known;

    private Part(TrainingDbContext db, string name)
    {
        (_db, _name, _mark) = (db, name, db.Audit.Mark());
        _known = [.. db.ChangeTracker.Entries().Select(entry => (entry.Entity, entry.CurrentValues.Clone()))];
    }

    /// <summary>Undoes everything since the part began. Rows that were known before have their values of then, those read since are forgotten.</summary>
    public async Task UndoAsync(CancellationToken ct)
    {
        await _db.Database.CurrentTransaction!.RollbackToSavepointAsync(_name, ct);
        _db.Audit.Return(_mark);
        var known = _known.Select(known => known.Row).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var entry in _db.ChangeTracker.Entries().Where(entry => !known.Contains(entry.Entity)).ToArray())
        {
            entry.State = EntityState.Detached;
        }

        // Not read again from the database: whoever makes the request may not see every row that the write touched.
        foreach (var (row, values) in _known)
        {
            var entry = _db.Entry(row);
            entry.CurrentValues.SetValues(values);
            entry.State = EntityState.Unchanged;
        }
    }

    /// <summary>Keeps what was done.</summary>
    public Task KeepAsync(CancellationToken ct) => _db.Database.CurrentTransaction!.ReleaseSavepointAsync(_name, ct);

    internal static async Task<Part> BeginAsync(TrainingDbContext db, CancellationToken ct)
    {
        if (db.ChangeTracker.HasChanges())
        {
            throw new InvalidOperationException("Save first: what is not saved would be undone with the part.");
        }

        var part = new Part(db, $"part_{Guid.CreateVersion7():n}");
        await db.Database.CurrentTransaction!.CreateSavepointAsync(part._name, ct);
        return part;
    }
}
