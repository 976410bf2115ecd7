using System.Security.Cryptography;
using Microsoft.Extensions.Localization;
using Training.Identity.Accounts;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;
using Training.Notifications.Contracts;

namespace Training.Identity.Account;

/// <summary>What every change of an account's secrets has in common.</summary>
internal sealed class AccountChanges(
    SessionStore sessions, AccountHospitals hospitals, IMailQueue mail, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts)
{
    private const int StampBytes = 20;

    /// <summary>
    /// In the running write: gives the account a new stamp, which ends its links and its cookies; ends its other sessions; writes to the
    /// owner and into the trail.
    /// </summary>
    /// <param name="user">The account as the context tracks it.</param>
    /// <param name="change">Stable name; its words are the text <c>Change.&lt;name&gt;</c>.</param>
    /// <param name="addresses">Who is told: the old and the new address.</param>
    /// <param name="keep">The session that made the change; it needs a new cookie afterwards (<see cref="SessionStore.RenewAsync"/>).</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="reason">Why, where somebody else than the owner made the change.</param>
    /// <param name="facts">What else the trail says about it.</param>
    public async Task MadeAsync(
        User user, string change, IEnumerable<string> addresses, Guid? keep, CancellationToken ct, string? reason = null, IReadOnlyDictionary<string, string?>? facts = null)
    {
        user.SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(StampBytes));
        user.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        await sessions.EndAllAsync(user.Id, change, ct, keep);
        foreach (var address in addresses.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            mail.Send(new Mail(address, texts["Change.Subject"], texts["Change.Body", texts[$"Change.{change}"].Value, Show.Time(clock.GetUtcNow())]));
        }

        audit.Add(new AuditEvent($"Identity.{change}", "User", user.Id)
        {
            HospitalIds = await hospitals.OfAsync(user.Id, ct),
            Reason = reason,
            Facts = facts ?? new Dictionary<string, string?>(),
        });
    }
}
