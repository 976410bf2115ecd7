using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Media.Contracts;
using Training.Media.Intake;
using Training.Media.Storing;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Media;

/// <summary>A module that refers to files, and has pages that serve them.</summary>
internal sealed class Owner : IFileReferences
{
    public HashSet<string> Hashes { get; } = [];

    /// <summary>What happens while a purge asks.</summary>
    public Func<IReadOnlyCollection<string>, Task> WhenAsked { get; set; } = _ => Task.CompletedTask;

    public async Task<IReadOnlyCollection<string>> InUseAsync(IReadOnlyCollection<string> hashes, CancellationToken ct)
    {
        await WhenAsked(hashes);
        return [.. hashes.Where(Hashes.Contains)];
    }
}

/// <summary>What the tests of this folder do with a site.</summary>
internal static class Files
{
    private sealed class Routes : StartupBase
    {
        public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
            => routes.MapGet("/test/files/{hash}", (string hash) => FileResults.Serve(hash, "minh-chung \"<1>\"")).AllowAnonymous();
    }

    /// <summary>A site with a module that refers to files.</summary>
    public static Task<Site> StartAsync(Database database, Owner? owner = null, Action<MediaOptions>? options = null) => Site.StartWithAsync(database, "blank", services =>
    {
        var startups = (IReadOnlyList<StartupBase>)services.Last(service => service.ServiceType == typeof(IReadOnlyList<StartupBase>)).ImplementationInstance!;
        services.AddSingleton<IReadOnlyList<StartupBase>>([.. startups, new Routes()]);
        services.AddSingleton<IFileReferences>(owner ?? new Owner());
        if (options is not null)
        {
            services.PostConfigure(options);
        }
    });

    public static Task<TakenFile> TakeAsync(this Site site, byte[] content, FileKinds allowed = FileKinds.Image | FileKinds.Pdf | FileKinds.Audio, string? field = null)
        => site.DataAsync((_, services) => services.GetRequiredService<IFileIntake>().TakeAsync(new MemoryStream(content), allowed, field, CancellationToken.None));

    /// <summary>That the file is refused for this reason, and nothing of it stays behind.</summary>
    public static async Task<RuleViolation> RefusesAsync(this Site site, string key, byte[] content, FileKinds allowed = FileKinds.Image | FileKinds.Pdf | FileKinds.Audio)
    {
        var before = site.StoredFiles();
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => site.TakeAsync(content, allowed, "Input.File"));
        Assert.Equal(key, refusal.Key);
        Assert.Equal("Input.File", refusal.Field);
        Assert.Equal("Training.Media", refusal.Source);
        Assert.Equal(before, site.StoredFiles());
        return refusal;
    }

    /// <summary>A file that the site made itself: needs no tools.</summary>
    public static Task<TakenFile> PutAsync(this Site site, byte[] content, FileKind kind = FileKind.Png)
        => site.DataAsync((_, services) => services.GetRequiredService<IFileStore>().PutAsync(new MemoryStream(content), kind, CancellationToken.None));

    public static Task<T> StoreAsync<T>(this Site site, Func<IFileStore, Task<T>> work) => site.DataAsync((_, services) => work(services.GetRequiredService<IFileStore>()));

    public static Task<FileState> StateAsync(this Site site, string hash) => site.StoreAsync(store => store.VerifyAsync(hash, CancellationToken.None));

    public static string PathOf(this Site site, string hash) => site.Services.GetRequiredService<FileFolder>().PathOf(hash);

    public static Task RunAsync<TTask>(this Site site)
        where TTask : IBackgroundTask
        => site.DataAsync(async (TrainingDbContext _, IServiceProvider services) =>
        {
            await services.GetServices<IBackgroundTask>().OfType<TTask>().Single().RunAsync(CancellationToken.None);
            return true;
        });

    /// <summary>Every file below the folder of files, work folders too.</summary>
    public static IReadOnlyList<string> StoredFiles(this Site site)
    {
        var root = Path.Combine(site.Folder, "files");
        return Directory.Exists(root) ? [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
    }
}
