using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Training.Media.Audio;
using Training.Media.Contracts;
using Training.Media.Films;
using Training.Media.Images;
using Training.Media.Intake;
using Training.Media.Library;
using Training.Media.Pdf;
using Training.Media.Scanning;
using Training.Media.Storing;
using Training.Media.Tools;
using Training.Media.Uploads;
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
        services.AddHealthChecks().AddCheck<ToolsCheck>("files-tools").AddCheck<FilesCheck>("files").AddCheck<ScannerCheck>("files-scanner");
        AddLibrary(services);
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        routes.MapMethods("/media/{id:guid}/{part}", [HttpMethods.Get, HttpMethods.Head], ItemEndpoints.FileAsync).WithMetadata(new SignedInAttribute());
        routes.MapUploads();
    }

    private static void AddLibrary(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, MediaMenu>();
        services.AddSingleton<Scanner>();
        services.AddSingleton<FilmCleaner>();
        services.AddSingleton<PrepareFile>();
        services.AddSingleton<UploadFolder>();
        services.AddScoped<Libraries>();
        services.AddScoped<LibraryReader>();
        services.AddScoped<IMediaLibrary, LibraryReader>();
        services.AddScoped<IFileReferences, LibraryReferences>();
        services.AddScoped<Quota>();
        services.AddScoped<BeginUpload>();
        services.AddScoped<ReceiveChunk>();
        services.AddScoped<TakeUpload>();
        services.AddScoped<IBackgroundTask, FinishUploads>();
        services.AddScoped<IBackgroundTask, SweepUploads>();
    }
}
