using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Training.Identity.Sessions;

/// <summary>What only its holder knows: 256 random bits. The database keeps a hash, so that reading it lets nobody in.</summary>
internal static class SecretToken
{
    public const int HashLength = 64;

    private const int Bytes = 32;

    public static string Create() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
