using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Training.Modules;
using Training.Scorm.Manifests;

namespace Training.Scorm.Intake;

/// <summary>A package that lies on the disk, whole, and is in no table yet.</summary>
internal sealed record TakenPackage(Guid Id, string Sha256, long ZipBytes, long Bytes, int Files, string IndexHash, Course Course, IReadOnlyList<string> LeftOut);

/// <summary>
/// Takes in the package of a stranger: counts, unpacks, reads its manifest, and only then gives it a place. Whatever is refused leaves nothing behind.
/// Call it before the write that refers to it; what nobody refers to is deleted after a day.
/// </summary>
internal sealed class PackageIntake(PackageFolder folder, IOptions<PackageLimits> options) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.Value.AtOnce);

    /// <exception cref="RuleViolation">With what the author can do.</exception>
    public async Task<TakenPackage> TakeAsync(Stream upload, CancellationToken ct)
    {
        if (!await _places.WaitAsync(TimeSpan.Zero, ct))
        {
            throw new RuleViolation("Zip.Busy") { Status = 503 };
        }

        var work = folder.NewWork();
        try
        {
            var limits = options.Value;
            await using var zip = new FileStream(
                Path.Combine(work, "upload"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
            var hash = await CopyAsync(upload, zip, limits, ct);
            var target = Path.Combine(work, "files");
            Directory.CreateDirectory(target);
            var unpacking = new Unpacking(zip, target, limits);
            var files = await unpacking.RunAsync(ct);
            var course = await ManifestFile.ReadAsync(target, files, ct);
            var id = Guid.CreateVersion7();
            var index = folder.Publish(target, id, files);
            return new TakenPackage(id, hash, zip.Length, files.Sum(file => file.Bytes), files.Count, index, course, unpacking.LeftOut);
        }
        finally
        {
            PackageFolder.Remove(work);
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private static async Task<string> CopyAsync(Stream upload, Stream zip, PackageLimits limits, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await upload.ReadAsync(buffer, ct)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await zip.WriteAsync(buffer.AsMemory(0, read), ct);
            if (zip.Length > limits.Bytes)
            {
                throw new RuleViolation("Zip.TooLarge", limits.Megabytes);
            }
        }

        await zip.FlushAsync(ct);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
