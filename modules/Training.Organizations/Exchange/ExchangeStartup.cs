using Microsoft.Extensions.DependencyInjection;
using Training.Exchange.Contracts;
using Training.Modules;

namespace Training.Organizations.Exchange;

internal sealed class ExchangeStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ITableImport, HospitalImport>();
        services.AddScoped<ITableExport, HospitalExport>();
    }
}
