using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Factors;

/// <summary>What an account has besides its password, and whether what somebody typed is that.</summary>
internal sealed class SecondFactors(TrainingDbContext db, SecretBox box, TimeProvider clock)
{
    public const int RecoveryCodes = 10;

    private const int RecoveryCodeBytes = 10;
    private const int GroupLength = 4;

    /// <summary>Whether signing in to the account asks for a second step.</summary>
    public Task<bool> HasFactorAsync(Guid userId, CancellationToken ct) => db.Set<Authenticator>().AnyAsync(a => a.UserId == userId, ct);

    /// <summary>Whether the account has a passkey, which needs no second step.</summary>
    public Task<bool> HasPasskeyAsync(Guid userId, CancellationToken ct) => db.Set<IdentityUserPasskey<Guid>>().AnyAsync(p => p.UserId == userId, ct);

    /// <summary>Whether the code is the app's of this half minute, the one before or the one after, and was not used before, on any node.</summary>
    public async Task<bool> VerifyTotpAsync(User user, string code, CancellationToken ct)
    {
        if (await db.Set<Authenticator>().AsNoTracking().SingleOrDefaultAsync(a => a.UserId == user.Id, ct) is not { } authenticator
            || Totp.StepOf(Base32.Decode(box.Open(Authenticator.Purpose, authenticator.SealedSeed)), code, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        var used = 0;
        await db.WriteAsync(
            async inner => used = await db.Set<Authenticator>().Where(a => a.Id == authenticator.Id && a.LastStep < step)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.LastStep, step), inner),
            ct);
        return used == 1;
    }

    /// <summary>Uses up a recovery code.</summary>
    public async Task<bool> UseRecoveryCodeAsync(User user, string code, CancellationToken ct)
    {
        var (hash, now, used) = (HashOf(code), clock.GetUtcNow(), 0);
        await db.WriteAsync(
            async inner => used = await db.Set<RecoveryCode>().Where(c => c.UserId == user.Id && c.CodeHash == hash && c.UsedAt == null)
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), inner),
            ct);
        return used == 1;
    }

    /// <summary>How many recovery codes the account still has.</summary>
    public Task<int> RecoveryCodesLeftAsync(Guid userId, CancellationToken ct) => db.Set<RecoveryCode>().CountAsync(c => c.UserId == userId && c.UsedAt == null, ct);

    /// <summary>Replaces the account's recovery codes. Call it inside a write; this is the only moment the codes can be read.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(Guid userId, CancellationToken ct)
    {
        await db.Set<RecoveryCode>().Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Base32.Encode(RandomNumberGenerator.GetBytes(RecoveryCodeBytes)))];
        db.AddRange(codes.Select(code => new RecoveryCode { UserId = userId, CodeHash = HashOf(code) }));
        return [.. codes.Select(code => string.Join('-', code.Chunk(GroupLength).Select(group => new string(group))))];
    }

    /// <summary>Takes the app and the recovery codes from the account. Call it inside a write.</summary>
    public async Task RemoveAuthenticatorAsync(Guid userId, CancellationToken ct)
    {
        await db.Set<Authenticator>().Where(a => a.UserId == userId).ExecuteDeleteAsync(ct);
        await db.Set<RecoveryCode>().Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
    }

    /// <summary>Takes every passkey from the account; what they signed keeps their public keys. Call it inside a write.</summary>
    public Task RemovePasskeysAsync(Guid userId, CancellationToken ct) => db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == userId).ExecuteDeleteAsync(ct);

    // As people copy it from paper: any case, with or without the dashes.
    private static string HashOf(string code) => SecretToken.Hash(string.Concat(code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)));
}
