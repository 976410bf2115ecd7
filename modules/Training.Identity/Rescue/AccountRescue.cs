using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Account;
using Training.Identity.Accounts;
using Training.Identity.Contracts;
using Training.Identity.Factors;
using Training.Identity.Grants;
using Training.Identity.Tokens;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Rescue;

/// <summary>An account whose owner needs help to get in, with what shows an administrator whom it is about.</summary>
/// <param name="User">The account.</param>
/// <param name="Positions">Where the person works today.</param>
/// <param name="HasApp">It has an authenticator app, and recovery codes with it.</param>
/// <param name="Passkeys">How many passkeys it has.</param>
internal sealed record RescuedAccount(User User, IReadOnlyList<string> Positions, bool HasApp, int Passkeys);

/// <summary>
/// Helps people back into their account, under the rule for disabling one: never one's own. Nobody learns or sets a password by it; the way
/// in stays the mailbox of the owner.
/// </summary>
internal sealed class AccountRescue(
    TrainingDbContext db, ICurrentUser actor, IPeople people, IOrganizations organizations, SecondFactors factors, AccountTokens tokens, AccountChanges changes,
    AccountHospitals hospitals, GrantLetters letters, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>The account; null where there is none, or it is one's own or a second one of one's own.</summary>
    public async Task<RescuedAccount?> FindAsync(Guid userId, CancellationToken ct)
    {
        var found = await db.Set<User>().AsNoTracking().Where(u => u.Id == userId).Select(u => new
        {
            User = u,
            HasApp = db.Set<Authenticator>().Any(a => a.UserId == u.Id),
            Passkeys = db.Set<IdentityUserPasskey<Guid>>().Count(p => p.UserId == u.Id),
        }).SingleOrDefaultAsync(ct);
        if (found is null || userId == actor.UserId || (found.User.PersonId is { } own && own == actor.PersonId))
        {
            return null;
        }

        var directory = await organizations.GetAsync(ct);
        var appointments = found.User.PersonId is { } person ? await people.AppointmentsOnAsync(person, clock.Today(), ct) : [];
        return new RescuedAccount(
            found.User, [.. appointments.Select(a => $"{a.Position}, {a.Department}, {directory.Hospital(a.HospitalId).Display}")], found.HasApp, found.Passkeys);
    }

    /// <summary>In the running write: mails the owner a link to set a password.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="root">How the link begins.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">The account is disabled.</exception>
    public async Task SendLinkAsync(RescuedAccount account, string root, CancellationToken ct)
    {
        var user = account.User;
        if (user.DisabledAt is not null)
        {
            throw new RuleViolation("Rescue.Link.Disabled");
        }

        letters.PasswordLink(user, $"{root}/account/reset/{tokens.Add(TokenPurpose.PasswordReset, user, AccountTokens.ResetLifetime)}");
        audit.Add(new AuditEvent("Identity.PasswordLinkSent", nameof(User), user.Id) { HospitalIds = await hospitals.OfAsync(user.Id, ct) });
    }

    /// <summary>In the running write: takes lost factors away, ends every session of the account and tells the owner.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="app">The authenticator app with its recovery codes.</param>
    /// <param name="passkeys">Every passkey.</param>
    /// <param name="reason">Why.</param>
    /// <param name="method">How the administrator proved who they are.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">Nothing was chosen, or it is not there any more.</exception>
    public async Task RemoveFactorsAsync(RescuedAccount account, bool app, bool passkeys, string reason, string method, CancellationToken ct)
    {
        if (!app && !passkeys)
        {
            throw new RuleViolation("Rescue.Choose");
        }

        if ((app && !account.HasApp) || (passkeys && account.Passkeys == 0))
        {
            throw new RuleViolation("Form.Stale");
        }

        var user = await db.Set<User>().SingleAsync(u => u.Id == account.User.Id, ct);
        var removed = new List<string>();
        if (app)
        {
            await factors.RemoveAuthenticatorAsync(user.Id, ct);
            removed.Add("App");
        }

        if (passkeys)
        {
            await factors.RemovePasskeysAsync(user.Id, ct);
            removed.Add("Passkeys");
        }

        var facts = new Dictionary<string, string?>
        {
            ["removed"] = string.Join(' ', removed),
            ["passkeys"] = passkeys ? account.Passkeys.ToString(CultureInfo.InvariantCulture) : null,
            ["proof"] = method,
        };

        // The letter about it names who did it and why, so the usual one is not sent.
        await changes.MadeAsync(user, "FactorsRemoved", [], keep: null, ct, reason.Trim(), facts);
        letters.FactorsRemoved(user, removed, reason.Trim());
    }
}
