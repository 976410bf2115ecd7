using Microsoft.Extensions.DependencyInjection;
using Training.LearningCurves.Charts;
using Training.LearningCurves.Dashboard;
using Training.LearningCurves.Maths;
using Training.LearningCurves.Recipes;
using Training.LearningCurves.Relapse;
using Training.LearningCurves.Settings;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Reporting.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.LearningCurves;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, Menu>();
        services.AddSingleton<RateCache>();
        services.AddScoped<SettingsReader>();
        services.AddScoped<SettingScope>();
        services.AddScoped<SettingTools>();
        services.AddScoped<CurveReader>();
        services.AddScoped<ICurves, Standings>();
        services.AddScoped<IIndependence, Independence>();
        services.AddScoped<IHandle<CaseSigned>, WatchForRelapse>();
        services.AddScoped<IDashboardTile, CurvesTile>();
        services.AddScoped<SignalSubject>();
        services.AddScoped<IProcessSubject>(provider => provider.GetRequiredService<SignalSubject>());
        services.AddScoped<ITransferSubject>(provider => provider.GetRequiredService<SignalSubject>());
        services.AddScoped<IProcessActivity, TellPeople>();
        services.AddSingleton<ITaskForm, ReviewForm>();
        services.AddScoped<IRecipeStep, CurveSettingsStep>();
    }
}
