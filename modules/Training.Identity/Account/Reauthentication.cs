using Microsoft.AspNetCore.Identity;
using Training.Identity.Contracts;
using Training.Identity.Users;

namespace Training.Identity.Account;

internal sealed class Reauthentication(UserManager<User> users, SignInManager<User> signIn) : IReauthentication
{
    public async Task<ReauthenticationResult> ConfirmAsync(Guid userId, string password, CancellationToken ct)
    {
        var user = await users.FindByIdAsync(userId.ToString());
        if (user is null)
        {
            return ReauthenticationResult.Wrong;
        }

        var result = await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        return result switch
        {
            { Succeeded: true } => ReauthenticationResult.Confirmed,
            { IsLockedOut: true } => ReauthenticationResult.Locked,
            _ => ReauthenticationResult.Wrong,
        };
    }
}
