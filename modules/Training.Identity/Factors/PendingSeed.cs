using System.Globalization;
using System.Security.Cryptography;
using Training.Modules;

namespace Training.Identity.Factors;

/// <summary>A seed that was shown and is not yet proved: the form carries it, sealed for the account and for a quarter of an hour.</summary>
internal sealed class PendingSeed(SecretBox box, TimeProvider clock)
{
    private const string Purpose = "Identity.PendingSeed";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public string Seal(byte[] seed, Guid userId)
        => box.Seal(Purpose, string.Create(CultureInfo.InvariantCulture, $"{userId:N}|{(clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds()}|{Base32.Encode(seed)}"));

    /// <summary>The seed, or null where the text was not made here, for somebody else or too long ago.</summary>
    public byte[]? Open(string? text, Guid userId)
    {
        try
        {
            return text is { Length: > 0 } && box.Open(Purpose, text).Split('|') is [var user, var until, var seed]
                && user == userId.ToString("N")
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()
                    ? Base32.Decode(seed)
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
