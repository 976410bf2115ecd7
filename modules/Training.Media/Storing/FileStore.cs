using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Media.Storing;

/// <summary>
/// The folder together with its rows. Bytes get their name, and lose it, only inside a transaction that holds the row
/// (src/docs/decisions/0020-files.md).
/// </summary>
internal sealed class FileStore(TrainingDbContext db, FileFolder folder, IAuditTrail audit, TimeProvider clock, ILogger<FileStore> log) : IFileStore
{
    public async Task<TakenFile> PutAsync(Stream content, FileKind kind, CancellationToken ct)
    {
        using var work = folder.NewWork();
        var path = work.File("made");
        await using (var copy = File.Create(path))
        {
            await content.CopyToAsync(copy, ct);
        }

        return await KeepAsync(path, kind, ct);
    }

    /// <summary>Takes a finished file of a work folder into the store.</summary>
    public async Task<TakenFile> KeepAsync(string path, FileKind kind, CancellationToken ct)
    {
        BeforeAWrite();
        var (hash, size, blocks) = await FileFolder.SealAsync(path, ct);
        var file = new TakenFile(hash, kind, size);
        try
        {
            await db.WriteAsync(inner => PublishAsync(path, file, blocks, inner), ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another node was a moment faster: now there is a row to lock.
            await db.WriteAsync(inner => PublishAsync(path, file, blocks, inner), ct);
        }

        return file;
    }

    public async Task<OpenedFile?> OpenAsync(string hash, CancellationToken ct)
    {
        if (!FileFolder.IsHash(hash) || await FindAsync(hash, ct) is not { RemovedAt: null } row)
        {
            return null;
        }

        var blocks = row.Size < FileBlocks.From ? null : await db.Set<FileBlocks>().Where(b => b.FileId == row.Id).Select(b => b.Hashes).SingleOrDefaultAsync(ct);
        if (folder.Open(hash) is { } content)
        {
            if (blocks is not null)
            {
                return new OpenedFile(hash, row.Kind, row.Size, new VerifiedStream(content, hash, row.Size, blocks, () => SayDamaged(hash)));
            }

            if (await FileFolder.HashAsync(content, ct) == hash)
            {
                content.Position = 0;
                return new OpenedFile(hash, row.Kind, row.Size, content);
            }

            await content.DisposeAsync();
        }

        SayDamaged(hash);
        throw new FileDamagedException(hash);
    }

    public async Task<FileState> VerifyAsync(string hash, CancellationToken ct) => !FileFolder.IsHash(hash) ? FileState.Unknown
        : await FindAsync(hash, ct) is not { } row ? FileState.Unknown
        : row.RemovedAt is not null ? FileState.Removed
        : await IsIntactAsync(hash, ct) ? FileState.Intact
        : FileState.Damaged;

    public async Task<bool> RemoveAsync(string hash, CancellationToken ct)
    {
        var removed = false;
        await db.WriteAsync(
            async inner =>
            {
                if (await db.StoredFiles.SingleOrDefaultAsync(f => f.Hash == hash && f.RemovedAt == null, inner) is not { } file)
                {
                    return;
                }

                file.RemovedAt = clock.GetUtcNow();
                file.DamagedAt = null;
                audit.Add(EventOf("Media.FileRemoved", file));
                removed = true;

                db.AfterCommit(() => DeleteRemoved(hash));
            },
            ct);
        return removed;
    }

    /// <summary>Deletes bytes whose removal is stored. What goes wrong here, the next purge makes up for.</summary>
    public void DeleteRemoved(string hash)
    {
        try
        {
            folder.Delete(hash);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.LogError(exception, "The file {Hash} was removed and its bytes could not be deleted; this is tried again.", hash);
        }
    }

    /// <summary>Whether the bytes are there and as they were.</summary>
    public async Task<bool> IsIntactAsync(string hash, CancellationToken ct)
    {
        await using var content = folder.Open(hash);
        return content is not null && await FileFolder.HashAsync(content, ct) == hash;
    }

    /// <exception cref="InvalidOperationException">A write is running, which everybody else would wait for.</exception>
    public void BeforeAWrite()
    {
        if (db.Database.CurrentTransaction is not null)
        {
            throw new InvalidOperationException("A file is stored before the write that refers to it begins, not inside.");
        }
    }

    private void SayDamaged(string hash) => log.LogCritical("The stored file {Hash} was changed or is gone.", hash);

    private async Task PublishAsync(string path, TakenFile file, byte[]? blocks, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var locked = await db.StoredFiles.Where(f => f.Hash == file.Hash && f.RemovedAt == null).ExecuteUpdateAsync(
            row => row.SetProperty(f => f.TakenAt, now).SetProperty(f => f.CheckedAt, now).SetProperty(f => f.DamagedAt, (DateTimeOffset?)null), ct);
        if (locked == 0)
        {
            // One that has come since the update is no removed one: adding it again fails and is tried again.
            if (await db.StoredFiles.AnyAsync(f => f.Hash == file.Hash && f.RemovedAt != null, ct))
            {
                throw new RuleViolation("File.Removed");
            }

            var row = new StoredFile { Hash = file.Hash, Kind = file.Kind, Size = file.Size, TakenAt = now, CheckedAt = now };
            db.Add(row);
            if (blocks is not null)
            {
                db.Add(new FileBlocks { FileId = row.Id, Hashes = blocks });
            }

            audit.Add(EventOf("Media.FileTaken", row));
            await db.SaveChangesAsync(ct);
        }

        folder.Publish(path, file.Hash);
    }

    public async Task<IReadOnlyDictionary<string, long>> SizesAsync(IReadOnlyCollection<string> hashes, CancellationToken ct) => hashes.Count == 0
        ? new Dictionary<string, long>()
        : await db.StoredFiles.Where(f => hashes.Contains(f.Hash) && f.RemovedAt == null).ToDictionaryAsync(f => f.Hash, f => f.Size, ct);

    private Task<StoredFile?> FindAsync(string hash, CancellationToken ct) => db.StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Hash == hash, ct);

    private static AuditEvent EventOf(string action, StoredFile file) => new(action, "File", file.Id)
    {
        Facts = new Dictionary<string, string?> { ["hash"] = file.Hash, ["kind"] = file.Kind.ToString() },
    };
}
