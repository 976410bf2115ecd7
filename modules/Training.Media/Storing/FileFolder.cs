using System.Buffers;
using System.Security.Cryptography;
using Training.Modules;

namespace Training.Media.Storing;

/// <summary>
/// The folder <c>files</c> of the data folder: <c>aa/bb/hash</c> for the files, <c>.work</c> for what is being taken in. What has a name made of a hash
/// is whole: it was written elsewhere, made durable and then renamed.
/// </summary>
internal sealed class FileFolder(DataFolder data)
{
    private const string Work = ".work";

    // Below the folder, and no file with a hash: work folders, and uploads on their way.
    private static readonly string[] Others = [Work, ".uploads"];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly string _root = Path.Combine(data.Path, "files");

    /// <summary>A folder for one intake, on the same file system; gone when it is disposed of.</summary>
    public WorkFolder NewWork()
    {
        var path = Path.Combine(_root, Work, Guid.CreateVersion7().ToString("n"));
        CreatePrivate(path);
        return new WorkFolder(path);
    }

    /// <summary>A folder that only the site's own user reads.</summary>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static bool IsHash(string hash) => hash.Length == StoredFile.HashLength && !hash.AsSpan().ContainsAnyExcept(Digits);

    /// <summary>Where the file is or would be.</summary>
    public string PathOf(string hash) => IsHash(hash) ? Path.Combine(_root, hash[..2], hash[2..4], hash) : throw new ArgumentException("Not a hash.", nameof(hash));

    public static async Task<string> HashAsync(Stream content, CancellationToken ct) => Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));

    /// <summary>Hashes a file of a work folder and makes its bytes durable.</summary>
    /// <returns>Its hash, its length, and the hashes of its blocks where it is large.</returns>
    public static async Task<(string Hash, long Size, byte[]? Blocks)> SealAsync(string path, CancellationToken ct)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var blocks = new MemoryStream();
        var block = new byte[(int)Math.Clamp(stream.Length, 1, FileBlocks.Size)];
        while (await stream.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, ct) is > 0 and var read)
        {
            whole.AppendData(block.AsSpan(0, read));
            blocks.Write(SHA256.HashData(block.AsSpan(0, read)));
        }

        stream.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(whole.GetHashAndReset()), stream.Length, stream.Length >= FileBlocks.From ? blocks.ToArray() : null);
    }

    /// <summary>
    /// Gives a sealed file its name. Always renames, also over the same bytes: what stands there may have been changed. Whoever reads the old file
    /// reads on.
    /// </summary>
    public void Publish(string sealedPath, string hash)
    {
        var path = PathOf(hash);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            Durable.SyncDirectory(_root);
            Durable.SyncDirectory(Path.GetDirectoryName(folder)!);
        }

        File.Move(sealedPath, path, overwrite: true);
        Durable.SyncDirectory(folder);
    }

    /// <summary>Null where there is none.</summary>
    public FileStream? Open(string hash)
    {
        try
        {
            return new FileStream(
                PathOf(hash), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public bool Exists(string hash) => File.Exists(PathOf(hash));

    public void Delete(string hash)
    {
        var path = PathOf(hash);
        if (File.Exists(path))
        {
            File.Delete(path);
            Durable.SyncDirectory(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>The files that were last written before a time, some at a time, each folder once.</summary>
    public IEnumerable<string[]> WrittenBefore(DateTimeOffset time) => !Directory.Exists(_root) ? [] : Directory.EnumerateDirectories(_root)
        .Where(folder => !Others.Contains(Path.GetFileName(folder)))
        .Select(folder => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => IsHash(file.Name) && file.LastWriteTimeUtc < time.UtcDateTime)
            .Select(file => file.Name)
            .ToArray())
        .SelectMany(names => names.Chunk(PurgeFiles.Batch));

    /// <summary>Removes what a process that died left behind.</summary>
    public void ForgetWork(DateTimeOffset before)
    {
        var work = Path.Combine(_root, Work);
        foreach (var path in Directory.Exists(work) ? Directory.GetDirectories(work) : [])
        {
            if (Directory.GetLastWriteTimeUtc(path) < before.UtcDateTime)
            {
                new WorkFolder(path).Dispose();
            }
        }
    }
}

/// <summary>A folder for one intake.</summary>
internal sealed record WorkFolder(string Path) : IDisposable
{
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }
}
