using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Contracts;
using Training.Logbook.Dashboard;
using Training.Logbook.Entries;
using Training.Logbook.Recipes;
using Training.Logbook.Reports;
using Training.Logbook.SignOff;
using Training.Logbook.Tallies;
using Training.Modules;
using Training.Reporting.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, MainMenu>();
        services.AddScoped<CaseChoices>();
        services.AddScoped<SubmitCase>();
        services.AddScoped<SignCase>();
        services.AddScoped<IPersonMergeGuard, MergeGuard>();
        services.AddScoped<Queue>();
        services.AddScoped<IPracticeCounts, PracticeCounts>();
        services.AddScoped<IDashboardTile, TraineeTile>();
        services.AddScoped<IDashboardTile, MentorTile>();
        services.AddScoped<IMatrixMeasure, SignedCases>();
        services.AddScoped<IRecipeStep, CasesStep>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
        => routes.MapGet("/logbook/{id:guid}/{number:int}/signature.json", SignatureExport.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.ViewEntry));
}
