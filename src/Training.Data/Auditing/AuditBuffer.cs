using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Training.Modules;

namespace Training.Data;

/// <summary>A row that the running write changed: hashes of it before and after, and the names of the columns, never their values.</summary>
internal sealed record RowChange(string Table, string Key, byte[]? Before, byte[]? After, IReadOnlyList<string> Columns);

/// <summary>A place in an <see cref="AuditBuffer"/>.</summary>
internal sealed record AuditMark(int Events, IReadOnlyDictionary<(string Table, string Key), RowChange> Rows);

/// <summary>What the running write will say in the trail: its events, and the rows it changed. Emptied when it ends, however it ends.</summary>
internal sealed class AuditBuffer
{
    private static readonly ConcurrentDictionary<IEntityType, IReadOnlyList<IProperty>> Audited = new();

    private readonly Dictionary<(string Table, string Key), RowChange> _rows = [];
    private readonly List<(AuditEvent Event, DateTimeOffset At)> _events = [];

    public IReadOnlyList<(AuditEvent Event, DateTimeOffset At)> Events => _events;

    /// <summary>In a fixed order, each row once.</summary>
    public IReadOnlyList<RowChange> Rows => [.. _rows.Values.OrderBy(r => r.Table, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal)];

    public void Add(AuditEvent auditEvent, DateTimeOffset at) => _events.Add((auditEvent, at));

    /// <summary>Call before each save: afterwards the values from before are gone.</summary>
    public void Track(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && ChangedColumns(entry) is { Count: > 0 } columns)
            {
                var before = entry.State == EntityState.Added ? null : RowHash.Of(columns, entry.OriginalValues);
                var after = entry.State == EntityState.Deleted ? null : RowHash.Of(columns, entry.CurrentValues);
                Put(entry, before, after, columns);
            }
        }
    }

    /// <summary>Where it stands now, to return to.</summary>
    public AuditMark Mark() => new(_events.Count, new Dictionary<(string, string), RowChange>(_rows));

    /// <summary>Forgets what came after the mark.</summary>
    public void Return(AuditMark mark)
    {
        _events.RemoveRange(mark.Events, _events.Count - mark.Events);
        _rows.Clear();
        foreach (var (key, row) in mark.Rows)
        {
            _rows.Add(key, row);
        }
    }

    public void Clear()
    {
        _rows.Clear();
        _events.Clear();
    }

    private void Put(EntityEntry entry, byte[]? before, byte[]? after, IReadOnlyList<IProperty> columns)
    {
        var table = entry.Metadata.GetTableName() ?? entry.Metadata.Name;
        var key = string.Join(',', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => RowHash.Text(entry.Property(p).CurrentValue)));
        var names = columns.Select(c => c.Name);
        if (_rows.TryGetValue((table, key), out var earlier))
        {
            // Saved twice in one write. Both steps count, in their order; a row that this write added was not there before.
            before = earlier.Before is null ? null : RowHash.Join(earlier.Before, before);
            after = RowHash.Join(earlier.After, after);
            names = earlier.Columns.Union(names);
        }

        _rows[(table, key)] = new RowChange(table, key, before, after, [.. names]);
    }

    private static List<IProperty> ChangedColumns(EntityEntry entry)
    {
        var audited = Audited.GetOrAdd(entry.Metadata, AuditedColumns);
        return [.. entry.State == EntityState.Modified ? audited.Where(p => entry.Property(p).IsModified) : audited];
    }

    private static IReadOnlyList<IProperty> AuditedColumns(IEntityType type) => type.ClrType.IsDefined(typeof(NotAuditedAttribute))
        ? []
        : [.. type.GetProperties().Where(p => p.PropertyInfo?.GetCustomAttribute<NotAuditedAttribute>() is null).OrderBy(p => p.Name, StringComparer.Ordinal)];
}
