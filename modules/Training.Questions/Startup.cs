using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Contracts;
using Training.Media.Contracts;
using Training.Modules;
using Training.Questions.Attempts;
using Training.Questions.Bank;
using Training.Questions.Packs;
using Training.Questions.Quizzes;
using Training.Questions.Transfer;

namespace Training.Questions;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, QuestionsMenu>();
        services.AddScoped<SaveQuestion>();
        services.AddScoped<Wording>();
        services.AddScoped<BodyLines>();
        services.AddScoped<IFileReferences, QuestionImageReferences>();
        services.AddScoped<IBackgroundTask, PurgeUploads>();
        services.AddScoped<IItemKind, QuizKind>();
        services.AddScoped<IItemKindInFiles, QuizKind>();
        services.AddScoped<IPackedKind, QuizOnPhone>();
        services.AddSingleton<IPhoneScreens, QuizzesOnPhone>();
        services.AddScoped<EditQuiz>();
        services.AddSingleton<QuestionBodies>();
        services.AddScoped<StartAttempt>();
        services.AddScoped<SaveAnswers>();
        services.AddScoped<CloseAttempt>();
        services.AddScoped<CloseOverdue>();
        services.AddScoped<IBackgroundTask>(provider => provider.GetRequiredService<CloseOverdue>());
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        routes.MapGet("/questions/{id:guid}/image/{part:int:min(0)}", Image.ServeAsync).WithMetadata(new HasPermissionAttribute(Permissions.Author));
        routes.MapAnswers();
    }
}
