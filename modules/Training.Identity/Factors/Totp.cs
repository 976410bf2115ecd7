using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Training.Identity.Factors;

/// <summary>
/// Time-based one-time passwords: RFC 6238 with HMAC-SHA-1, 30 seconds and 6 digits, which is what authenticator apps make. The framework's
/// own provider accepts two steps before and after and the same code again; NIST SP 800-63B-4, 3.1.4.2 does not.
/// </summary>
internal static class Totp
{
    public const int Digits = 6;

    public const int SeedBytes = 20;

    private const int StepSeconds = 30;
    private const int Modulus = 1_000_000;

    /// <summary>The step that the time lies in.</summary>
    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>When the step begins.</summary>
    public static DateTimeOffset TimeOf(long step) => DateTimeOffset.FromUnixTimeSeconds(step * StepSeconds);

    /// <summary>The code of one step (RFC 4226, 5.3).</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 6238 as authenticator apps implement it; HMAC-SHA-1 is not broken.")]
    public static string CodeAt(byte[] seed, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(seed, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & int.MaxValue;
        return (number % Modulus).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>The step that the code belongs to: this one, the one before or the one after; null where it is none of them.</summary>
    public static long? StepOf(byte[] seed, string code, DateTimeOffset now)
    {
        var typed = Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiDigit)));
        long? found = null;
        foreach (var step in new[] { StepAt(now) - 1, StepAt(now), StepAt(now) + 1 })
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeAt(seed, step)), typed))
            {
                found = step;
            }
        }

        return found;
    }
}
