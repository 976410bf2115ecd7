using Microsoft.Extensions.DependencyInjection;
using Training.Integrity.Asking;
using Training.Integrity.Dashboard;
using Training.Integrity.Facts;
using Training.Integrity.Questions;
using Training.Integrity.Recipes;
using Training.Integrity.Running;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Reporting.Contracts;
using Training.Workflows.Contracts;

namespace Training.Integrity;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, AdminMenu>();
        services.AddScoped<IHandle<CaseLogged>, KeepFacts>();
        services.AddScoped<IHandle<CaseDecided>, KeepFacts>();
        services.AddScoped<Ask>();
        services.AddScoped<LookAtFacts>();
        services.AddScoped<IBackgroundTask>(provider => provider.GetRequiredService<LookAtFacts>());
        services.AddScoped<IBackgroundTask, ForgetFacts>();
        services.AddScoped<QuestionReader>();
        services.AddScoped<QuestionWords>();
        services.AddScoped<IProcessSubject, QuestionCards>();
        services.AddScoped<IAssigneeResolver, OfficeOfQuestion>();
        services.AddScoped<IProcessActivity, HandOverQuestion>();
        services.AddSingleton<ITaskForm, AnswerForm>();
        services.AddSingleton<ITaskForm, CloseForm>();
        services.AddScoped<IDashboardTile, OfficeTile>();
        services.AddScoped<IRecipeStep, LimitsStep>();
    }
}
