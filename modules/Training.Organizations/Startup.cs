using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Organizations.Api;
using Training.Organizations.Contracts;
using Training.Organizations.Directory;
using Training.Organizations.History;
using Training.Organizations.Hospitals;
using Training.Organizations.Recipes;

namespace Training.Organizations;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddSingleton<IPermissionProvider, ApiPermissions>();
        services.AddScoped<INavigationProvider, AdminMenu>();
        services.AddScoped<DirectoryReader>();
        services.AddScoped<IOrganizations>(provider => provider.GetRequiredService<DirectoryReader>());
        services.AddScoped<IHandle<OrganizationChanged>>(provider => provider.GetRequiredService<DirectoryReader>());
        services.AddScoped<IHandle<OrganizationChanged>, KeepHistory>();
        services.AddScoped<IBackgroundTask, TakeOverDueChanges>();
        services.AddScoped<HistoryWords>();
        services.AddScoped<IRecipeStep, ProvincesStep>();
        services.AddScoped<IRecipeStep, HospitalsStep>();
        services.AddScoped<IRecipeStep, DepartmentsStep>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) => routes.MapOrganizationsApi();
}
