using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Contracts;
using Training.Logbook.Api;
using Training.Logbook.Batch;
using Training.Logbook.Content;
using Training.Logbook.Contracts;
using Training.Logbook.Dashboard;
using Training.Logbook.Entries;
using Training.Logbook.Files;
using Training.Logbook.Outcomes;
using Training.Logbook.Progress;
using Training.Logbook.Rating;
using Training.Logbook.Recipes;
using Training.Logbook.Reports;
using Training.Logbook.SignOff;
using Training.Logbook.Tallies;
using Training.Logbook.Workflow;
using Training.Media.Contracts;
using Training.Modules;
using Training.Reporting.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, MainMenu>();
        services.AddScoped<CaseChoices>();
        services.AddScoped<SubmitCase>();
        services.AddScoped<CaseChecks>();
        services.AddScoped<CaseFacts>();
        services.AddScoped<Ratings>();
        services.AddScoped<Opened>();
        services.AddScoped<PrepareRating>();
        services.AddScoped<SignBatch>();
        services.AddScoped<Trend>();
        services.AddScoped<IFileReferences, CaseFileReferences>();
        services.AddScoped<Addressing>();
        services.AddScoped<SignCase>();
        services.AddScoped<CasesToSign>();
        services.AddScoped<IPersonMergeGuard, MergeGuard>();
        services.AddScoped<Queue>();
        services.AddScoped<IPracticeCounts, PracticeCounts>();
        services.AddScoped<ICaseOutcomes, CaseOutcomeReader>();
        services.AddScoped<IDashboardTile, TraineeTile>();
        services.AddScoped<IDashboardTile, MentorTile>();
        services.AddScoped<IMatrixMeasure, SignedCases>();
        services.AddScoped<IRecipeStep, RatingFormStep>();
        services.AddScoped<IRecipeStep, ReturnReasonsStep>();
        services.AddScoped<IRecipeStep, CasesStep>();
        AddProcess(services);
        services.AddLogbookApi();
    }

    private static void AddProcess(IServiceCollection services)
    {
        services.AddScoped<CaseSubject>();
        services.AddScoped<IProcessSubject>(provider => provider.GetRequiredService<CaseSubject>());
        services.AddScoped<ITransferSubject>(provider => provider.GetRequiredService<CaseSubject>());
        services.AddScoped<MentorOfEntry>();
        services.AddScoped<IAssigneeResolver>(provider => provider.GetRequiredService<MentorOfEntry>());
        services.AddScoped<IAssigneeResolver, TraineeOfEntry>();
        services.AddScoped<CaseLetters>();
        services.AddScoped<ApproveCase>();
        services.AddScoped<IProcessActivity, AcceptCase>();
        services.AddScoped<IProcessActivity, ReturnCase>();
        services.AddScoped<IProcessActivity, RemindMentors>();
        services.AddScoped<IProcessActivity, EscalateCase>();
        services.AddSingleton<IProcessMessages, CaseMessages>();
        services.AddSingleton<ITaskForm, SignForm>();
        services.AddSingleton<ITaskForm, CorrectForm>();
        services.AddSingleton<ITaskForm, ApproveForm>();
        services.AddScoped<IRecipeStep, CaseProcessesStep>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        routes.MapGet("/logbook/{id:guid}/{number:int}/signature.json", SignatureExport.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.ViewEntry));
        routes.MapGet("/logbook/{id:guid}/{number:int}/files/{place:int}", FileEndpoints.AttachmentAsync).WithMetadata(new HasPermissionAttribute(Permissions.ViewEntry));
        routes.MapGet("/logbook/{id:guid}/{number:int}/voice", FileEndpoints.VoiceAsync).WithMetadata(new HasPermissionAttribute(Permissions.ViewEntry));
        routes.MapGet("/sign/case/{id:guid}", NewestToSign.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.Sign));
        routes.MapLogbookApi();
    }
}
