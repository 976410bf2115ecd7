using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Duplicates;
using Training.Identity.Invitations;
using Training.Identity.Merging;
using Training.Modules;

namespace Training.Identity.People;

internal sealed class PeopleStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, PeoplePermissions>();
        services.AddScoped<INavigationProvider, PeopleMenu>();
        services.AddSingleton<NationalIds>();
        services.AddScoped<PersonWriter>();
        services.AddScoped<DuplicateFinder>();
        services.AddScoped<PersonMover>();
        services.AddScoped<MergePeople>();
        services.AddScoped<InvitationWriter>();
        services.AddSingleton<SiteRoot>();
    }
}
