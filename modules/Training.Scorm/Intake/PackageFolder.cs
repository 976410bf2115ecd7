using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Training.Modules;

namespace Training.Scorm.Intake;

/// <summary>
/// The folder <c>packages</c> of the data folder: one folder for each package, in it each file by its hash and <c>index.json</c> with their names. A folder
/// with the id of a package is whole: it was filled elsewhere, made durable and then renamed. No name of a package is ever part of a path.
/// </summary>
internal sealed class PackageFolder(DataFolder data)
{
    private const string Work = ".work";

    private const string Index = "index.json";

    private const int KeptIndices = 50;

    private readonly string _root = Path.Combine(data.Path, "packages");
    private readonly ConcurrentDictionary<Guid, FrozenDictionary<string, KeptFile>> _indices = new();

    /// <summary>A folder for one intake, on the same file system.</summary>
    public string NewWork()
    {
        var path = Path.Combine(_root, Work, $"{Guid.CreateVersion7():n}");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Gives a filled folder its name; once this returns, it survives a power cut.</summary>
    /// <returns>The SHA-256 of the index.</returns>
    public string Publish(string folder, Guid id, IReadOnlyList<KeptFile> files)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(files);
        using (var index = new FileStream(Path.Combine(folder, Index), FileMode.CreateNew, FileAccess.Write))
        {
            index.Write(json);
            index.Flush(flushToDisk: true);
        }

        Durable.SyncDirectory(folder);
        Directory.Move(folder, PathOf(id));
        Durable.SyncDirectory(_root);
        Durable.SyncDirectory(data.Path);
        return Convert.ToHexStringLower(SHA256.HashData(json));
    }

    /// <summary>The file that the package calls so; null where there is none. Case is only looked at where two files differ in it, which none do.</summary>
    public async Task<(KeptFile File, Stream Content)?> OpenAsync(Guid id, string name, CancellationToken ct)
    {
        var index = await IndexAsync(id, ct);
        if (index is null || !index.TryGetValue(name.Normalize(NormalizationForm.FormC), out var file))
        {
            return null;
        }

        try
        {
            return (file, new FileStream(
                Path.Combine(PathOf(id), file.Hash),
                new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous }));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public bool Exists(Guid id) => Directory.Exists(PathOf(id));

    public void Delete(Guid id)
    {
        _indices.TryRemove(id, out _);
        Remove(PathOf(id));
    }

    /// <summary>Packages whose folder was last written before a time; also forgets what intakes that died left behind.</summary>
    public IReadOnlyList<Guid> WrittenBefore(DateTimeOffset time)
    {
        if (!Directory.Exists(_root))
        {
            return [];
        }

        var work = Path.Combine(_root, Work);
        foreach (var path in Directory.Exists(work) ? Directory.GetDirectories(work) : [])
        {
            if (Directory.GetLastWriteTimeUtc(path) < time.UtcDateTime)
            {
                Remove(path);
            }
        }

        return [.. Directory.GetDirectories(_root)
            .Where(path => Directory.GetLastWriteTimeUtc(path) < time.UtcDateTime)
            .Select(path => Guid.TryParseExact(Path.GetFileName(path), "N", out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty)];
    }

    public static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }

    private string PathOf(Guid id) => Path.Combine(_root, $"{id:n}");

    private async Task<FrozenDictionary<string, KeptFile>?> IndexAsync(Guid id, CancellationToken ct)
    {
        if (_indices.TryGetValue(id, out var known))
        {
            return known;
        }

        try
        {
            await using var stream = File.OpenRead(Path.Combine(PathOf(id), Index));
            var files = await JsonSerializer.DeserializeAsync<List<KeptFile>>(stream, cancellationToken: ct);
            if (_indices.Count >= KeptIndices)
            {
                _indices.Clear();
            }

            return _indices[id] = files!.ToFrozenDictionary(file => file.Name, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
