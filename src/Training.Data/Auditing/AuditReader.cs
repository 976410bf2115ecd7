using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Training.Data;

/// <summary>Reads the whole trail in order, some entries at a time, so that memory stays flat.</summary>
public static class AuditReader
{
    private const int Chunk = 2000;

    /// <summary>Every stored entry, by index, whatever its state.</summary>
    public static async IAsyncEnumerable<StoredEntry> ReadAuditAsync(this TrainingDbContext db, [EnumeratorCancellation] CancellationToken ct)
    {
        var from = long.MinValue;
        while (true)
        {
            var leaves = await db.Set<AuditLeaf>().AsNoTracking().Where(l => l.Index >= from).OrderBy(l => l.Index).Take(Chunk).ToListAsync(ct);
            if (leaves.Count == 0)
            {
                yield break;
            }

            var (first, last) = (leaves[0].Index, leaves[^1].Index);
            var details = await db.Set<AuditDetails>().AsNoTracking().Where(d => d.Index >= first && d.Index <= last).ToDictionaryAsync(d => d.Index, ct);
            var hospitals = (await db.Set<AuditHospital>().AsNoTracking().Where(h => h.Index >= first && h.Index <= last).ToListAsync(ct)).ToLookup(h => h.Index, h => h.HospitalId);
            foreach (var leaf in leaves)
            {
                yield return new StoredEntry(leaf, details.GetValueOrDefault(leaf.Index), [.. hospitals[leaf.Index].Order()]);
            }

            from = last + 1;
        }
    }
}
