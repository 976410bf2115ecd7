using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Reporting.Contracts;
using Training.Reporting.Dashboard;

namespace Training.Reporting;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, MainMenu>();
        services.AddScoped<IDashboardTile, FiguresTile>();
        services.AddScoped<IDashboardTile, AdminTile>();
    }
}
