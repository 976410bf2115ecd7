using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
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
        var keys = Path.Combine(settings.DataFolder, "keys");
        builder.Services.AddDataProtection().SetApplicationName("Training").PersistKeysToFileSystem(new DirectoryInfo(keys));
        builder.Services.AddSecrets(keys);
        builder.Services.AddSingleton(new DataFolder(settings.DataFolder));
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.AddRequestLimits();
        builder.AddEdge(settings);
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
        builder.Services.AddApiDescription();
        builder.AddModules(typeof(Program).Assembly);
    }

    public static void UseSite(this WebApplication app)
    {
        if (app.Services.GetRequiredService<SiteSettings>().Proxy.IsSet)
        {
            app.UseForwardedHeaders();
        }

        app.UseContent();
        app.UseRequestLocalization();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", StatusCodeSelector = ProblemAnswers.StatusOf });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseMiddleware<ProblemAnswers>();
        app.UseRouting();
        app.UseMiddleware<RequestGate>();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = HealthReports.WriteAsync }).AllowAnonymous();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        ViolationReports.Map(app);
        app.UseModules();
    }

    // What stands between the site and everybody else.
    private static void AddEdge(this WebApplicationBuilder builder, SiteSettings settings)
    {
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Content);
        builder.Services.AddSingleton<ViolationReports>();
        builder.Services.AddExceptionHandler<ProblemAnswers.OfFaults>();
        builder.Services.Configure<ForwardedHeadersOptions>(settings.Proxy.Apply);
        if (settings.Address is { } address)
        {
            // The machine itself asks whether the site is ready.
            builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts =
                [address.Host, .. settings.Content.Host is { } content ? [content] : Array.Empty<string>(), "localhost", "127.0.0.1", "[::1]"]);
        }
    }

    // Before everything else: no page, file, cookie or error page of the site answers on the origin of the packages.
    private static void UseContent(this WebApplication app)
    {
        var content = app.Services.GetRequiredService<ContentOrigin>();
        app.MapWhen(content.Is, branch => branch.Run(context => context.RequestServices.GetRequiredService<IContentSite>().AnswerAsync(context)));
        if (content.Listen is not { } listen || app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>() is not { } addresses)
        {
            return;
        }

        // The first of them, so that whoever asks for the last address gets the site's.
        string[] own = [.. app.Configuration[WebHostDefaults.ServerUrlsKey]!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        foreach (var url in own.Prepend(listen))
        {
            addresses.Addresses.Add(url);
        }

        app.Lifetime.ApplicationStarted.Register(() => content.ListensAt(new Uri(addresses.Addresses.First()).Port));
    }

    private sealed class DatabaseCheck(TrainingDbContext db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
            => await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }
}
