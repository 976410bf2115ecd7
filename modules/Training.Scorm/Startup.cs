using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Contracts;
using Training.Modules;
using Training.Scorm.Authoring;
using Training.Scorm.Intake;
using Training.Scorm.Playing;
using Training.Scorm.Running;

namespace Training.Scorm;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddOptions<PackageLimits>().BindConfiguration("Scorm").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PackageFolder>();
        services.AddSingleton<PackageIntake>();
        services.AddScoped<IItemKind, ScormKind>();
        services.AddScoped<IBackgroundTask, PurgePackages>();
        services.AddSingleton<LaunchToken>();
        services.AddSingleton<Launches>();
        services.AddScoped<Frames>();
        services.AddScoped<Launching>();
        services.AddSingleton<IContentSite, ContentSite>();
    }
}
