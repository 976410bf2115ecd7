using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Exchange.Contracts;
using Training.Exchange.Exports;
using Training.Exchange.Files;
using Training.Exchange.Imports;
using Training.Exchange.Uploads;
using Training.Modules;

namespace Training.Exchange;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, AdminMenu>();
        services.AddScoped<IBackgroundTask, PurgeUploads>();
        services.AddSingleton<ImportSignal>();
        services.AddHostedService<ImportWorker>();
        services.AddSingleton<Wording>();
        services.AddSingleton<RowReader>();
        services.AddSingleton<Planner>();
        services.AddSingleton<UndoFile>();
        services.AddSingleton<Template>();
        services.AddScoped<ITableDownloads, TableDownloads>();
        services.AddScoped<Catalogue>();
        services.AddScoped<UploadAccess>();
        services.AddScoped<ContentBox>();
        services.AddScoped<CommitImport>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var use = new HasPermissionAttribute(Permissions.Use);
        routes.MapGet("/admin/export/{name}.{format}", Downloads.ExportAsync).WithMetadata(use);
        routes.MapGet("/admin/import/{name}/template.xlsx", Downloads.Template).WithMetadata(use);
        routes.MapGet("/admin/import/{name}/{id:guid}/undo.xlsx", Downloads.UndoAsync).WithMetadata(use);
        routes.MapGet("/admin/import/{name}/{id:guid}/problems.csv", Downloads.ProblemsAsync).WithMetadata(use);
    }
}
