using Microsoft.EntityFrameworkCore.ChangeTracking;
using Training.Modules;

namespace Training.Data;

/// <summary>What changed in a row, for the facts of an event.</summary>
public static class AuditFacts
{
    /// <summary>
    /// Column → "old → new" of every column that was changed and is not yet saved. For rows without anything secret in them; columns
    /// marked <see cref="NotAuditedAttribute"/>, keys for searching and sorting, and the version are left out.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> ChangesOf(EntityEntry entry)
    {
        entry.DetectChanges();
        return entry.Properties
            .Where(p => p.IsModified && !Equals(p.OriginalValue, p.CurrentValue))
            .Where(p => p.Metadata.Name is not (ModelConventions.SortKey or "SearchText" or nameof(IVersioned.Version)))
            .OrderBy(p => p.Metadata.Name, StringComparer.Ordinal)
            .ToDictionary(p => p.Metadata.Name, string? (p) => $"{RowHash.Text(p.OriginalValue)} → {RowHash.Text(p.CurrentValue)}");
    }
}
