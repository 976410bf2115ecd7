using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Contracts;
using Training.Identity.Reauthentication;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Phones;

/// <summary>Section <c>Phones</c>.</summary>
internal sealed class PhoneOptions
{
    /// <summary>Signatures that a phone can make without network before it needs new tickets.</summary>
    [Range(1, 100)]
    public int Tickets { get; set; } = 20;

    /// <summary>Days after which a ticket is over.</summary>
    [Range(1, 30)]
    public int TicketDays { get; set; } = 3;
}

internal sealed class SigningTickets(
    TrainingDbContext db, CurrentUser current, IOptions<PhoneOptions> options, IOptions<IdentityPasskeyOptions> passkeys, IHttpContextAccessor accessor, IAuditTrail audit, TimeProvider clock) : ISigningTickets
{
    private const int NonceBytes = 32;

    public int Stock => options.Value.Tickets;

    private string Domain => passkeys.Value.ServerDomain ?? accessor.HttpContext!.Request.Host.Host;

    public async Task<IReadOnlyList<GivenTicket>> GiveAsync(string name, string position, IReadOnlyCollection<Guid> held, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (userId, sessionId) = (current.UserId, current.SessionId);
        await db.Set<SigningTicket>().Where(t => t.SessionId == sessionId && t.UserId == userId && t.UsedAt == null && t.RevokedAt == null && !held.Contains(t.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, (DateTimeOffset?)now), ct);
        var left = await db.UsableTickets(now).CountAsync(t => t.SessionId == sessionId && t.UserId == userId, ct);
        var given = new List<GivenTicket>();
        while (left + given.Count < Stock)
        {
            var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
            var ticket = new SigningTicket
            {
                UserId = userId,
                SessionId = sessionId,
                NonceHash = SigningTicket.HashOf(nonce),
                Name = name,
                Position = position,
                GivenAt = now,
                ExpiresAt = now.AddDays(options.Value.TicketDays),
            };
            db.Add(ticket);
            given.Add(new GivenTicket(ticket.Id, Base64Url.EncodeToString(nonce), ticket.ExpiresAt));
        }

        audit.Add(new AuditEvent("Identity.TicketsGiven", "User", userId)
        {
            Facts = new Dictionary<string, string?> { ["count"] = $"{given.Count}", ["until"] = given.Count == 0 ? null : Show.Time(given[0].ExpiresAt), ["session"] = $"{sessionId}" },
        });
        return given;
    }

    public async Task<TicketHolder?> FindAsync(Guid ticketId, string nonce, CancellationToken ct)
        => await ReadAsync(ticketId, nonce, ct) is { } ticket
            && await db.Set<User>().Where(u => u.Id == ticket.UserId).Select(u => u.PersonId).SingleOrDefaultAsync(ct) is { } personId
                ? new TicketHolder(ticket.UserId, personId, ticket.Name, ticket.Position, ticket.GivenAt)
                : null;

    public async Task<OwnPasskeys> PasskeysAsync(CancellationToken ct)
    {
        var userId = current.UserId;
        var ids = await db.Set<IdentityUserPasskey<Guid>>().AsNoTracking().Where(p => p.UserId == userId).Select(p => p.CredentialId).ToListAsync(ct);
        return new OwnPasskeys(Domain, [.. ids.Select(id => Base64Url.EncodeToString(id))]);
    }

    public async Task<SigningProof> ConfirmAsync(SigningRequest request, TicketAnswer answer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var userId = current.UserId;
        var ticket = await ReadAsync(answer.TicketId, answer.Nonce, ct);
        if (ticket is null || ticket.UserId != userId)
        {
            throw new RuleViolation("Ticket.Unknown");
        }

        if (ticket.UsedAt is not null)
        {
            throw new RuleViolation("Ticket.Used");
        }

        if (ticket.ExpiresAt <= now)
        {
            throw new RuleViolation("Ticket.Expired", Show.Time(ticket.ExpiresAt));
        }

        if (!await db.UsableTickets(now).AnyAsync(t => t.Id == ticket.Id, ct))
        {
            throw new RuleViolation("Ticket.Revoked");
        }

        if (Read(answer, ticket, request) is not { } read
            || await db.Set<IdentityUserPasskey<Guid>>().AsNoTracking().SingleOrDefaultAsync(p => p.CredentialId == read.CredentialId && p.UserId == userId, ct) is not { } passkey)
        {
            throw new RuleViolation("Ticket.Unfit");
        }

        var signed = new SignedAssertion(passkey.Data.PublicKey, read.AuthenticatorData, read.ClientDataJson, read.Signature, read.Context, read.Nonce);
        if (!signed.Holds(request.Action, request.ContentHash) || !IsOfThisSite(signed))
        {
            throw new RuleViolation("Ticket.Unfit");
        }

        var assertion = new SigningAssertion
        {
            ProofId = ticket.Id,
            UserId = userId,
            CredentialId = read.CredentialId,
            PublicKey = signed.PublicKey,
            AuthenticatorData = signed.AuthenticatorData,
            ClientDataJson = signed.ClientDataJson,
            Signature = signed.Signature,
            Context = signed.Context,
            Nonce = signed.Nonce,
            ContentHash = request.ContentHash,
            SignedAt = now,
        };
        return new SigningProof(ticket.Id, Reauthenticator.RoomMethod, assertion, 0) { IsTicket = true };
    }

    // The framework's handler would also ask for a counter above the last one. Signatures of a phone arrive in any order; the ticket is what is used once.
    private static Answered? Read(TicketAnswer answer, SigningTicket ticket, SigningRequest request)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Assertion);
            var response = json.RootElement.GetProperty("response");
            byte[] Bytes(JsonElement of, string member) => Base64Url.DecodeFromChars(of.GetProperty(member).GetString());
            return new Answered(
                Bytes(json.RootElement, "rawId"),
                Bytes(response, "authenticatorData"),
                Bytes(response, "clientDataJSON"),
                Bytes(response, "signature"),
                SigningTicket.ContextOf(request.Action, ticket.UserId, ticket.Id, answer.ClaimedAt),
                Base64Url.DecodeFromChars(answer.Nonce));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private async Task<SigningTicket?> ReadAsync(Guid ticketId, string nonce, CancellationToken ct)
    {
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(nonce);
        }
        catch (FormatException)
        {
            return null;
        }

        var hash = SigningTicket.HashOf(bytes);
        return Base64Url.EncodeToString(bytes) == nonce ? await db.Set<SigningTicket>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == ticketId && t.NonceHash == hash, ct) : null;
    }

    // As for every other passkey of the site (PasskeyRules).
    private bool IsOfThisSite(SignedAssertion signed)
    {
        var request = accessor.HttpContext!.Request;
        var domain = Domain;
        using var client = JsonDocument.Parse(signed.ClientDataJson);
        return client.RootElement.GetProperty("origin").GetString() is { } origin
            && Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && (passkeys.Value.ServerDomain is null ? string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase) : from.Host == domain)
            && signed.AuthenticatorData.Length >= SHA256.HashSizeInBytes
            && SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(domain)).AsSpan().SequenceEqual(signed.AuthenticatorData.AsSpan(0, SHA256.HashSizeInBytes));
    }

    private sealed record Answered(byte[] CredentialId, byte[] AuthenticatorData, byte[] ClientDataJson, byte[] Signature, string Context, byte[] Nonce);
}
