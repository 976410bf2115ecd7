using Microsoft.EntityFrameworkCore;

namespace Training.Data;

/// <summary>Reads the stored tree: one row for each level, however many leaves.</summary>
public static class AuditTree
{
    /// <summary>The hashes of these ranges of the tree, in their order; one statement.</summary>
    /// <exception cref="InvalidDataException">A row that is needed is missing or too short: the trail is damaged.</exception>
    public static async Task<IReadOnlyList<byte[]>> AuditHashesAsync(this TrainingDbContext db, IReadOnlyList<LeafRange> ranges, CancellationToken ct)
    {
        var nodes = ranges.SelectMany(MerkleTree.Cover).Distinct().ToDictionary(node => node, node => ((node.Index + 1) << node.Level) - 1);
        var rows = nodes.Values.Distinct().ToArray();
        var stored = rows.Length == 0 ? [] : await db.Set<AuditLeaf>().Where(l => rows.Contains(l.Index))
            .Select(l => new { l.Index, l.Hash, l.Nodes })
            .ToDictionaryAsync(l => l.Index, ct);
        return [.. ranges.Select(range => MerkleTree.Fold([.. MerkleTree.Cover(range).Select(node =>
        {
            var end = (node.Level - 1) * MerkleTree.HashLength;
            return !stored.TryGetValue(nodes[node], out var row) || row.Nodes.Length < end + (node.Level == 0 ? 0 : MerkleTree.HashLength)
                ? throw new InvalidDataException($"Entry {nodes[node]} of the audit trail is missing or damaged.")
                : node.Level == 0 ? row.Hash : row.Nodes[end..(end + MerkleTree.HashLength)];
        })]))];
    }

    /// <summary>The tree as the head row has it.</summary>
    public static async Task<MerkleEdge> AuditHeadAsync(this TrainingDbContext db, CancellationToken ct)
    {
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(ct);
        return new MerkleEdge(head.Size, head.Edge);
    }
}
