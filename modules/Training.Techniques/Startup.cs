using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Contracts;
using Training.Modules;
using Training.Techniques.Catalogue;
using Training.Techniques.Contracts;
using Training.Techniques.Recipes;

namespace Training.Techniques;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ITechniqueNames, CourseTechniques>();
        services.AddScoped<ICourseTopics, CourseTechniques>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, TechniquesMenu>();
        services.AddScoped<ITechniques, CatalogueReader>();
        services.AddScoped<IHandle<CatalogueChanged>, CatalogueReader>();
        services.AddScoped<IRecipeStep, TechniquesStep>();
        services.AddScoped<IRecipeStep, PackagesStep>();
    }
}
