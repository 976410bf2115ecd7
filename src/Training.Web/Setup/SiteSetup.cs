using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Web.Setup;

/// <summary>What happens once, before the first request: the database is made or migrated, the first recipe is run.</summary>
internal sealed class SiteSetup(IServiceProvider services, SiteSettings settings)
{
    private const string Processes = "processes";

    private string _database = "";

    public async Task PrepareDatabaseAsync(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrainingDbContext>();
        try
        {
            await db.MigrateAsync(settings.Database, scope.ServiceProvider.GetServices<IDataConversion>(), ct);
            _database = await db.VersionAsync(ct);
            if (await db.RowLocksAreBypassedAsync(ct))
            {
                services.GetRequiredService<StartNotes>().Add(
                    "The database account is a superuser or has BYPASSRLS, so row-level security does not hold. Connect with one that owns its database and has no other rights.");
            }
        }
        catch (Exception exception) when (exception is DbException or SocketException or TimeoutException)
        {
            throw new StartupProblem(
                $"The {settings.Database.Provider} database can not be reached or opened: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')}.", exception);
        }
    }

    /// <summary>
    /// Runs <c>Setup:Recipe</c> where it was not run before. The processes come first, on a site that was set up before it had them too, and
    /// again where a new edition of the site brings others.
    /// </summary>
    public async Task RunFirstRecipeAsync(CancellationToken ct)
    {
        var processes = await File.ReadAllBytesAsync(PathOf(Processes), ct);
        await RunOnceAsync(Processes, $"{Processes}@{Convert.ToHexStringLower(SHA256.HashData(processes))[..12]}", ct);
        if (settings.Recipe is { } recipe)
        {
            await RunOnceAsync(recipe, recipe, ct);
        }
    }

    /// <summary>Runs a recipe by name (from the site's own) or by path.</summary>
    public Task RunRecipeAsync(string recipe, CancellationToken ct) => RunRecipeAsync(recipe, recipe, ct);

    private static string PathOf(string recipe)
        => recipe.EndsWith(".recipe.json", StringComparison.Ordinal) ? recipe : Path.Combine(AppContext.BaseDirectory, "Recipes", recipe + ".recipe.json");

    private async Task RunOnceAsync(string recipe, string name, CancellationToken ct)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            if (await scope.ServiceProvider.GetRequiredService<TrainingDbContext>().Set<RecipeRun>().AnyAsync(r => r.Name == name, ct))
            {
                return;
            }
        }

        await RunRecipeAsync(recipe, name, ct);
    }

    private async Task RunRecipeAsync(string recipe, string name, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrainingDbContext>();
        await db.WriteAsync(
            async inner =>
            {
                await scope.ServiceProvider.GetRequiredService<RecipeRunner>().RunAsync(PathOf(recipe), inner);
                if (!await db.Set<RecipeRun>().AnyAsync(r => r.Name == name, inner))
                {
                    db.Add(new RecipeRun { Name = name, RanAt = services.GetRequiredService<TimeProvider>().GetUtcNow() });
                }
            },
            ct);
    }

    public string Greeting(IEnumerable<string> addresses)
    {
        List<string> lines =
        [
            "",
            $"Training is ready at {string.Join(", ", addresses)}",
            $"Database: {_database}; data folder: {settings.DataFolder}",
        ];
        if (settings.Demo)
        {
            lines.AddRange(
            [
                "Demo accounts, all with the password Demo-training-2026 (people and cases are invented):",
                "  hocvien@demo.local    trainee                 huongdan@demo.local   mentor",
                "  bsnoi@demo.local      second trainee          giaovu@demo.local     training office",
                "  khth@demo.local       coordinator             giamdoc@demo.local    director",
                "  soyte@demo.local      Department of Health    boyte@demo.local      Ministry",
                "  quantri@demo.local    administrator",
            ]);
        }

        lines.AddRange(services.GetRequiredService<StartNotes>().Lines);
        lines.Add("Stop with Ctrl+C.");
        return string.Join(Environment.NewLine, lines);
    }
}
