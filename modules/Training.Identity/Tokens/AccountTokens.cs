using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Tokens;

/// <summary>Makes links that work once, and recognises them.</summary>
internal sealed class AccountTokens(TrainingDbContext db, TimeProvider clock)
{
    /// <summary>How long a link to set a password works, whoever asked for it.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromMinutes(30);

    /// <summary>Adds a token to the running write.</summary>
    /// <returns>What stands in the link; it cannot be read again.</returns>
    public string Add(TokenPurpose purpose, User? user, TimeSpan lifetime, string? email = null)
    {
        var token = SecretToken.Create();
        db.Add(new AccountToken
        {
            Purpose = purpose,
            UserId = user?.Id,
            TokenHash = SecretToken.Hash(token),
            Stamp = user?.SecurityStamp,
            Email = email,
            ExpiresAt = clock.GetUtcNow() + lifetime,
        });
        return token;
    }

    /// <summary>The token with its account, where it still counts.</summary>
    public async Task<(AccountToken Token, User? User)?> FindAsync(TokenPurpose purpose, string token, CancellationToken ct)
    {
        var (hash, now) = (SecretToken.Hash(token), clock.GetUtcNow());
        var found = await (from t in db.Set<AccountToken>()
                           join u in db.Set<User>() on t.UserId equals u.Id into users
                           from u in users.DefaultIfEmpty()
                           where t.TokenHash == hash && t.Purpose == purpose && t.UsedAt == null && t.ExpiresAt > now
                               && (purpose == TokenPurpose.FirstRun || (u != null && u.SecurityStamp == t.Stamp))
                           select new { Token = t, User = u }).AsNoTracking().SingleOrDefaultAsync(ct);
        return found is null ? null : (found.Token, found.User);
    }

    /// <summary>Uses the token up, in the running write.</summary>
    /// <returns>False where somebody was faster, or it has run out meanwhile.</returns>
    public async Task<bool> UseAsync(AccountToken token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Set<AccountToken>().Where(t => t.Id == token.Id && t.UsedAt == null && t.ExpiresAt > now)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.UsedAt, now), ct) == 1;
    }

    /// <summary>Uses up every token of a kind, in the running write.</summary>
    public Task UseUpAsync(TokenPurpose purpose, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Set<AccountToken>().Where(t => t.Purpose == purpose && t.UsedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.UsedAt, now), ct);
    }
}

/// <summary>Forgets links a day after they ran out.</summary>
internal sealed class PurgeAccountTokens(TrainingDbContext db, TimeProvider clock) : IBackgroundTask
{
    public TimeSpan Interval => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken ct)
    {
        var limit = clock.GetUtcNow().AddDays(-1);
        return db.WriteAsync(inner => db.Set<AccountToken>().Where(t => t.ExpiresAt < limit).ExecuteDeleteAsync(inner), ct);
    }
}
