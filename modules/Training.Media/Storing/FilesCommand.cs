using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Media.Storing;

/// <summary><c>files verify</c>: compares every file with its hash, now. It only reads, so the site may go on running.</summary>
internal sealed class FilesCommand(TrainingDbContext db, FileStore store) : ISiteCommand
{
    private const int Intact = 0;
    private const int Damaged = 1;

    public string Name => "files";

    public bool Writes => false;

    public string Usage => """
        files verify    compares every stored file with its hash, and names those that were changed or are gone
        """;

    public async Task<int?> RunAsync(IReadOnlyList<string> args, TextWriter output, CancellationToken ct) => args is ["verify"] ? await VerifyAsync(output, ct) : null;

    private async Task<int> VerifyAsync(TextWriter output, CancellationToken ct)
    {
        var (count, bytes, damaged, last) = (0, 0L, 0, Guid.Empty);
        while (true)
        {
            var batch = await db.StoredFiles.AsNoTracking().Where(f => f.RemovedAt == null && f.Id > last).OrderBy(f => f.Id).Take(PurgeFiles.Batch).ToListAsync(ct);
            if (batch.Count == 0)
            {
                break;
            }

            last = batch[^1].Id;
            foreach (var file in batch)
            {
                (count, bytes) = (count + 1, bytes + file.Size);

                // Asked again with its row: it may have been deleted since the list was read.
                if (!await store.IsIntactAsync(file.Hash, ct) && await store.VerifyAsync(file.Hash, ct) == FileState.Damaged)
                {
                    damaged++;
                    await output.WriteLineAsync($"DAMAGED {file.Hash}");
                }
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Files: {count}, {bytes} bytes"));
        await output.WriteLineAsync(damaged == 0 ? "All files are intact." : string.Create(CultureInfo.InvariantCulture, $"{damaged} files were changed or are gone."));
        return damaged == 0 ? Intact : Damaged;
    }
}
