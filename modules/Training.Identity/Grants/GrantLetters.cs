using Microsoft.Extensions.Localization;
using Training.Identity.Users;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Organizations.Contracts;

namespace Training.Identity.Grants;

/// <summary>
/// Tells people what was given to, done to or taken from their account, so that a change behind somebody's back does not stay unseen. In both
/// languages: the site does not know which one the person reads, only the one of who made the change.
/// </summary>
internal sealed class GrantLetters(IMailQueue mail, IOrganizations organizations, ICurrentUser actor, IStringLocalizer<Texts> texts)
{
    public async Task GrantedAsync(User user, RoleGrant grant, CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        Send(user, () => texts["Letter.Granted.Subject"], () => texts[
            "Letter.Granted", user.DisplayName, texts[$"Role.{grant.Role}"].Value, PlaceOf(grant, directory), Show.Date(grant.From),
            grant.To is { } to ? Show.Date(to) : texts["Grants.NoEnd"].Value, actor.Name, grant.Reason]);
    }

    public async Task EndedAsync(User user, RoleGrant grant, DateOnly? last, CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        Send(user, () => texts["Letter.Ended.Subject"], () => texts[
            "Letter.Ended", user.DisplayName, texts[$"Role.{grant.Role}"].Value, PlaceOf(grant, directory),
            last is { } day ? texts["Letter.Ended.After", Show.Date(day)].Value : texts["Letter.Ended.Now"].Value, actor.Name, grant.EndReason ?? ""]);
    }

    public void Disabled(User user, string reason)
        => Send(user, () => texts["Letter.Disabled.Subject"], () => texts["Letter.Disabled", user.DisplayName, actor.Name, reason]);

    public void Enabled(User user, string reason)
        => Send(user, () => texts["Letter.Enabled.Subject"], () => texts["Letter.Enabled", user.DisplayName, actor.Name, reason]);

    /// <summary>What of <c>App</c> and <c>Passkeys</c> was taken from the account.</summary>
    public void FactorsRemoved(User user, IReadOnlyList<string> what, string reason) => Send(
        user,
        () => texts["Letter.FactorsRemoved.Subject"],
        () => texts["Letter.FactorsRemoved", user.DisplayName, string.Join(", ", what.Select(w => texts[$"Rescue.{w}"].Value)), actor.Name, reason]);

    /// <summary>A link to set a password, which nobody else sees.</summary>
    public void PasswordLink(User user, string link)
        => Send(user, () => texts["Letter.PasswordLink.Subject"], () => texts["Letter.PasswordLink", user.DisplayName, actor.Name, link], secret: true);

    private string PlaceOf(RoleGrant grant, OrganizationDirectory directory) => grant.Place(directory) ?? texts["Profile.Country"].Value;

    private void Send(User user, Func<string> subject, Func<string> body, bool secret = false)
    {
        if (user.Email is { Length: > 0 } address)
        {
            mail.SendInEachLanguage(address, subject, body, secret);
        }
    }
}
