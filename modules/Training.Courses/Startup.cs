using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Catalogue;
using Training.Courses.Completion;
using Training.Courses.Contracts;
using Training.Courses.Dashboard;
using Training.Courses.Enrolments;
using Training.Courses.Lessons;
using Training.Courses.Recipes;
using Training.Modules;
using Training.Reporting.Contracts;

namespace Training.Courses;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, CoursesMenu>();
        services.AddSingleton<LessonText>();
        services.AddScoped<Enrol>();
        services.AddScoped<CompleteCourse>();
        services.AddScoped<ICourses, CourseReader>();
        services.AddScoped<IDashboardTile, MyCoursesTile>();
        services.AddScoped<IRecipeStep, CoursesStep>();
    }
}
