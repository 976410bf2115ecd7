using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Identity.Phones;

internal static class PhoneServices
{
    /// <summary>What phones do without network, and who they do it for.</summary>
    public static void AddPhones(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PhoneOptions>().Bind(configuration.GetSection("Phones")).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<ISigningTickets, SigningTickets>();
        services.AddScoped<IDeviceKeys, DeviceKeys>();
        services.AddScoped<IActing, Acting>();
        services.AddScoped<IBackgroundTask, PurgeTickets>();
    }
}
