using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Training.Modules;

namespace Training.Web.Setup;

internal static class Site
{
    private const int Failed = 1;

    /// <summary>Builds, prepares and runs the site, or one of its commands.</summary>
    /// <returns>The exit code of the process.</returns>
    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Commands of modules write to the terminal that they are given.")]
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args is ["health", ..])
            {
                return await HealthCommand.RunAsync();
            }

            var builder = WebApplication.CreateBuilder(args);
            var settings = SiteSettings.Read(builder.Configuration, builder.Environment);
            settings.PrepareFolder();
            builder.AddSite(settings);
            var app = builder.Build();
            var setup = new SiteSetup(app.Services, settings);
            if (args is ["recipe", "run", var recipe, ..])
            {
                await setup.PrepareDatabaseAsync(CancellationToken.None);
                await setup.RunRecipeAsync(recipe, CancellationToken.None);
                Say($"Recipe {recipe} is stored.");
                return 0;
            }

            if (await SiteCommands.RunAsync(args, app.Services, setup, Console.Out, CancellationToken.None) is { } exitCode)
            {
                return exitCode;
            }

            await setup.PrepareDatabaseAsync(CancellationToken.None);
            await setup.RunFirstRecipeAsync(CancellationToken.None);
            app.UseSite();
            app.Lifetime.ApplicationStarted.Register(() => Say(setup.Greeting(app.Urls.Skip(settings.Content.Listen is null ? 0 : 1))));
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (exception is StartupProblem or RecipeException or OptionsValidationException)
        {
            Complain(exception.Message);
            return Failed;
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            Complain($"{exception.Message} Stop the other program or set another address with --urls.");
            return Failed;
        }
    }

    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The one place that speaks to the console.")]
    private static void Say(string text) => Console.WriteLine(text);

    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The one place that speaks to the console.")]
    private static void Complain(string text) => Console.Error.WriteLine(text);
}
