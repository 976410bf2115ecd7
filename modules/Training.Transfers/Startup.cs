using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Contracts;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Reporting.Contracts;
using Training.Transfers.Agreements;
using Training.Transfers.Assignees;
using Training.Transfers.Contracts;
using Training.Transfers.Dashboard;
using Training.Transfers.Guidance;
using Training.Transfers.Participants;
using Training.Transfers.Progress;
using Training.Transfers.Recipes;
using Training.Workflows.Contracts;

namespace Training.Transfers;

internal sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ILearnerPractice, PracticeInTeams>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, MainMenu>();
        services.AddScoped<INavigationProvider, AdminMenu>();
        services.AddScoped<ITransfers, TransferReader>();
        services.AddScoped<ITransferLadder, TransferLadder>();
        services.AddScoped<MyPackageReader>();
        services.AddScoped<TransferList>();
        services.AddScoped<IHandle<ParticipantJoined>, EnrolInTheory>();
        services.AddScoped<IDashboardTile, MyPackageTile>();
        services.AddScoped<IDashboardTile, PipelineTile>();
        services.AddScoped<IRecipeStep, TransfersStep>();
        AddGuidance(services);
        services.AddScoped<ITransferSubject, ParticipantSubject>();
        services.AddScoped<ITransferSubject, WholeTransfer>();
        services.AddScoped<IAssigneeResolver, TraineeOfParticipant>();
        foreach (var (id, (role, place)) in TransferRole.All)
        {
            services.AddScoped<IAssigneeResolver>(provider => ActivatorUtilities.CreateInstance<TransferRole>(provider, id, role, place));
        }
    }

    private static void AddGuidance(IServiceCollection services)
    {
        services.AddScoped<GuideTable>();
        services.AddScoped<GuideBoardReader>();
        services.AddScoped<NameGuide>();
        services.AddScoped<IPersonMergeGuard, GuideMergeGuard>();
        services.AddScoped<IRecipeStep, GuideRulesStep>();
        services.AddScoped<IRecipeStep, GuidesStep>();
    }
}
