using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Workflows.Commands;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Instances;
using Training.Workflows.Migrating;
using Training.Workflows.Recipes;
using Training.Workflows.Running;
using Training.Workflows.Tasks;
using Training.Workflows.Timing;

namespace Training.Workflows;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddSingleton<ModelCache>();
        services.AddScoped<Models>();
        services.AddScoped<Assignment>();
        services.AddScoped<ProcessRunner>();
        services.AddScoped<IProcesses, Processes>();
        services.AddScoped<Publish>();
        services.AddScoped<DesignerChoices>();
        services.AddScoped<ProcessWords>();
        services.AddScoped<SubjectCards>();
        services.AddScoped<InstanceReader>();
        services.AddScoped<InstanceFacts>();
        services.AddScoped<JournalWords>();
        services.AddScoped<MoveInstances>();
        services.AddSingleton<TaskCounts>();
        services.AddScoped<Inbox>();
        services.AddScoped<IAbsences, Absences>();
        services.AddScoped<INavigationProvider, AdminMenu>();
        services.AddScoped<INavigationProvider, TasksMenu>();
        services.AddScoped<IRecipeStep, ProcessesStep>();
        services.AddSingleton<IWorkingDays>(new VietnameseCalendar());
        services.AddScoped<RunDue>();
        services.AddScoped<IBackgroundTask>(provider => provider.GetRequiredService<RunDue>());
        services.AddScoped<ISiteCommand, WorkflowsCommand>();
    }
}
