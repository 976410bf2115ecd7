using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Data;
using Training.Modules;

namespace Training.Audit.Checkpoints;

/// <summary>Signs the tree whenever it has grown. What was signed before must be the beginning of what is signed now.</summary>
internal sealed class SignCheckpoint(TrainingDbContext db, SigningKey key, TimeProvider clock, ILogger<SignCheckpoint> log) : IBackgroundTask
{
    public TimeSpan Interval => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken ct)
    {
        // Reading first: on SQLite the gate stays open for others as long as there is nothing to sign.
        var head = await db.AuditHeadAsync(ct);
        var last = await db.Checkpoints.AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);
        if (head.Size == (last?.Size ?? 0))
        {
            return;
        }

        var root = head.Root();
        if (last is not null && !await ContinuesAsync(last, head.Size, root, ct))
        {
            log.LogCritical("The audit trail of {Size} entries does not continue its checkpoint of {Signed} entries. Nothing is signed. Run: audit verify", head.Size, last.Size);
            return;
        }

        var checkpoint = new Checkpoint { Size = head.Size, Root = root, SignedAt = clock.GetUtcNow(), Note = CheckpointNote.Sign(key.Origin, head.Size, root, key.Current) };
        try
        {
            await db.WriteAsync(
                _ =>
                {
                    db.Add(checkpoint);
                    return Task.CompletedTask;
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another node signed the same tree in this moment.
        }
    }

    private async Task<bool> ContinuesAsync(Checkpoint last, long size, byte[] root, CancellationToken ct)
    {
        if (CheckpointNote.Open(last.Note, key.All) is not { } signed || signed.Size != last.Size || signed.Size > size)
        {
            return false;
        }

        try
        {
            var proof = await db.AuditHashesAsync(MerkleTree.ConsistencySteps(signed.Size, size), ct);
            return MerkleProof.IsConsistent(signed.Size, signed.Root, size, root, proof);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
