using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Audit.Checkpoints;
using Training.Audit.Commands;
using Training.Audit.Contracts;
using Training.Audit.Proofs;
using Training.Audit.Trail;
using Training.Modules;

namespace Training.Audit;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, AdminMenu>();
        services.AddSingleton<SigningKey>();
        services.AddScoped<IBackgroundTask, SignCheckpoint>();
        services.AddScoped<IAuditProofs, AuditProofs>();
        services.AddScoped<ISiteCommand, AuditCommand>();
        services.AddScoped<AuditExport>();
        services.AddScoped<TrailSearch>();
        services.AddScoped<TrailWords>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) => routes.MapPublicKeys();
}
