using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Accounts;

/// <summary>Disables accounts, brings them back and ends their sessions. Call inside a write.</summary>
internal sealed class AccountControl(TrainingDbContext db, ICurrentUser actor, IAuditTrail audit, GrantLetters letters, TimeProvider clock)
{
    /// <summary>Nobody can sign in with it any more, and whoever is signed in is out at the next request.</summary>
    /// <exception cref="RuleViolation">It is one's own, or that of the last administrator, or somebody was faster.</exception>
    public async Task DisableAsync(Guid userId, string reason, CancellationToken ct)
    {
        await db.LockGrantsAsync(ct);
        var user = await SomebodyElseAsync(userId, ct);
        if (user.DisabledAt is not null)
        {
            throw new RuleViolation("Form.Stale");
        }

        var today = clock.Today();
        if (await db.RoleGrants.AnyAsync(g => g.UserId == userId && g.Role == Roles.Administrator && (g.To == null || g.To >= today), ct)
            && !await db.AdministratorStaysAsync(today, null, userId, ct))
        {
            throw new RuleViolation("Grant.LastAdministrator");
        }

        (user.DisabledAt, user.DisabledReason) = (clock.GetUtcNow(), reason.Trim());
        EndSessions(user);
        audit.Add(await EventAsync("Identity.AccountDisabled", user, reason, ct));
        letters.Disabled(user, user.DisabledReason);
    }

    /// <summary>The account can be used again, with the grants it has.</summary>
    /// <exception cref="RuleViolation">It is one's own, or somebody was faster.</exception>
    public async Task EnableAsync(Guid userId, string reason, CancellationToken ct)
    {
        await db.LockGrantsAsync(ct);
        var user = await SomebodyElseAsync(userId, ct);
        if (user.DisabledAt is null)
        {
            throw new RuleViolation("Form.Stale");
        }

        (user.DisabledAt, user.DisabledReason) = (null, null);
        audit.Add(await EventAsync("Identity.AccountEnabled", user, reason, ct));
        letters.Enabled(user, reason.Trim());
    }

    /// <summary>Whoever is signed in with it must sign in again.</summary>
    public async Task EndSessionsAsync(Guid userId, string reason, CancellationToken ct)
    {
        var user = await db.Users.SingleAsync(u => u.Id == userId, ct);
        EndSessions(user);
        audit.Add(await EventAsync("Identity.SessionsEnded", user, reason, ct));
    }

    // The stamp stands in every session of the account and is compared on every request.
    private static void EndSessions(User user) => user.SecurityStamp = Guid.CreateVersion7().ToString("N");

    private async Task<User> SomebodyElseAsync(Guid userId, CancellationToken ct)
    {
        var user = await db.Users.SingleAsync(u => u.Id == userId, ct);
        await db.Entry(user).ReloadAsync(ct);
        return userId == actor.UserId ? throw new RuleViolation("Account.Own") : user;
    }

    private async Task<AuditEvent> EventAsync(string action, User user, string reason, CancellationToken ct) => new(action, nameof(User), user.Id)
    {
        HospitalIds = await db.RoleGrants.Where(g => g.UserId == user.Id && g.HospitalId != null).Select(g => g.HospitalId!.Value).Distinct().ToListAsync(ct),
        Reason = reason.Trim(),
    };
}
