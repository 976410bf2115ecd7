using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Training.Modules;

/// <summary>Puts the modules into a site.</summary>
public static class ModuleExtensions
{
    /// <summary>Finds the modules that <paramref name="host"/> references and lets each register its services.</summary>
    public static ModuleCatalog AddModules(this IHostApplicationBuilder builder, Assembly host)
    {
        var catalog = new ModuleCatalog(host);
        using var about = new ServiceCollection()
            .AddSingleton<IConfiguration>(builder.Configuration)
            .AddSingleton(builder.Environment)
            .BuildServiceProvider();

        var startups = catalog.Modules
            .SelectMany(module => StartupsOf(module, catalog)
                .Select(type => (StartupBase)ActivatorUtilities.CreateInstance(about, type))
                .OrderBy(startup => startup.Order))
            .ToArray();

        builder.Services.AddSingleton(catalog);
        builder.Services.AddSingleton<IReadOnlyList<StartupBase>>(startups);
        builder.Services.AddKernel();
        foreach (var startup in startups)
        {
            startup.ConfigureServices(builder.Services);
        }

        return catalog;
    }

    /// <summary>Lets each module add its middleware and endpoints.</summary>
    public static void UseModules(this WebApplication app)
    {
        foreach (var startup in app.Services.GetRequiredService<IReadOnlyList<StartupBase>>())
        {
            startup.Configure(app, app, app.Services);
        }
    }

    private static IEnumerable<Type> StartupsOf(Module module, ModuleCatalog catalog) => module.Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(StartupBase)) && !type.IsAbstract)
        .Where(type => type.GetCustomAttribute<RequireModuleAttribute>() is not { } required || catalog.Modules.Any(m => m.Id == required.Id))
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static void AddKernel(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<StartNotes>();
        services.AddHttpContextAccessor();
        services.AddSingleton<PermissionCatalog>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddScoped<CspNonce>();
        services.AddScoped<Navigation>();
        services.AddScoped<RecipeRunner>();
        services.AddHostedService<BackgroundTaskRunner>();
        services.AddTransient<Show>();
    }
}
