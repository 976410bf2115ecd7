using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Users;

namespace Training.Identity.Passwords;

/// <summary>Checks and makes password hashes, in turn and outside of any write.</summary>
internal sealed class PasswordCheck(TrainingDbContext db, IPasswordHasher<User> hasher, HashingQueue queue)
{
    // Compared against where there is no account, so that both answers take as long.
    private static readonly User Nobody = new() { DisplayName = "" };
    private static string? _nobodysHash;

    /// <summary>Compares the password with that of the account, or with nothing for as long. A hash of an old kind is made anew.</summary>
    /// <exception cref="SiteBusyException">Too many others are being compared.</exception>
    public async Task<bool> VerifyAsync(User? user, string password, CancellationToken ct)
    {
        var (result, newHash) = await queue.RunAsync(
            () =>
            {
                if (user?.PasswordHash is not { } hash)
                {
                    _nobodysHash ??= hasher.HashPassword(Nobody, "");
                    hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
                    return (PasswordVerificationResult.Failed, null);
                }

                var found = hasher.VerifyHashedPassword(user, hash, password);
                return (found, found == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(user, password) : null);
            },
            ct);
        if (newHash is not null)
        {
            await ReplaceAsync(user!, newHash, ct);
        }

        return result != PasswordVerificationResult.Failed;
    }

    /// <summary>The hash to store.</summary>
    public Task<string> HashAsync(User user, string password, CancellationToken ct) => queue.RunAsync(() => hasher.HashPassword(user, password), ct);

    // Only where nobody set another password meanwhile.
    private Task ReplaceAsync(User user, string newHash, CancellationToken ct)
    {
        var (id, old) = (user.Id, user.PasswordHash);
        return db.WriteAsync(
            inner => db.Set<User>().Where(u => u.Id == id && u.PasswordHash == old).ExecuteUpdateAsync(u => u.SetProperty(x => x.PasswordHash, newHash), inner), ct);
    }
}
