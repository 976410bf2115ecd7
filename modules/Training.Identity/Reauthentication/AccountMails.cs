using Microsoft.Extensions.Localization;
using Training.Identity.Users;
using Training.Notifications.Contracts;

namespace Training.Identity.Reauthentication;

/// <summary>Tells a person what happened to their account, at the address it has.</summary>
internal sealed class AccountMails(IMailQueue mail, IStringLocalizer<Texts> texts)
{
    /// <summary>Adds the letter to the running write.</summary>
    /// <param name="user">To whom.</param>
    /// <param name="what">Which letter: <c>Mail.{what}.Subject</c> and <c>.Body</c>.</param>
    /// <param name="detail">The value that the body names.</param>
    public void Send(User user, string what, string detail)
    {
        if (user.Email is { Length: > 0 } address)
        {
            mail.Send(new Mail(address, texts[$"Mail.{what}.Subject"], texts[$"Mail.{what}.Body", user.DisplayName, detail]));
        }
    }
}
