using Microsoft.Extensions.DependencyInjection;
using Training.Exchange.Contracts;
using Training.Modules;

namespace Training.Identity.Exchange;

internal sealed class StaffStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, StaffPermissions>();
        services.AddScoped<ITableImport, StaffImport>();
        services.AddScoped<ITableExport, StaffExport>();
    }
}
