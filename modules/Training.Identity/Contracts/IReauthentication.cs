using System.ComponentModel.DataAnnotations;

namespace Training.Identity.Contracts;

/// <summary>What is about to be signed, or done under a fresh proof of who does it.</summary>
/// <param name="Action">Stable name, such as <c>Logbook.Sign</c>; at most 64 characters.</param>
/// <param name="ContentHash">SHA-256 of the canonical content, 64 lower-case hex digits.</param>
public sealed record SigningRequest(string Action, string ContentHash)
{
    /// <summary>It gives the account a second factor; where there is none yet, the password is enough.</summary>
    internal bool Enrols { get; init; }
}

/// <summary>The fields that <c>&lt;reauthenticate&gt;</c> adds to a form. The page's input model inherits them.</summary>
public abstract class SigningInput
{
    /// <summary>The password; empty where a passkey signs.</summary>
    [DataType(DataType.Password), StringLength(256)]
    public string? Password { get; set; }

    /// <summary>Six digits of the authenticator app, where the account has one.</summary>
    [StringLength(12)]
    public string? Code { get; set; }

    /// <summary>The challenge that the passkey answered.</summary>
    public Guid? ProofId { get; set; }

    /// <summary>The passkey's answer: the JSON of a WebAuthn assertion.</summary>
    [StringLength(16_000)]
    public string? Assertion { get; set; }
}

/// <summary>Why a proof was refused.</summary>
public enum SigningRefusal
{
    /// <summary>Nothing was given: a session alone proves nothing.</summary>
    Missing,

    /// <summary>The password or the code is wrong.</summary>
    Wrong,

    /// <summary>The passkey's answer does not fit: other content, other session, too old, used before, or not this person's passkey.</summary>
    Unfit,

    /// <summary>Six wrong ones in a row: signing is locked for half an hour. Signing in is not.</summary>
    Locked,

    /// <summary>The account has neither passkey nor authenticator app, and a password alone does not sign outside demo mode.</summary>
    NoFactor,
}

/// <summary>What <see cref="IReauthentication.ConfirmAsync"/> found. A confirmed one can be consumed once, for what it was made for.</summary>
public sealed class SigningProof
{
    internal SigningProof(Guid id, string method, Reauthentication.SigningAssertion? assertion, uint signCount)
        => (Id, Method, Assertion, SignCount) = (id, method, assertion, signCount);

    internal SigningProof(SigningRefusal refusal) => Refusal = refusal;

    /// <summary>Null where it is confirmed.</summary>
    public SigningRefusal? Refusal { get; }

    /// <summary>Of the proof; a passkey's assertion is kept under it.</summary>
    public Guid Id { get; }

    /// <summary>As it stands on the record: <c>passkey</c>, <c>passkey+room</c>, <c>password+totp</c> or <c>password</c>.</summary>
    public string Method { get; } = "";

    internal Reauthentication.SigningAssertion? Assertion { get; }

    internal uint SignCount { get; }

    /// <summary>It was made with a ticket instead of a challenge of the site.</summary>
    internal bool IsTicket { get; init; }
}

/// <summary>A passkey's signature with everything needed to verify it without this site.</summary>
/// <param name="PublicKey">COSE key, as it was when it signed.</param>
/// <param name="AuthenticatorData">As the device sent it.</param>
/// <param name="ClientDataJson">As the browser sent it; its challenge is SHA-256(context ‖ content hash ‖ nonce).</param>
/// <param name="Signature">Over authenticator data ‖ SHA-256(client data).</param>
/// <param name="Context">UTF-8 text that begins the challenge: form, action, account, proof and time.</param>
/// <param name="Nonce">32 random bytes that end the challenge.</param>
public sealed record SignedAssertion(byte[] PublicKey, byte[] AuthenticatorData, byte[] ClientDataJson, byte[] Signature, string Context, byte[] Nonce)
{
    /// <summary>Whether the key that stands here signed this action and content; the same checks as tests/verify-signature.mjs makes.</summary>
    /// <param name="action">As in the <see cref="SigningRequest"/>.</param>
    /// <param name="contentHash">As in the <see cref="SigningRequest"/>, computed anew from what is shown.</param>
    public bool Holds(string action, string contentHash) => Reauthentication.AssertionCheck.Holds(this, action, contentHash);
}

/// <summary>
/// Proof, at the moment of signing, that the person at the keyboard is the one who signed in: fresh, for one session, one action and one
/// content, and usable once (src/docs/decisions/0013).
/// </summary>
public interface IReauthentication
{
    /// <summary>
    /// Begins a passkey's signature: stores a challenge that is good for five minutes and commits to the content.
    /// </summary>
    /// <returns>JSON with <c>proof</c> (the id to send back) and <c>options</c> for <c>navigator.credentials.get()</c>.</returns>
    Task<string> ChallengeAsync(SigningRequest request, CancellationToken ct);

    /// <summary>
    /// Checks the passkey's answer, or the password and the code. Call it before the write begins: comparing a password is slow on purpose.
    /// Six wrong ones in a row lock signing for the account.
    /// </summary>
    Task<SigningProof> ConfirmAsync(SigningRequest request, SigningInput input, CancellationToken ct);

    /// <summary>Uses the proof up, inside the write that it is for; the evidence of a passkey is stored with it.</summary>
    /// <exception cref="Modules.RuleViolation">It was used before, is too old or was made for something else; nothing is stored.</exception>
    Task ConsumeAsync(SigningProof proof, SigningRequest request, CancellationToken ct);

    /// <summary>The passkeys' signatures that were stored with these proofs, by proof; none for another method. One statement.</summary>
    Task<IReadOnlyDictionary<Guid, SignedAssertion>> FindAssertionsAsync(IReadOnlyCollection<Guid> proofIds, CancellationToken ct);
}
