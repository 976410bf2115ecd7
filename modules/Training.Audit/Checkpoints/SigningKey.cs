using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Training.Modules;

namespace Training.Audit.Checkpoints;

/// <summary>
/// The key that signs checkpoints, ES256 (ECDSA, P-256, SHA-256): a file that only the site's user can read, made at its first use. Keys that
/// were retired stay beside it as <c>audit-….pem</c>, private or public, so that old checkpoints still verify.
/// </summary>
internal sealed class SigningKey(DataFolder folder, IConfiguration configuration)
{
    public const string FileName = "audit-signing.pem";

    private readonly Lazy<IReadOnlyList<ECDsa>> _keys = new(() => Read(folder.Keys));

    /// <summary>Who signs: the first line of every checkpoint. Choose it once.</summary>
    public string Origin { get; } = configuration["Audit:Origin"] is { Length: > 0 } origin ? origin
        : Uri.TryCreate(configuration["Site:BaseAddress"], UriKind.Absolute, out var site) ? $"{site.Host}/audit"
        : "training.local/audit";

    /// <summary>The key in use.</summary>
    public ECDsa Current => _keys.Value[0];

    /// <summary>Every key whose signatures count, the one in use first.</summary>
    public IReadOnlyList<ECDsa> All => _keys.Value;

    private static IReadOnlyList<ECDsa> Read(string folder)
    {
        Directory.CreateDirectory(folder);
        var current = Path.Combine(folder, FileName);
        if (!File.Exists(current))
        {
            Make(current);
        }

        return [.. Directory.GetFiles(folder, "audit-*.pem").Order(StringComparer.Ordinal).OrderByDescending(file => file == current).Select(file =>
        {
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(file));
            return key;
        })];
    }

    // Two processes that start at the same moment must end with the same key: the file appears complete under its name, or not at all.
    private static void Make(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var draft = $"{path}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
