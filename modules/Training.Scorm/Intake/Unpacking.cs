using System.IO.Compression;
using System.Security.Cryptography;
using Training.Modules;

namespace Training.Scorm.Intake;

/// <summary>A file of a package as it is kept: its name in the package, the SHA-256 of its bytes, which is its name on the disk, and its size.</summary>
internal sealed record KeptFile(string Name, string Hash, long Bytes);

/// <summary>
/// Unpacks an archive into a folder where each file is called by its hash, through one buffer, counting every byte that comes out. It stops at the
/// first byte too many, whatever the headers promised.
/// </summary>
internal sealed class Unpacking(Stream zip, string folder, PackageLimits limits)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private long _total;

    /// <summary>Names of files whose type no package needs; they are not kept.</summary>
    public List<string> LeftOut { get; } = [];

    /// <exception cref="RuleViolation">The archive is broken, too large, or holds what no package may.</exception>
    public async Task<IReadOnlyList<KeptFile>> RunAsync(CancellationToken ct)
    {
        var kept = new List<KeptFile>();
        var files = ZipDirectory.Read(zip, limits.Files);
        if (files.FirstOrDefault(file => !file.IsFolder && FileTypes.IsRefused(file.Name)) is { } refused)
        {
            throw new RuleViolation("Zip.Type", refused.Name);
        }

        foreach (var file in files.Where(file => !file.IsFolder))
        {
            ct.ThrowIfCancellationRequested();
            var path = Path.Combine(folder, "next");
            try
            {
                var (hash, bytes) = await UnpackAsync(file, path, ct);
                if (FileTypes.IsDebris(file.Name))
                {
                    File.Delete(path);
                }
                else if (FileTypes.IsTaken(file.Name))
                {
                    File.Move(path, Path.Combine(folder, hash), overwrite: true);
                    kept.Add(new KeptFile(file.Name, hash, bytes));
                }
                else
                {
                    File.Delete(path);
                    LeftOut.Add(file.Name);
                }
            }
            catch (InvalidDataException)
            {
                throw new RuleViolation("Zip.Broken");
            }
        }

        return kept;
    }

    private async Task<(string Hash, long Bytes)> UnpackAsync(ZipFile file, string path, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var checksum = new Crc32();
        var bytes = 0L;
        zip.Position = file.DataAt;
        var packed = new Section(zip, file.PackedBytes);
        await using var content = file.IsDeflated ? new DeflateStream(packed, CompressionMode.Decompress) : (Stream)packed;
        await using var target = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (int read; (read = content.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false)) > 0;)
        {
            if (bytes == 0 && FileTypes.IsRefused(_buffer.AsSpan(0, read)))
            {
                throw new RuleViolation("Zip.Nested", file.Name);
            }

            Count(file, bytes += read, read);
            hash.AppendData(_buffer, 0, read);
            checksum.Append(_buffer.AsSpan(0, read));
            await target.WriteAsync(_buffer.AsMemory(0, read), ct);
        }

        if (bytes != file.ClaimedBytes || checksum.Value != file.Checksum)
        {
            throw new RuleViolation("Zip.Broken");
        }

        target.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
    }

    private void Count(ZipFile file, long bytes, int read)
    {
        _total += read;
        if (_total > limits.UnpackedBytes)
        {
            throw new RuleViolation("Zip.Unpacked", limits.UnpackedMegabytes);
        }

        if (bytes > PackageLimits.SmallBytes && bytes > PackageLimits.Ratio * file.PackedBytes)
        {
            throw new RuleViolation("Zip.Ratio", file.Name, PackageLimits.Ratio);
        }

        if (_total > 10L * PackageLimits.SmallBytes && _total > PackageLimits.Ratio * zip.Length)
        {
            throw new RuleViolation("Zip.Ratio", file.Name, PackageLimits.Ratio);
        }
    }
}
