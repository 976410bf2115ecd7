using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Activities.Assignments;
using Training.Activities.Resources;
using Training.Activities.Sessions;
using Training.Activities.Surveys;
using Training.Courses.Contracts;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Activities;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, ActivitiesMenu>();

        services.AddScoped<IItemKind, FileItemKind>();
        services.AddScoped<IItemKind, LinkKind>();
        services.AddScoped<IFileReferences, FileContentReferences>();
        services.AddScoped<IMediaUse, FileContentUse>();

        services.AddScoped<IItemKind, AssignmentKind>();
        services.AddScoped<IItemKindInFiles, AssignmentKind>();
        services.AddScoped<IFileReferences, WorkFileReferences>();
        services.AddScoped<HandIn>();
        services.AddScoped<MarkWork>();
        services.AddScoped<WaitingWorks>();

        services.AddScoped<IItemKind, SessionKind>();
        services.AddScoped<SessionItems>();
        services.AddScoped<SignUps>();
        services.AddScoped<HoldDates>();
        services.AddScoped<DateLetters>();
        services.AddScoped<IBackgroundTask, RemindLearners>();

        services.AddScoped<IItemKind, SurveyKind>();
        services.AddScoped<IItemKindInFiles, SurveyKind>();
        services.AddScoped<AnswerSurvey>();
        services.AddScoped<ResultsReader>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        routes.MapGet("/activities/works/{workId:guid}/{number:int}/{file:int}", WorkFileEndpoint.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.Learn));
        routes.MapGet("/activities/dates/{id:guid}/calendar.ics", CalendarEndpoint.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.Learn));
        routes.MapGet("/courses/{code}/files/{itemKey:guid}/content", FileEndpoints.OpenAsync).WithMetadata(new HasPermissionAttribute(Permissions.Learn));
        routes.MapGet("/courses/{code}/files/{itemKey:guid}/draft", FileEndpoints.DraftAsync).WithMetadata(new HasPermissionAttribute(Permissions.Author));
    }
}
