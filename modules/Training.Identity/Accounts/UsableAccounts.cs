using Microsoft.AspNetCore.Identity;
using Training.Identity.Users;

namespace Training.Identity.Accounts;

/// <summary>Asked by the framework before every kind of sign-in and re-authentication.</summary>
internal sealed class UsableAccounts : IUserConfirmation<User>
{
    public Task<bool> IsConfirmedAsync(UserManager<User> manager, User user) => Task.FromResult(user.DisabledAt is null);
}
