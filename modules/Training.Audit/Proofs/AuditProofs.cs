using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Training.Audit.Checkpoints;
using Training.Audit.Contracts;
using Training.Data;

namespace Training.Audit.Proofs;

internal sealed class AuditProofs(TrainingDbContext db) : IAuditProofs
{
    public async Task<IReadOnlyDictionary<Guid, AuditProof>> FindAsync(string action, IReadOnlyCollection<Guid> subjectIds, CancellationToken ct)
    {
        if (subjectIds.Count == 0)
        {
            return new Dictionary<Guid, AuditProof>();
        }

        var proofs = await ReadAsync(l => l.Action == action && subjectIds.Contains(l.SubjectId), ct);
        return proofs.GroupBy(p => p.SubjectId).ToDictionary(group => group.Key, group => group.MaxBy(p => p.Index)!);
    }

    public async Task<AuditProof?> OfEntryAsync(long index, CancellationToken ct) => (await ReadAsync(l => l.Index == index, ct)).SingleOrDefault();

    private async Task<IReadOnlyList<AuditProof>> ReadAsync(Expression<Func<AuditLeaf, bool>> which, CancellationToken ct)
    {
        var newest = db.Checkpoints.Where(c => c.Size == db.Set<Checkpoint>().Max(m => (long?)m.Size));
        var rows = await (from leaf in db.AuditLeaves.Where(which)
                          join checkpoint in newest on 1 equals 1 into checkpoints
                          from checkpoint in checkpoints.DefaultIfEmpty()
                          select new { leaf.Index, leaf.SubjectId, leaf.At, leaf.Json, Newest = (Checkpoint?)checkpoint }).AsNoTracking().ToListAsync(ct);
        var found = rows.Select(l => new { l.Index, l.SubjectId, l.At, l.Json, Checkpoint = l.Newest is { } c && c.Size > l.Index ? c : null }).ToArray();

        // All proofs lead to roots near each other, so their steps are read in one go.
        var steps = found.Select(l => l.Checkpoint is null ? [] : MerkleTree.InclusionSteps(l.Index, l.Checkpoint.Size)).ToArray();
        var hashes = await db.AuditHashesAsync([.. steps.SelectMany(s => s)], ct);
        var proofs = new List<AuditProof>();
        var at = 0;
        foreach (var (leaf, step) in found.Zip(steps))
        {
            var checkpoint = leaf.Checkpoint is { } c ? new CheckpointInfo(c.Size, c.Root, c.SignedAt, c.Note) : null;
            proofs.Add(new AuditProof(leaf.Index, leaf.SubjectId, leaf.At, leaf.Json, checkpoint, [.. hashes.Skip(at).Take(step.Count).Select(Convert.ToBase64String)]));
            at += step.Count;
        }

        return proofs;
    }
}
