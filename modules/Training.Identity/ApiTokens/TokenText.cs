using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Training.Modules;

namespace Training.Identity.ApiTokens;

/// <summary>
/// How a token looks: <c>trn_</c>, 32 random characters (190 bits), six characters of checksum. The beginning lets scanners find a token that
/// was published by mistake; the checksum tells a token from a similar word without asking the database.
/// </summary>
internal static class TokenText
{
    public const string Prefix = "trn_";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Known = SearchValues.Create(Digits);

    private const int RandomLength = 32;
    private const int ChecksumLength = 6;

    public static string Create()
    {
        var random = RandomNumberGenerator.GetString(Digits, RandomLength);
        return Prefix + random + ChecksumOf(random);
    }

    public static bool IsWellFormed(string token)
        => token.Length == Prefix.Length + RandomLength + ChecksumLength
            && token.StartsWith(Prefix, StringComparison.Ordinal)
            && token.AsSpan(Prefix.Length).IndexOfAnyExcept(Known) < 0
            && token.EndsWith(ChecksumOf(token.Substring(Prefix.Length, RandomLength)), StringComparison.Ordinal);

    public static string HashOf(string token) => CanonicalJson.HashOf(token);

    private static string ChecksumOf(string random)
    {
        var rest = new BigInteger(SHA256.HashData(Encoding.ASCII.GetBytes(random)), isUnsigned: true);
        var checksum = new char[ChecksumLength];
        for (var i = 0; i < ChecksumLength; i++)
        {
            rest = BigInteger.DivRem(rest, Digits.Length, out var digit);
            checksum[i] = Digits[(int)digit];
        }

        return new string(checksum);
    }
}
