using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.WebEncoders;
using Training.Data;
using Training.Modules;

namespace Training.Web.Setup;

internal static class SiteExtensions
{
    public static void AddSite(this WebApplicationBuilder builder, SiteSettings settings)
    {
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        var keys = Path.Combine(settings.DataFolder, "keys");
        builder.Services.AddDataProtection().SetApplicationName("Training").PersistKeysToFileSystem(new DirectoryInfo(keys));
        builder.Services.AddSecrets(keys);
        builder.Services.AddSingleton(new DataFolder(settings.DataFolder));
        builder.Services.AddTrainingData(settings.Database);
        builder.Services.AddLocalizedPages();
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddAntiforgery(options => options.Cookie = new SecureCookie { Name = "__Host-training-form", Path = "/", HttpOnly = true, SameSite = SameSiteMode.Strict });
        builder.Services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "__Host-training-message";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.Path = "/";
        });
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        builder.Services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        builder.Services.AddApiDescription();
        builder.AddModules(typeof(Program).Assembly);
    }

    public static void UseSite(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseModules();
    }

    private sealed class DatabaseCheck(TrainingDbContext db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
            => await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }
}
