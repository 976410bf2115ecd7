using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Training.Identity.Contracts;
using Training.Logbook.Api;
using Training.Logbook.Batch;
using Training.Logbook.Content;
using Training.Logbook.Contracts;
using Training.Logbook.Dashboard;
using Training.Logbook.Entries;
using Training.Logbook.Files;
using Training.Logbook.Outcomes;
using Training.Logbook.Phone;
using Training.Logbook.Progress;
using Training.Logbook.Rating;
using Training.Logbook.Recipes;
using Training.Logbook.Redaction;
using Training.Logbook.Reports;
using Training.Logbook.Room;
using Training.Logbook.Severity;
using Training.Logbook.SignOff;
using Training.Logbook.Tallies;
using Training.Logbook.Verification;
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
        services.AddScoped<LastCase>();
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
        services.AddScoped<ReceiveRoom>();
        services.AddScoped<RoomKit>();
        services.AddScoped<CasesToSign>();
        services.AddScoped<IPersonMergeGuard, MergeGuard>();
        services.AddScoped<Queue>();
        services.AddScoped<SeverityReader>();
        services.AddScoped<IPracticeCounts, PracticeCounts>();
        services.AddScoped<ICaseOutcomes, CaseOutcomeReader>();
        services.AddScoped<IDashboardTile, TraineeTile>();
        services.AddScoped<IDashboardTile, MentorTile>();
        services.AddScoped<IMatrixMeasure, SignedCases>();
        services.AddScoped<IRecipeStep, RatingFormStep>();
        services.AddScoped<IRecipeStep, ReturnReasonsStep>();
        services.AddScoped<IRecipeStep, CasesStep>();
        AddPhone(services);
        AddProcess(services);
        AddRedaction(services);
        AddVerification(services);
    }

    private static void AddRedaction(IServiceCollection services)
    {
        services.AddScoped<Redactions>();
        services.AddScoped<RedactionReader>();
        services.AddScoped<AskRedaction>();
        services.AddScoped<DecideRedaction>();
        services.AddScoped<RemoveFromCase>();
        services.AddScoped<IBackgroundTask, OverwriteRemoved>();
        services.AddScoped<RedactionSubject>();
        services.AddScoped<IProcessSubject>(provider => provider.GetRequiredService<RedactionSubject>());
        services.AddScoped<ITransferSubject>(provider => provider.GetRequiredService<RedactionSubject>());
        services.AddScoped<IAssigneeResolver, ConfirmerOfRedaction>();
        services.AddScoped<IProcessActivity, EscalateRedaction>();
        services.AddSingleton<ITaskForm, DecideRedactionForm>();
        services.AddScoped<IRecipeStep, RedactionReasonsStep>();
    }

    private static void AddVerification(IServiceCollection services)
    {
        services.AddScoped<LogbookVerifier>();
        services.AddScoped<ISignatureFaults, SignatureFaults>();
        services.AddScoped<ISiteCommand, LogbookCommand>();
        services.AddScoped<IBackgroundTask, VerifyLogbook>();
        services.AddScoped<INavigationProvider, AdminMenu>();
        services.AddHealthChecks().AddCheck<LogbookCheck>("logbook");
    }

    private static void AddPhone(IServiceCollection services)
    {
        services.AddSingleton<PhoneWords>();
        services.AddSingleton<PhoneFiles>();
        services.AddScoped<KitFields>();
        services.AddScoped<Kits>();
        services.AddScoped<StorePhoneCase>();
        services.AddScoped<IPageScripts, PhonePageScripts>();
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
        routes.MapRoom();
        routes.MapGet("/sign/case/{id:guid}", NewestToSign.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.Sign));
        routes.MapGet("/phone/sw.js", PhoneEndpoints.Worker).AllowAnonymous();
        foreach (var language in LocalizationExtensions.Languages)
        {
            routes.MapGet($"/phone/{language}.webmanifest", (HttpContext context, IStringLocalizer<Texts> texts) => PhoneEndpoints.Manifest(language, context, texts)).AllowAnonymous();
        }

        routes.MapGet("/logbook/phone/session", PhoneEndpoints.Session).WithMetadata(new SignedInAttribute());
        routes.MapGet("/logbook/phone/kit", Kits.GetAsync).WithMetadata(new HasPermissionAttribute(Permissions.Log));
        routes.MapLogbookApi();
    }
}
