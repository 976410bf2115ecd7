using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Logbook.Phone;

/// <summary>What the phone's shell asks the site.</summary>
internal static class PhoneEndpoints
{
    /// <summary>The service worker: the same for everybody, asked for anew each time so that a newer shell is found.</summary>
    public static IResult Worker(HttpContext context, PhoneFiles files)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["Service-Worker-Allowed"] = PhoneFiles.Shell;
        return Results.Text(files.Worker, "text/javascript; charset=utf-8");
    }

    /// <summary>What makes the shell an app on the home screen.</summary>
    /// <param name="language">Browsers ask without cookies, so the address says it.</param>
    /// <param name="context">The request.</param>
    /// <param name="texts">Words.</param>
    public static IResult Manifest(string language, HttpContext context, IStringLocalizer<Texts> texts)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Json(
            new
            {
                id = PhoneFiles.Shell,
                start_url = PhoneFiles.Shell,
                scope = "/",
                display = "standalone",
                orientation = "portrait",
                lang = language,
                name = texts["App.Name"].Value,
                short_name = texts["App.ShortName"].Value,
                description = texts["App.About"].Value,
                background_color = "#ffffff",
                theme_color = "#0a6157",
                icons = new[] { Icon("icon-192.png", "192x192", "any"), Icon("icon-512.png", "512x512", "any"), Icon("maskable-512.png", "512x512", "maskable") },
                shortcuts = new[] { new { name = texts["New"].Value, url = $"{PhoneFiles.Shell}#/case" } },
            },
            contentType: "application/manifest+json");
    }

    /// <summary>Who is signed in, and the key that every post needs; for nobody's cache.</summary>
    public static IResult Session(HttpContext context, ICurrentUser user, IAntiforgery antiforgery, IEnumerable<IPhoneScreens> modules, TimeProvider clock)
    {
        var token = antiforgery.GetAndStoreTokens(context).RequestToken;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new
        {
            account = user.UserId,
            name = user.Name,
            mayUse = user.ViewerId is null && (user.Can(Permissions.Log) || user.Can(Permissions.Sign) || modules.Any(module => module.MayUse(user))),
            mayLog = user.ViewerId is null && user.Can(Permissions.Log),
            maySign = user.ViewerId is null && user.Can(Permissions.Sign),
            language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            token,
            now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        });
    }

    private static object Icon(string file, string sizes, string purpose) => new { src = $"/_content/Training.Logbook/phone/icons/{file}", sizes, type = "image/png", purpose };
}
