using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Media.Storing;

/// <summary>
/// Deletes what nobody refers to a day after it was last sent, what a crash left without a row, bytes whose removal for good was cut short, and
/// old work folders. Each file is deleted while its row is locked; an intake of the same bytes waits for that and then writes them again.
/// </summary>
internal sealed class PurgeFiles(TrainingDbContext db, FileFolder folder, FileStore store, IEnumerable<IFileReferences> references, IAuditTrail audit, TimeProvider clock) : IBackgroundTask
{
    public const int Batch = 500;

    public static readonly TimeSpan Keep = TimeSpan.FromDays(1);

    // An intake takes a minute at most.
    private static readonly TimeSpan KeepWork = TimeSpan.FromHours(1);

    public TimeSpan Interval => TimeSpan.FromHours(2);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        folder.ForgetWork(now - KeepWork);
        foreach (var hash in await db.StoredFiles.Where(f => f.RemovedAt != null).Select(f => f.Hash).ToListAsync(ct))
        {
            store.DeleteRemoved(hash);
        }

        await DeleteUnusedAsync(now - Keep, ct);
        await DeleteWithoutRowAsync(now - Keep, ct);
    }

    private async Task DeleteUnusedAsync(DateTimeOffset before, CancellationToken ct)
    {
        var last = Guid.Empty;
        while (true)
        {
            // Ids sort by the time of the first intake.
            var batch = await db.StoredFiles
                .Where(f => f.RemovedAt == null && f.TakenAt < before && f.Id > last)
                .OrderBy(f => f.Id).Take(Batch).Select(f => new { f.Id, f.Hash }).ToListAsync(ct);
            if (batch.Count == 0)
            {
                return;
            }

            last = batch[^1].Id;
            var used = await InUseAsync([.. batch.Select(f => f.Hash)], ct);
            foreach (var file in batch.Where(f => !used.Contains(f.Hash)))
            {
                await DeleteAsync(file.Id, file.Hash, before, ct);
            }
        }
    }

    private Task DeleteAsync(Guid id, string hash, DateTimeOffset before, CancellationToken ct) => db.WriteAsync(
        async inner =>
        {
            // Locks the row, unless somebody sent the same bytes meanwhile. From here an intake waits.
            var locked = await db.StoredFiles.Where(f => f.Hash == hash && f.RemovedAt == null && f.TakenAt < before)
                .ExecuteUpdateAsync(row => row.SetProperty(f => f.TakenAt, f => f.TakenAt), inner);
            if (locked == 1 && (await InUseAsync([hash], inner)).Count == 0)
            {
                await db.StoredFiles.Where(f => f.Hash == hash).ExecuteDeleteAsync(inner);
                audit.Add(new AuditEvent("Media.FilePurged", "File", id) { Facts = new Dictionary<string, string?> { ["hash"] = hash } });

                // Before the commit: after it an intake could have written the file again. A row without a file, where the commit
                // fails, is deleted at the next turn.
                folder.Delete(hash);
            }
        },
        ct);

    private async Task DeleteWithoutRowAsync(DateTimeOffset before, CancellationToken ct)
    {
        foreach (var hashes in folder.WrittenBefore(before))
        {
            var known = await db.StoredFiles.Where(f => hashes.Contains(f.Hash)).Select(f => f.Hash).ToListAsync(ct);
            foreach (var hash in hashes.Except(known))
            {
                await DeleteWithoutRowAsync(hash, ct);
            }
        }
    }

    private async Task DeleteWithoutRowAsync(string hash, CancellationToken ct)
    {
        var claim = new StoredFile { Hash = hash, Kind = default, Size = 0, TakenAt = default, CheckedAt = default };
        try
        {
            await db.WriteAsync(
                async inner =>
                {
                    // A row that nobody ever sees: an intake of the same bytes waits at the unique index until this is over.
                    db.Add(claim);
                    await db.SaveChangesAsync(inner);
                    folder.Delete(hash);
                    db.Remove(claim);
                    audit.Add(new AuditEvent("Media.FilePurged", "File", claim.Id) { Facts = new Dictionary<string, string?> { ["hash"] = hash } });
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // An intake was faster: the file has its row.
        }
    }

    private async Task<HashSet<string>> InUseAsync(IReadOnlyCollection<string> hashes, CancellationToken ct)
    {
        var used = new HashSet<string>();
        foreach (var module in references)
        {
            used.UnionWith(await module.InUseAsync(hashes, ct));
        }

        return used;
    }
}
