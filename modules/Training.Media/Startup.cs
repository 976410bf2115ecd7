using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Training.Media.Audio;
using Training.Media.Contracts;
using Training.Media.Images;
using Training.Media.Intake;
using Training.Media.Pdf;
using Training.Media.Storing;
using Training.Media.Tools;
using Training.Modules;

namespace Training.Media;

internal sealed class Startup(IConfiguration configuration) : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddOptions<MediaOptions>().Bind(configuration.GetSection("Media")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MediaOptions>, CheckMediaOptions>();
        services.AddSingleton<FileFolder>();
        services.AddScoped<FileStore>();
        services.AddScoped<IFileStore, FileStore>();
        services.AddSingleton<IntakeGate>();
        services.AddScoped<IFileIntake, FileIntake>();
        services.AddSingleton<ToolBox>();
        services.AddSingleton<ToolRunner>();
        services.AddSingleton<IImageProcessor, VipsImages>();
        services.AddSingleton<PdfCleaner>();
        services.AddSingleton<AudioCleaner>();
        services.AddScoped<IBackgroundTask, PurgeFiles>();
        services.AddScoped<IBackgroundTask, VerifyFiles>();
        services.AddScoped<ISiteCommand, FilesCommand>();
        services.AddHealthChecks().AddCheck<ToolsCheck>("files-tools").AddCheck<FilesCheck>("files");
    }
}
