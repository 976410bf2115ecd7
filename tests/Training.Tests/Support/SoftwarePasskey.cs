using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Training.Tests.Support;

/// <summary>An authenticator in software: makes a passkey and signs with it as a phone would, with a P-256 key or an RSA key.</summary>
internal sealed class SoftwarePasskey(bool rsa = false, string origin = "https://localhost", string domain = "localhost")
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasKey = 0x40;

    private readonly ECDsa _elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA _rsa = RSA.Create(2048);
    private string _userHandle = "";

    public byte[] CredentialId { get; } = RandomNumberGenerator.GetBytes(32);

    public uint Counter { get; set; }

    /// <summary>False leaves out that the person was asked for a finger or a PIN.</summary>
    public bool VerifiesUser { get; set; } = true;

    public string Origin { get; set; } = origin;

    /// <summary>What <c>navigator.credentials.create()</c> answers.</summary>
    public string Create(string options)
    {
        using var asked = JsonDocument.Parse(options);
        _userHandle = asked.RootElement.GetProperty("user").GetProperty("id").GetString()!;
        var object_ = new CborWriter(CborConformanceMode.Ctap2Canonical);
        object_.WriteStartMap(3);
        object_.WriteTextString("fmt");
        object_.WriteTextString("none");
        object_.WriteTextString("attStmt");
        object_.WriteStartMap(0);
        object_.WriteEndMap();
        object_.WriteTextString("authData");
        object_.WriteByteString([.. Data(HasKey), .. new byte[16], 0, (byte)CredentialId.Length, .. CredentialId, .. CoseKey()]);
        object_.WriteEndMap();
        return Answer(new Dictionary<string, object?>
        {
            ["clientDataJSON"] = Text(ClientData("webauthn.create", asked)),
            ["attestationObject"] = Text(object_.Encode()),
            ["transports"] = new[] { "internal" },
        });
    }

    /// <summary>What <c>navigator.credentials.get()</c> answers.</summary>
    public string Get(string options)
    {
        using var asked = JsonDocument.Parse(options);
        Counter++;
        var (data, client) = (Data(0), ClientData("webauthn.get", asked));
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Answer(new Dictionary<string, object?>
        {
            ["clientDataJSON"] = Text(client),
            ["authenticatorData"] = Text(data),
            ["signature"] = Text(rsa
                ? _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : _elliptic.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = _userHandle,
        });
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private byte[] Data(byte more)
    {
        var data = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(domain)).CopyTo(data, 0);
        data[32] = (byte)(Present | (VerifiesUser ? Verified : 0) | more);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), Counter);
        return data;
    }

    private byte[] ClientData(string type, JsonDocument asked) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["type"] = type,
        ["challenge"] = asked.RootElement.GetProperty("challenge").GetString()!,
        ["origin"] = Origin,
        ["crossOrigin"] = false,
    });

    private string Answer(Dictionary<string, object?> response) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["id"] = Text(CredentialId),
        ["rawId"] = Text(CredentialId),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new Dictionary<string, string>(),
        ["response"] = response,
    });

    private byte[] CoseKey()
    {
        var key = new CborWriter(CborConformanceMode.Ctap2Canonical);
        void Number(int label, int value)
        {
            key.WriteInt32(label);
            key.WriteInt32(value);
        }

        void Bytes(int label, byte[] value)
        {
            key.WriteInt32(label);
            key.WriteByteString(value);
        }

        if (rsa)
        {
            var parameters = _rsa.ExportParameters(false);
            key.WriteStartMap(4);
            Number(1, 3);
            Number(3, -257);
            Bytes(-1, parameters.Modulus!);
            Bytes(-2, parameters.Exponent!);
        }
        else
        {
            var parameters = _elliptic.ExportParameters(false);
            key.WriteStartMap(5);
            Number(1, 2);
            Number(3, -7);
            Number(-1, 1);
            Bytes(-2, parameters.Q.X!);
            Bytes(-3, parameters.Q.Y!);
        }

        key.WriteEndMap();
        return key.Encode();
    }
}

/// <summary>What the site's script does with a passkey, over HTTP.</summary>
internal static class PasskeySteps
{
    /// <summary>Adds the passkey to the account of whoever is signed in.</summary>
    public static async Task<Answer> AddAsync(this Visitor visitor, SoftwarePasskey passkey, string name = "phone", string? password = Visitor.DemoPassword, string? code = null)
    {
        var page = await visitor.GetAsync("/account/passkeys");
        var values = new Dictionary<string, string?> { ["Input.Name"] = name };
        values["Input.Credential"] = passkey.Create(await visitor.AskAsync(page, values, "Options"));
        values["Input.Password"] = password;
        values["Input.Code"] = code;
        return await visitor.SubmitAsync(page, values);
    }

    /// <summary>Has the page's values signed by the passkey.</summary>
    /// <returns>The values with the passkey's answer.</returns>
    public static async Task<Dictionary<string, string?>> ConfirmAsync(this Visitor visitor, SoftwarePasskey passkey, Answer page, Dictionary<string, string?> values, string? button = null)
    {
        using var challenge = JsonDocument.Parse(await visitor.AskAsync(page, values, "Challenge", button));
        return new(values)
        {
            ["Input.Password"] = "",
            ["Input.ProofId"] = challenge.RootElement.GetProperty("proof").GetString(),
            ["Input.Assertion"] = passkey.Get(challenge.RootElement.GetProperty("options").GetRawText()),
        };
    }

    /// <summary>Signs in with the passkey, without a name and a password.</summary>
    /// <param name="visitor">Whose browser.</param>
    /// <param name="passkey">The passkey.</param>
    /// <param name="page">A page with a form, whose token is sent.</param>
    public static async Task<Answer> SignInAsync(this Visitor visitor, SoftwarePasskey passkey, string page = "/account/login")
    {
        var (_, form) = Visitor.FormOf(await visitor.GetAsync(page), []);
        var token = form.Where(f => f.Key.StartsWith('_')).ToList();
        var options = await visitor.PostAsync("/account/login/passkey?handler=Options", token);
        Assert.True(options.IsOk, $"{options.Status} {options.Text}");
        return await visitor.PostAsync("/account/login/passkey", [.. token, new("Credential", passkey.Get(options.Body))]);
    }

    private static async Task<string> AskAsync(this Visitor visitor, Answer page, Dictionary<string, string?> values, string handler, string? button = null)
    {
        var (address, fields) = Visitor.FormOf(page, values, button);
        var parts = address.Split('?');
        var with = parts.Length > 1 ? parts[1].Replace("handler=", "", StringComparison.Ordinal) : "";
        var answer = await visitor.PostAsync($"{parts[0]}?handler={handler}&with={with}", fields);
        Assert.True(answer.IsOk, $"{handler}: {answer.Status} {answer.Text}");
        return answer.Body;
    }
}
