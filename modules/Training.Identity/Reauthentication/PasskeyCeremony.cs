using System.Buffers.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Training.Identity.Users;

namespace Training.Identity.Reauthentication;

/// <summary>
/// The framework's WebAuthn, with a challenge of our own: its handler makes a random one, which we exchange in what it made. It then verifies
/// type, challenge, origin, domain, presence and verification of the user, signature and counter as for signing in.
/// </summary>
internal sealed class PasskeyCeremony(IPasskeyHandler<User> handler, IHttpContextAccessor accessor)
{
    private const string ChallengeMember = "challenge";

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("A passkey is asked for inside a request.");

    /// <summary>Options for <c>navigator.credentials.get()</c>, naming the passkeys of this user.</summary>
    public async Task<JsonNode> OptionsAsync(User user, byte[] challenge)
    {
        var options = JsonNode.Parse((await handler.MakeRequestOptionsAsync(user, Http)).RequestOptionsJson)!;
        options[ChallengeMember] = Base64Url.EncodeToString(challenge);
        return options;
    }

    /// <returns>The passkey as it is after this use, or null where the answer does not hold.</returns>
    public async Task<UserPasskeyInfo?> VerifyAsync(User user, byte[] challenge, string credentialJson)
    {
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = Http,
            CredentialJson = credentialJson,
            AssertionState = Exchange(await handler.MakeRequestOptionsAsync(user, Http), challenge),
        });
        return result.Succeeded && result.User.Id == user.Id ? result.Passkey : null;
    }

    // The state is the framework's own. If a later version writes it otherwise, signing stops here instead of accepting another challenge.
    private static string Exchange(PasskeyRequestOptionsResult made, byte[] challenge)
    {
        var random = Base64Url.DecodeFromChars(JsonNode.Parse(made.RequestOptionsJson)![ChallengeMember]!.GetValue<string>());
        var state = made.AssertionState is null ? null : JsonNode.Parse(made.AssertionState);
        if (state?[ChallengeMember]?.GetValue<string>() is not { } stored || !Convert.FromBase64String(stored).AsSpan().SequenceEqual(random))
        {
            throw new InvalidOperationException("The framework keeps the challenge of a passkey in another form than this version knows.");
        }

        state[ChallengeMember] = Convert.ToBase64String(challenge);
        return state.ToJsonString();
    }
}
