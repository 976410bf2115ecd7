using Training.Identity.Phones;

namespace Training.Identity.Contracts;

/// <summary>A right to sign once without network, as it is handed to a phone; the site keeps only a hash of its nonce.</summary>
/// <param name="Id">Of the ticket; a signature's assertion is kept under it.</param>
/// <param name="Nonce">32 random bytes, base64url: the end of the challenge that the passkey signs.</param>
/// <param name="ExpiresAt">The signature has to have reached the site by then, by the site's clock.</param>
public sealed record GivenTicket(Guid Id, string Nonce, DateTimeOffset ExpiresAt);

/// <summary>To whom a ticket was given, and the words that stand below what is signed with it.</summary>
/// <param name="UserId">The account.</param>
/// <param name="PersonId">The practitioner behind it.</param>
/// <param name="Name">As the person was called when the ticket was given.</param>
/// <param name="Position">Their position then.</param>
/// <param name="GivenAt">When, UTC.</param>
public sealed record TicketHolder(Guid UserId, Guid PersonId, string Name, string Position, DateTimeOffset GivenAt);

/// <summary>The passkeys of an account, for <c>navigator.credentials.get()</c>.</summary>
/// <param name="Domain">The site they belong to.</param>
/// <param name="CredentialIds">Base64url; empty where the account has none.</param>
public sealed record OwnPasskeys(string Domain, IReadOnlyList<string> CredentialIds);

/// <summary>What a phone without network brings as proof.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="Nonce">Its nonce, base64url.</param>
/// <param name="ClaimedAt">When the phone says it was signed; part of what was signed, and decides nothing.</param>
/// <param name="Assertion">The JSON of the passkey's answer.</param>
public sealed record TicketAnswer(Guid TicketId, string Nonce, DateTimeOffset ClaimedAt, string Assertion);

/// <summary>
/// Single-use tickets for signing by passkey without network (src/docs/decisions/0023). A ticket ends by use, by time, with the session that it
/// was given to, with a change of the account's roles, and when its owner says so.
/// </summary>
public interface ISigningTickets
{
    /// <summary>Most that one session holds at a time.</summary>
    int Stock { get; }

    /// <summary>Fills the stock of this session. Call inside a write, behind a fresh proof.</summary>
    /// <param name="name">Of whoever asks, as it is to stand below what they sign.</param>
    /// <param name="position">Their position in words.</param>
    /// <param name="held">Tickets that the phone still needs; others of this session are taken back, since a lost answer may have held them.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<GivenTicket>> GiveAsync(string name, string position, IReadOnlyCollection<Guid> held, CancellationToken ct);

    /// <summary>To whom the ticket was given, whatever its state; null where there is none with this nonce.</summary>
    Task<TicketHolder?> FindAsync(Guid ticketId, string nonce, CancellationToken ct);

    /// <summary>What a phone needs to ask for a passkey of whoever makes the request, without network.</summary>
    Task<OwnPasskeys> PasskeysAsync(CancellationToken ct);

    /// <summary>
    /// Checks a signature that was made with a ticket; the result is used up by <see cref="IReauthentication.ConsumeAsync"/>. For whoever makes the
    /// request, see <see cref="IActing"/>.
    /// </summary>
    /// <exception cref="Modules.RuleViolation">The ticket is unknown, used, over or taken back, or the passkey signed something else; which one is said.</exception>
    Task<SigningProof> ConfirmAsync(SigningRequest request, TicketAnswer answer, CancellationToken ct);
}

/// <summary>A key of a phone that speaks for one account; the phone never lets its private half out.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserId">The account.</param>
/// <param name="PersonId">The practitioner behind it.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo of a P-256 key.</param>
/// <param name="RevokedAt">Since when it says nothing any more; null while it does.</param>
public sealed record DeviceKeyInfo(Guid Id, Guid UserId, Guid PersonId, byte[] PublicKey, DateTimeOffset? RevokedAt)
{
    /// <summary>Whether the key signed the text: ECDSA with SHA-256, the signature as r ‖ s (IEEE P1363).</summary>
    public bool Holds(string text, byte[] signature) => DeviceKey.Verify(PublicKey, text, signature);
}

/// <summary>Keys of phones (src/docs/decisions/0023).</summary>
public interface IDeviceKeys
{
    /// <summary>Binds a key to whoever makes the request; the same key again is the same id. Call inside a write.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo of a P-256 key, base64url.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="Modules.RuleViolation">It is no such key, it is somebody else's or was revoked, or there are too many.</exception>
    Task<Guid> RegisterAsync(string publicKey, CancellationToken ct);

    /// <summary>One key, revoked or not; null where there is none.</summary>
    Task<DeviceKeyInfo?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>The keys of these people that are not revoked; one statement.</summary>
    Task<IReadOnlyList<DeviceKeyInfo>> OfPeopleAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct);
}

/// <summary>
/// Does something in the name of an account that is not the request's own, where what arrived proves that the person asked for it: a signature of
/// their phone or of their passkey, checked before. Nothing else is a reason (src/docs/decisions/0023).
/// </summary>
public interface IActing
{
    /// <summary>Runs the work in services of its own, in which the account makes the request, with the rights that it has now.</summary>
    /// <returns>What the work returns; default where the account can not be used any more.</returns>
    Task<T?> AsAsync<T>(Guid userId, Func<IServiceProvider, Task<T>> work, CancellationToken ct);
}
