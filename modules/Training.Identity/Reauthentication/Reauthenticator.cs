using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Contracts;
using Training.Identity.Factors;
using Training.Identity.Passwords;
using Training.Identity.Phones;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Reauthentication;

internal sealed class Reauthenticator(
    TrainingDbContext db,
    CurrentUser current,
    UserManager<User> users,
    PasswordCheck passwords,
    SecondFactors secondFactors,
    FactorReader factors,
    SigningAttempts attempts,
    PasskeyCeremony ceremony,
    TimeProvider clock) : IReauthentication
{
    public const string PasskeyMethod = "passkey";
    public const string TotpMethod = "password+totp";
    public const string PasswordMethod = "password";

    /// <summary>A passkey, without network, with a ticket (src/docs/decisions/0023).</summary>
    public const string RoomMethod = "passkey+room";

    public async Task<string> ChallengeAsync(SigningRequest request, CancellationToken ct)
    {
        var user = await UserAsync();
        var proof = Proof.Of(user.Id, current.SessionId, request, clock.GetUtcNow());
        db.Add(proof);
        await db.SaveChangesAsync(ct);
        return new JsonObject { ["proof"] = proof.Id.ToString(), ["options"] = await ceremony.OptionsAsync(user, proof.Challenge) }.ToJsonString();
    }

    public async Task<SigningProof> ConfirmAsync(SigningRequest request, SigningInput input, CancellationToken ct)
    {
        var byPasskey = !string.IsNullOrEmpty(input.Assertion);
        if (!byPasskey && string.IsNullOrEmpty(input.Password))
        {
            return new SigningProof(SigningRefusal.Missing);
        }

        var user = await UserAsync();
        if (await attempts.BeginAsync(user.Id, ct) is not { } attempt)
        {
            return new SigningProof(SigningRefusal.Locked);
        }

        var result = byPasskey ? await ByPasskeyAsync(user, request, input, ct) : await ByPasswordAsync(user, request, input, ct);
        if (result.Refusal is null)
        {
            await attempts.ClearAsync(user.Id, ct);
            return result;
        }

        await attempts.FailAsync(user, request.Action, attempt, ct);
        return attempt >= SigningAttempts.Most ? new SigningProof(SigningRefusal.Locked) : result;
    }

    public async Task ConsumeAsync(SigningProof proof, SigningRequest request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? usedAt = now;
        var (userId, sessionId) = (current.UserId, current.SessionId);
        var used = proof.Refusal is not null ? 0 : proof.IsTicket ? await UseTicketAsync(proof, request, now, ct) : await db.Set<Proof>()
            .Where(p => p.Id == proof.Id && p.UserId == userId && p.SessionId == sessionId && p.Action == request.Action
                && p.ContentHash == request.ContentHash && p.UsedAt == null && p.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.UsedAt, usedAt).SetProperty(p => p.Method, proof.Method), ct);
        if (used != 1)
        {
            throw proof.IsTicket ? new RuleViolation("Ticket.Used") : Unfit();
        }

        if (proof.Assertion is { } assertion)
        {
            // A passkey that was removed since has no say any more.
            var passkey = await db.Set<IdentityUserPasskey<Guid>>().AsTracking()
                .SingleOrDefaultAsync(p => p.CredentialId == assertion.CredentialId && p.UserId == userId, ct) ?? throw Unfit();
            passkey.Data.SignCount = Math.Max(passkey.Data.SignCount, proof.SignCount);
            db.Add(assertion);
        }
    }

    public async Task<IReadOnlyDictionary<Guid, SignedAssertion>> FindAssertionsAsync(IReadOnlyCollection<Guid> proofIds, CancellationToken ct) => proofIds.Count == 0
        ? new Dictionary<Guid, SignedAssertion>()
        : await db.Set<SigningAssertion>().AsNoTracking().Where(a => proofIds.Contains(a.ProofId))
            .ToDictionaryAsync(a => a.ProofId, a => new SignedAssertion(a.PublicKey, a.AuthenticatorData, a.ClientDataJson, a.Signature, a.Context, a.Nonce), ct);

    // The ticket says nothing about what is signed with it; the signature does, which was checked for this request.
    private Task<int> UseTicketAsync(SigningProof proof, SigningRequest request, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? usedAt = now;
        var userId = current.UserId;
        return proof.Assertion is { } assertion && assertion.ContentHash == request.ContentHash && assertion.Context.Split('\n')[1] == request.Action
            ? db.UsableTickets(now).Where(t => t.Id == proof.Id && t.UserId == userId).ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, usedAt), ct)
            : Task.FromResult(0);
    }

    private static RuleViolation Unfit() => new("Reauthentication.Unfit") { Field = "Input.Password", Status = 401 };

    private async Task<User> UserAsync() => await users.FindByIdAsync(current.UserId.ToString()) ?? throw new InvalidOperationException("The account is gone.");

    private async Task<SigningProof> ByPasskeyAsync(User user, SigningRequest request, SigningInput input, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Set<Proof>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == input.ProofId, ct) is not { UsedAt: null } proof
            || proof.UserId != user.Id || proof.SessionId != current.SessionId || proof.Action != request.Action
            || proof.ContentHash != request.ContentHash || proof.ExpiresAt <= now
            || await ceremony.VerifyAsync(user, proof.Challenge, input.Assertion!) is not { } passkey)
        {
            return new SigningProof(SigningRefusal.Unfit);
        }

        // The framework has read this JSON before and found it whole.
        using var credential = JsonDocument.Parse(input.Assertion!);
        var response = credential.RootElement.GetProperty("response");
        byte[] Bytes(string member) => Base64Url.DecodeFromChars(response.GetProperty(member).GetString());
        var assertion = new SigningAssertion
        {
            ProofId = proof.Id,
            UserId = user.Id,
            CredentialId = passkey.CredentialId,
            PublicKey = passkey.PublicKey,
            AuthenticatorData = Bytes("authenticatorData"),
            ClientDataJson = Bytes("clientDataJSON"),
            Signature = Bytes("signature"),
            Context = proof.Context,
            Nonce = proof.Nonce,
            ContentHash = proof.ContentHash,
            SignedAt = now,
        };
        return new SigningProof(proof.Id, PasskeyMethod, assertion, passkey.SignCount);
    }

    private async Task<SigningProof> ByPasswordAsync(User user, SigningRequest request, SigningInput input, CancellationToken ct)
    {
        var own = await factors.ReadAsync(ct);
        var enough = own.PasswordAlone || (request.Enrols && own.None);
        if (!own.Totp && !enough)
        {
            return new SigningProof(SigningRefusal.NoFactor);
        }

        // The code is looked at only after the password, and is used up by it.
        if (!await passwords.VerifyAsync(user, input.Password!, ct) || (own.Totp && !await secondFactors.VerifyTotpAsync(user, input.Code ?? "", ct)))
        {
            return new SigningProof(SigningRefusal.Wrong);
        }

        var proof = Proof.Of(user.Id, current.SessionId, request, clock.GetUtcNow());
        db.Add(proof);
        await db.SaveChangesAsync(ct);
        return new SigningProof(proof.Id, own.Totp ? TotpMethod : PasswordMethod, null, 0);
    }
}
