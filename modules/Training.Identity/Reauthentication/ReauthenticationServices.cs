using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Training.Identity.Contracts;
using Training.Identity.Passkeys;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Reauthentication;

internal static class ReauthenticationServices
{
    /// <summary>Passkeys and the fresh proof that signing asks for.</summary>
    public static void AddReauthentication(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeyRules>();
        services.TryAddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddScoped<IReauthentication, Reauthenticator>();
        services.AddScoped<PasskeyCeremony>();
        services.AddScoped<SigningAttempts>();
        services.AddScoped<AccountMails>();
        services.AddScoped<FactorReader>();
        services.AddScoped<IBackgroundTask, PurgeProofs>();
    }
}
