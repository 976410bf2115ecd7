using Training.Media.Storing;
using Training.Modules;

namespace Training.Media.Uploads;

/// <summary>
/// The folder <c>files/.uploads</c> of the data folder: one file for each upload that is not over, on the file system that all nodes share. What stands in
/// such a file behind the bytes that its row counts is not there.
/// </summary>
internal sealed class UploadFolder(DataFolder data)
{
    private readonly string _root = Path.Combine(data.Path, "files", ".uploads");

    public string PathOf(Guid id) => Path.Combine(_root, id.ToString("n"));

    /// <summary>Writes bytes at their place and returns once they would survive a power cut.</summary>
    public async Task WriteAsync(Guid id, long at, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var path = PathOf(id);
        var isNew = !File.Exists(path);
        if (isNew)
        {
            FileFolder.CreatePrivate(_root);
        }

        await using (var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read))
        {
            file.Position = at;
            await file.WriteAsync(bytes, ct);
            file.Flush(flushToDisk: true);
        }

        if (isNew)
        {
            Durable.SyncDirectory(_root);
        }
    }

    /// <summary>The first bytes of an upload, as many as its row counts.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public async Task CopyAsync(Guid id, long size, string to, CancellationToken ct)
    {
        await using var from = new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var copy = File.Create(to);
        var buffer = new byte[1024 * 1024];
        for (var left = size; left > 0;)
        {
            var read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), ct);
            if (read == 0)
            {
                throw new InvalidDataException($"The upload {id} lacks {left} bytes.");
            }

            await copy.WriteAsync(buffer.AsMemory(0, read), ct);
            left -= read;
        }
    }

    public void Delete(Guid id)
    {
        if (File.Exists(PathOf(id)))
        {
            File.Delete(PathOf(id));
        }
    }

    /// <summary>The uploads that have a file which was last written before a time.</summary>
    public IReadOnlyList<Guid> WrittenBefore(DateTimeOffset time) => !Directory.Exists(_root) ? [] :
        [.. new DirectoryInfo(_root).EnumerateFiles()
            .Where(file => file.LastWriteTimeUtc < time.UtcDateTime)
            .Select(file => Guid.TryParseExact(file.Name, "n", out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty)];
}
