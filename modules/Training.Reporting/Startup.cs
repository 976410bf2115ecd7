using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Reporting;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, MainMenu>();
    }
}
