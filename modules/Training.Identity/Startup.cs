using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Account;
using Training.Identity.Contracts;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Recipes;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity;

internal sealed class Startup(IConfiguration configuration) : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<User>(options =>
            {
                // NIST 800-63B-4: length decides, no composition rules.
                options.Password.RequiredLength = 15;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.User.RequireUniqueEmail = true;
                options.Lockout.MaxFailedAccessAttempts = 10;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddEntityFrameworkStores<TrainingDbContext>()
            .AddSignInManager();

        // OWASP Password Storage cheat sheet: PBKDF2-SHA512 with at least 220 000 rounds.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 220_000);
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "training-session";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = "/account/login";
            options.AccessDeniedPath = null;
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = false;
            options.Events.OnValidatePrincipal = SessionCheck.ValidateAsync;
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });

        services.AddScoped<CurrentUser>();
        services.AddScoped<ICurrentUser>(provider => provider.GetRequiredService<CurrentUser>());
        services.AddScoped<IPeople, PeopleReader>();
        services.AddSingleton<NationalIds>();
        services.AddScoped<IReauthentication, Reauthentication>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddScoped<GrantWriter>();
        services.AddScoped<GrantLetters>();
        services.AddScoped<IRecipeStep, PeopleStep>();
        services.AddScoped<IRecipeStep, AdministratorStep>();
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection("Demo"));
        services.AddOptions<AdministratorOptions>().Bind(configuration.GetSection("Setup"));
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
        => routes.MapPost("/account/logout", Logout.SignOutAsync).WithMetadata(new SignedInAttribute());
}
