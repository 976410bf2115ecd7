using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Training.Audit.Checkpoints;

/// <summary>
/// A checkpoint as text: a C2SP tlog-checkpoint (origin, size, root) in a C2SP signed note. The signature is of type 0x02: ECDSA over P-256
/// with SHA-256 in DER form, its key id the first four bytes of the SHA-256 of the public key as SubjectPublicKeyInfo.
/// </summary>
internal static class CheckpointNote
{
    private const string SignaturePrefix = "\u2014 ";
    private const int KeyIdLength = 4;

    /// <summary>First bytes of SHA-256 of the SubjectPublicKeyInfo.</summary>
    public static byte[] KeyId(ECDsa key) => SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..KeyIdLength];

    /// <summary>Signs the root of a tree.</summary>
    public static string Sign(string origin, long size, byte[] root, ECDsa key)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{origin}\n{size}\n{Convert.ToBase64String(root)}\n");
        var signature = key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return $"{text}\n{SignaturePrefix}{origin} {Convert.ToBase64String([.. KeyId(key), .. signature])}\n";
    }

    /// <summary>Reads a note that one of these keys has signed.</summary>
    /// <returns>Size and root; null where it is no checkpoint, or no key verifies it.</returns>
    public static (long Size, byte[] Root)? Open(string note, IEnumerable<ECDsa> keys)
    {
        var gap = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0 || !note.EndsWith('\n'))
        {
            return null;
        }

        var text = note[..(gap + 1)];
        var lines = text.Split('\n');
        if (lines.Length < 4
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || lines[1] != size.ToString(CultureInfo.InvariantCulture)
            || Decode(lines[2]) is not { Length: SHA256.HashSizeInBytes } root)
        {
            return null;
        }

        var signatures = note[(gap + 2)..].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return keys.Any(key => signatures.Any(line => IsSignedBy(line, lines[0], text, key))) ? (size, root) : null;
    }

    private static bool IsSignedBy(string line, string origin, string text, ECDsa key)
        => line.StartsWith(SignaturePrefix, StringComparison.Ordinal)
            && line[SignaturePrefix.Length..].Split(' ') is [var name, var encoded]
            && name == origin
            && Decode(encoded) is { Length: > KeyIdLength } signature
            && signature.AsSpan(0, KeyIdLength).SequenceEqual(KeyId(key))
            && key.VerifyData(Encoding.UTF8.GetBytes(text), signature.AsSpan(KeyIdLength), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
