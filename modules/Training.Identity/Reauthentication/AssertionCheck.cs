using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Training.Identity.Contracts;

namespace Training.Identity.Reauthentication;

/// <summary>
/// Verifies a stored signature of a passkey from nothing but what is stored, whenever it is shown: what the device signed commits to the content by
/// its challenge (src/docs/decisions/0013), so neither can be changed without the other.
/// </summary>
internal static class AssertionCheck
{
    private const int NonceLength = 32;
    private const int ContextLines = 6;
    private const int DomainHashLength = 32;
    private const int ShortestData = 37;
    private const byte PresentAndVerified = 0x05;

    private const int Kind = 1;
    private const int Algorithm = 3;
    private const int Es256 = -7;
    private const int Rs256 = -257;

    public static bool Holds(SignedAssertion signed, string action, string contentHash)
    {
        try
        {
            return IsAbout(signed, action, contentHash) && IsVerified(signed.AuthenticatorData)
                && IsSigned(signed.PublicKey, [.. signed.AuthenticatorData, .. SHA256.HashData(signed.ClientDataJson)], signed.Signature);
        }
        catch (Exception exception) when (exception is CryptographicException or CborContentException or JsonException or FormatException or InvalidOperationException
            or KeyNotFoundException or OverflowException)
        {
            // Bytes that can not even be read are no signature.
            return false;
        }
    }

    // The challenge is of this action and content, and the answer to it was given at the site whose passkey it is.
    private static bool IsAbout(SignedAssertion signed, string action, string contentHash)
    {
        var context = signed.Context.Split('\n');
        if (context.Length != ContextLines || context[0] is not ("training.sign/1" or "training.room/1") || context[1] != action || context[^1].Length > 0 || signed.Nonce.Length != NonceLength)
        {
            return false;
        }

        byte[] committed = [.. Encoding.UTF8.GetBytes(signed.Context), .. Convert.FromHexString(contentHash), .. signed.Nonce];
        using var client = JsonDocument.Parse(signed.ClientDataJson);
        var said = client.RootElement;
        return said.GetProperty("type").GetString() == "webauthn.get"
            && said.GetProperty("challenge").GetString() == Base64Url.EncodeToString(SHA256.HashData(committed))
            && !(said.TryGetProperty("crossOrigin", out var crossOrigin) && crossOrigin.ValueKind == JsonValueKind.True)
            && Uri.TryCreate(said.GetProperty("origin").GetString(), UriKind.Absolute, out var origin)
            && IsOf(origin.Host, signed.AuthenticatorData);
    }

    // A passkey belongs to the host or to a domain above it.
    private static bool IsOf(string host, byte[] data)
    {
        var parts = host.Split('.');
        return data.Length >= ShortestData
            && parts.Index().Any(part => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('.', parts[part.Index..]))).AsSpan().SequenceEqual(data.AsSpan(0, DomainHashLength)));
    }

    private static bool IsVerified(byte[] data) => data.Length >= ShortestData && (data[DomainHashLength] & PresentAndVerified) == PresentAndVerified;

    private static bool IsSigned(byte[] key, byte[] data, byte[] signature)
    {
        var fields = Read(key);
        switch (fields[Algorithm])
        {
            case Es256 when fields[Kind] is 2 && fields[-1] is 1:
                using (var elliptic = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = (byte[])fields[-2], Y = (byte[])fields[-3] } }))
                {
                    return elliptic.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
                }

            case Rs256 when fields[Kind] is 3:
                using (var rsa = RSA.Create(new RSAParameters { Modulus = (byte[])fields[-1], Exponent = (byte[])fields[-2] }))
                {
                    return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                }

            default:
                return false;
        }
    }

    // A COSE key: a small map of whole numbers to whole numbers and bytes.
    private static Dictionary<int, object> Read(byte[] key)
    {
        var reader = new CborReader(key, CborConformanceMode.Ctap2Canonical);
        var fields = new Dictionary<int, object>();
        for (var left = reader.ReadStartMap(); left > 0; left--)
        {
            var label = reader.ReadInt32();
            fields[label] = reader.PeekState() == CborReaderState.ByteString ? reader.ReadByteString() : reader.ReadInt32();
        }

        reader.ReadEndMap();
        return fields;
    }
}
