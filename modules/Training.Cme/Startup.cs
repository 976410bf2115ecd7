using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Cme.Claims;
using Training.Cme.Contracts;
using Training.Cme.Dashboard;
using Training.Cme.Ledger;
using Training.Cme.Recipes;
using Training.Cme.Rules;
using Training.Cme.Running;
using Training.Cme.Staff;
using Training.Cme.Warnings;
using Training.Courses.Contracts;
using Training.Exchange.Contracts;
using Training.Identity.Contracts;
using Training.Media.Contracts;
using Training.Modules;
using Training.Reporting.Contracts;
using Training.Workflows.Contracts;

namespace Training.Cme;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, MainMenu>();
        services.AddScoped<CreditRules>();
        services.AddScoped<ICreditRules>(provider => provider.GetRequiredService<CreditRules>());
        services.AddScoped<PostCourse>();
        services.AddScoped<IHandle<CourseCompleted>>(provider => provider.GetRequiredService<PostCourse>());
        services.AddScoped<TargetReader>();
        services.AddScoped<LedgerReader>();
        services.AddScoped<SummaryReader>();
        services.AddScoped<StaffReader>();
        services.AddScoped<SubmitClaim>();
        services.AddScoped<DecideClaim>();
        services.AddScoped<OfficeOfClaim>();
        services.AddScoped<IAssigneeResolver>(provider => provider.GetRequiredService<OfficeOfClaim>());
        services.AddScoped<IPersonMergeGuard, MergeGuard>();
        services.AddScoped<IProcessSubject, ClaimCards>();
        services.AddScoped<IProcessActivity, PostClaim>();
        services.AddScoped<IProcessActivity, TellAboutClaim>();
        services.AddSingleton<ITaskForm, ApproveForm>();
        services.AddSingleton<ITaskForm, CorrectForm>();
        services.AddScoped<IFileReferences, EvidenceReferences>();
        services.AddScoped<ITableExport, StaffExport>();
        services.AddScoped<IDashboardTile, MyHoursTile>();
        services.AddScoped<IBackgroundTask, WarnPeople>();
        services.AddScoped<IRecipeStep, CreditRulesStep>();
        services.AddScoped<IRecipeStep, TargetsStep>();
        services.AddScoped<IRecipeStep, CreditHistoryStep>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
        => routes.MapGet("/cme/{id:guid}/evidence/{number:int}", EvidenceEndpoint.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.Own));
}
