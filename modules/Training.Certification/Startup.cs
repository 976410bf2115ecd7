using Microsoft.Extensions.DependencyInjection;
using Training.Certification.Contracts;
using Training.Certification.Dashboard;
using Training.Certification.Issuing;
using Training.Certification.Recipes;
using Training.Certification.Register;
using Training.Certification.Reports;
using Training.Courses.Contracts;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Reporting.Contracts;

namespace Training.Certification;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, MainMenu>();
        services.AddScoped<ICertificates, CertificateFinder>();
        services.AddScoped<IHandle<CaseSigned>, IssueCertificate>();
        services.AddScoped<IHandle<CourseCompleted>, IssueCertificate>();
        services.AddScoped<IDashboardTile, MyCertificatesTile>();
        services.AddScoped<IMatrixMeasure, CertifiedPeople>();
        services.AddScoped<IRecipeStep, RevocationsStep>();
    }
}
