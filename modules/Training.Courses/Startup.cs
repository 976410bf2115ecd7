using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Authoring;
using Training.Courses.Catalogue;
using Training.Courses.Cohorts;
using Training.Courses.Contracts;
using Training.Courses.Converting;
using Training.Courses.Dashboard;
using Training.Courses.Discussion;
using Training.Courses.Enrolments;
using Training.Courses.Gradebook;
using Training.Courses.Lessons;
using Training.Courses.Outline;
using Training.Courses.Packs;
using Training.Courses.Progress;
using Training.Courses.Recipes;
using Training.Courses.SelfEnrolment;
using Training.Data;
using Training.Media.Contracts;
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
        services.AddScoped<LessonReader>();
        services.AddScoped<LessonPlaces>();
        services.AddScoped<IMediaUse, LessonMediaUse>();
        services.AddScoped<Enrol>();
        AddEnrolment(services);
        services.AddScoped<GradebookReader>();
        services.AddScoped<GradebookQuery>();
        services.AddScoped<WritePost>();
        services.AddSingleton<OutlineCache>();
        services.AddScoped<ItemKinds>();
        services.AddScoped<IItemKind, LessonKind>();
        services.AddScoped<IPackedKind, LessonOnPhone>();
        services.AddScoped<Packs.Packs>();
        services.AddSingleton<IPhoneScreens, CoursesOnPhone>();
        services.AddScoped<ConditionWords>();
        services.AddScoped<LearnerCourses>();
        services.AddScoped<RecordProgress>();
        services.AddScoped<ICourseItems, CourseItems>();
        services.AddScoped<Drafts>();
        services.AddScoped<EditOutline>();
        services.AddScoped<PublishCourse>();
        services.AddScoped<FirstVersion>();
        services.AddScoped<IDataConversion, GiveCoursesVersions>();
        services.AddScoped<ICourses, CourseReader>();
        services.AddScoped<IDashboardTile, MyCoursesTile>();
        services.AddScoped<IRecipeStep, CoursesStep>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        routes.MapGet("/courses/{code}/grades.{format}", GradesFile.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.Manage));
        routes.MapGet("/courses/{code}/pack", Packs.Packs.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.Learn));
        routes.MapGet("/courses/{code}/pack/lessons/{key:guid}", PackedLesson.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.Learn));
    }

    private static void AddEnrolment(IServiceCollection services)
    {
        services.AddScoped<CourseOffice>();
        services.AddScoped<EnrolPeople>();
        services.AddScoped<PeopleAt>();
        services.AddScoped<JoinCourse>();
        services.AddScoped<KeepCohort>();
        services.AddScoped<CourseLetters>();
        services.AddScoped<IBackgroundTask, RemindOfDueCourses>();
        services.AddScoped<IBackgroundTask, FinishByDate>();
    }
}
