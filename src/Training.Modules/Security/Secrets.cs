using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Training.Modules;

/// <summary>
/// Encrypts short texts that nobody may read in the database or in a backup of it: an identity number, the seed of a second factor. The keys
/// lie in the data folder. What is sealed for one purpose does not open for another.
/// </summary>
public sealed class SecretBox(IDataProtectionProvider protection)
{
    /// <summary>Encrypts and authenticates; the same text gives another result each time.</summary>
    /// <param name="purpose">A stable name such as <c>Identity.NationalId</c>.</param>
    /// <param name="text">What to hide.</param>
    public string Seal(string purpose, string text) => Protector(purpose).Protect(text);

    /// <summary>Gives the text back.</summary>
    /// <exception cref="CryptographicException">It was sealed for another purpose, with keys that are gone, or was changed.</exception>
    public string Open(string purpose, string sealedText) => Protector(purpose).Unprotect(sealedText);

    private IDataProtector Protector(string purpose) => protection.CreateProtector("Training.SecretBox", purpose);
}

/// <summary>
/// Finds a sealed text again without opening every row: equal texts have equal hashes. An identity number has so few possible values that a
/// plain hash could be tried out; this one needs the key, which lies outside the database (HMAC-SHA-256, RFC 2104).
/// </summary>
public sealed class LookupHash
{
    /// <summary>Name of the key in the folder of keys.</summary>
    public const string FileName = "identity-lookup.key";

    private const int KeyLength = 32;

    private readonly Lazy<byte[]> _key;

    internal LookupHash(string folder) => _key = new Lazy<byte[]>(() => ReadOrMake(folder));

    /// <summary>64 hexadecimal digits.</summary>
    /// <param name="purpose">A stable name; the same text has another hash for another purpose.</param>
    /// <param name="text">The text in its one normal form.</param>
    public string Of(string purpose, string text)
        => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes($"{purpose}\0{text}")));

    // A second process that starts at the same moment must end with the same key: the file appears complete under its name, or not at all.
    private static byte[] ReadOrMake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            var draft = $"{path}.{Guid.CreateVersion7():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(draft, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeyLength));
                file.Flush(flushToDisk: true);
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

        var key = File.ReadAllBytes(path);
        return key.Length == KeyLength
            ? key
            : throw new InvalidOperationException($"The key {path} is damaged: it has {key.Length} bytes instead of {KeyLength}. Restore it from a backup of the data folder.");
    }
}

/// <summary>Puts the secrets into a site.</summary>
public static class SecretsExtensions
{
    /// <summary>Registers <see cref="SecretBox"/> and <see cref="LookupHash"/>; data protection must be registered too.</summary>
    /// <param name="services">The site's services.</param>
    /// <param name="folder">Where the keys lie: outside the database, readable by nobody but the site.</param>
    public static void AddSecrets(this IServiceCollection services, string folder)
    {
        services.AddSingleton<SecretBox>();
        services.AddSingleton(new LookupHash(folder));
    }
}
