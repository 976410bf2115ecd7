using Microsoft.Extensions.DependencyInjection;
using Training.Certification.Cme;
using Training.Certification.Contracts;
using Training.Certification.Dashboard;
using Training.Certification.Issuing;
using Training.Certification.Recipes;
using Training.Certification.Register;
using Training.Certification.Reports;
using Training.Certification.Requests;
using Training.Courses.Contracts;
using Training.Identity.Contracts;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Reporting.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, MainMenu>();
        services.AddScoped<IHandle<CourseCompleted>, ClaimCredit>();
        services.AddScoped<ITransferSubject, ClaimInTransfer>();
        services.AddScoped<IProcessSubject, ClaimSubject>();
        services.AddScoped<IProcessActivity, CreditHours>();
        services.AddScoped<IProcessActivity, IssueCme>();
        services.AddScoped<IProcessActivity, TellCmeHolder>();
        services.AddScoped<Dossiers>();
        services.AddScoped<Decide>();
        services.AddScoped<Letters>();
        services.AddScoped<RequestStatus>();
        services.AddScoped<OpenRequests>();
        services.AddScoped<ICertificateStatus, RequestStatus>();
        services.AddScoped<IPersonMergeGuard, MergeGuard>();
        services.AddScoped<IProcessSubject, RequestSubject>();
        services.AddScoped<IProcessActivity, IssueActivity>();
        services.AddScoped<IProcessActivity, TellHolder>();
        services.AddScoped<IProcessActivity, Remind>();
        services.AddSingleton<ITaskForm, CheckForm>();
        services.AddSingleton<ITaskForm, SignForm>();
        services.AddSingleton<ITaskForm, CompleteForm>();
        services.AddScoped<ICertificates, CertificateFinder>();
        services.AddScoped<IHandle<CaseSigned>, IssueCertificate>();
        services.AddScoped<IHandle<CourseCompleted>, IssueCertificate>();
        services.AddScoped<IDashboardTile, MyCertificatesTile>();
        services.AddScoped<IMatrixMeasure, CertifiedPeople>();
        services.AddScoped<IRecipeStep, RevocationsStep>();
    }
}
