using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Account;
using Training.Identity.Accounts;
using Training.Identity.ApiTokens;
using Training.Identity.Assignees;
using Training.Identity.Contracts;
using Training.Identity.Factors;
using Training.Identity.Grants;
using Training.Identity.Passwords;
using Training.Identity.People;
using Training.Identity.Phones;
using Training.Identity.Reauthentication;
using Training.Identity.Recipes;
using Training.Identity.Recovery;
using Training.Identity.Rescue;
using Training.Identity.Sessions;
using Training.Identity.Throttling;
using Training.Identity.Tokens;
using Training.Identity.Users;
using Training.Identity.ViewAs;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Identity;

internal sealed class Startup(IConfiguration configuration) : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        AddAccounts(services);
        AddSignIn(services);
        services.AddScoped<CurrentUser>();
        services.AddScoped<ICurrentUser>(provider => provider.GetRequiredService<CurrentUser>());
        services.AddScoped<IPeople, PeopleReader>();
        services.AddScoped<IRoleHolders, RoleHolders>();
        services.AddScoped<IStaff, StaffReader>();
        services.AddScoped<IAssigneeResolver, RoleInScope>();
        services.AddScoped<IAssigneeResolver, NamedPerson>();
        services.AddSingleton<NationalIds>();
        services.AddReauthentication();
        services.AddPhones(configuration);
        services.AddApiTokens();
        AddAdministration(services);
        services.AddScoped<IRecipeStep, PeopleStep>();
        services.AddScoped<IRecipeStep, AdministratorStep>();
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection("Demo"));
        services.AddOptions<AdministratorOptions>().Bind(configuration.GetSection("Setup"));
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        app.Use((HttpContext context, RequestDelegate next) => EnrolFirst.InvokeAsync(context, next));
        app.Use(next => context => Viewing.RefuseChangesAsync(context, next));
        routes.MapPost("/account/logout", Logout.SignOutAsync).WithMetadata(new SignedInAttribute(), new WithoutSecondFactorAttribute());
        routes.MapPost(Viewing.EndAddress, Viewing.EndAsync).WithMetadata(new SignedInAttribute());
        routes.MapIdentityApi();
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentityCore<User>(options =>
            {
                // What a password has to be is said in one place: PasswordRules.
                options.Password.RequiredLength = PasswordRules.ShortestWithSecondFactor;
                options.Password.RequiredUniqueChars = 1;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.User.RequireUniqueEmail = true;
            })
            .AddEntityFrameworkStores<TrainingDbContext>()
            .AddSignInManager()
            .AddPasswordValidator<NewPassword>();

        // OWASP Password Storage cheat sheet: PBKDF2-SHA512 with at least 220 000 rounds.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 220_000);
        services.AddScoped<IPasswordHasher<User>, UnicodePasswordHasher>();
        services.AddSingleton(_ => new HashingQueue());
        services.AddSingleton<Blocklist>();
        services.AddSingleton<PasswordRules>();
        services.AddScoped<NewPassword>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<AccountProof>();
        services.AddScoped<AccountChanges>();
        services.AddSingleton<SiteAddress>();
        services.AddHostedService<FirstRunInvitation>();
        services.Configure<MvcOptions>(options => options.Filters.Add<SiteBusyFilter>());
    }

    private static void AddAdministration(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<INavigationProvider, AdminMenu>();
        services.AddScoped<GrantWriter>();
        services.AddScoped<GrantLetters>();
        services.AddScoped<AccountControl>();
        services.AddScoped<AccountHospitals>();
        services.AddScoped<AccountRescue>();
        services.AddScoped<IUserConfirmation<User>, UsableAccounts>();

        // Asks UsableAccounts: a disabled account opens no door.
        services.Configure<IdentityOptions>(options => options.SignIn.RequireConfirmedAccount = true);
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddAuthentication().AddCookie(SecondStep.Scheme, SecondStep.Configure);
        services.ConfigureApplicationCookie(SessionCookie.Configure);
        services.AddScoped<SessionStore>();
        services.AddScoped<KnownDevice>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<SecondStep>();
        services.AddSingleton<SecondFactorRule>();
        services.AddScoped<Throttle>();
        services.AddScoped<IGuessing>(provider => provider.GetRequiredService<Throttle>());
        services.AddScoped<IBackgroundTask, PurgeThrottles>();
        services.AddScoped<IBackgroundTask, PurgeSessions>();
        services.AddScoped<AccountTokens>();
        services.AddScoped<TokenDoor>();
        services.AddScoped<PendingSeed>();
        services.AddScoped<IBackgroundTask, PurgeAccountTokens>();
    }
}
