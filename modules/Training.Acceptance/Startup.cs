using Microsoft.Extensions.DependencyInjection;
using Training.Acceptance.Council;
using Training.Acceptance.Readiness;
using Training.Acceptance.Recipes;
using Training.Acceptance.Running;
using Training.Acceptance.Story;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Acceptance;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<CaseReader>();
        services.AddScoped<Checklist>();
        services.AddScoped<StampItem>();
        services.AddScoped<OpenCase>();
        services.AddScoped<CaseTasks>();
        services.AddScoped<CaseLetters>();
        services.AddScoped<IProcessActivity, TallyVotes>();
        services.AddScoped<IProcessActivity, AcceptTeam>();
        services.AddScoped<IProcessActivity, SustainTransfer>();
        services.AddScoped<IProcessActivity, StallTransfer>();
        services.AddScoped<IProcessActivity, RemindPeople>();
        services.AddScoped<IProcessSubject, TransferCards>();
        foreach (var name in AcceptanceProcess.Forms.Keys)
        {
            services.AddSingleton<ITaskForm>(new AcceptanceForm(name));
        }

        services.AddScoped<IRecipeStep, ReadinessStep>();
        services.AddScoped<IRecipeStep, AcceptanceRulesStep>();
        services.AddScoped<IRecipeStep, FollowUpRulesStep>();
    }
}
