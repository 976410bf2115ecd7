using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Modules;
using Training.Tests.Support;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;
using Training.Workflows.Running;

namespace Training.Tests.Workflows.Running;

/// <summary>Runs processes from outside of a page, as jobs and recipes do.</summary>
internal static class Run
{
    public static async Task WriteAsync(this Site site, Func<IServiceProvider, CancellationToken, Task> work)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TrainingDbContext>().WriteAsync(ct => work(scope.ServiceProvider, ct), default);
    }

    public static Task PublishAsync(this Site site, string document)
        => site.WriteAsync(async (services, ct) => Assert.Empty(await services.GetRequiredService<Publish>().PublishAsync(document, "test", ct)));

    public static async Task<Guid> BeginAsync(this Site site, string process, Subject? subject = null, IReadOnlyDictionary<string, object>? variables = null)
    {
        var id = Guid.Empty;
        await site.WriteAsync(async (services, ct) => id = await services.GetRequiredService<IProcesses>().StartAsync(
            process, subject ?? new Subject("Test", Guid.CreateVersion7()), new Concerned(null, null, null), variables ?? new Dictionary<string, object>(), ct));
        return id;
    }

    public static Task MoveAsync(this Site site, Guid instance, Func<Machine, CancellationToken, Task> step) => site.WriteAsync((services, ct) =>
        services.GetRequiredService<ProcessRunner>().MoveAsync(
            instance,
            async (machine, token) =>
            {
                await step(machine, token);
                return true;
            },
            throwsOnFailure: false,
            ct));

    public static async Task RunDueAsync(this Site site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IBackgroundTask>().OfType<RunDue>().Single().RunAsync(default);
    }

    public static Task<IReadOnlyList<JournalEntry>> JournalAsync(this Site site, Guid instance) => site.DataAsync<IReadOnlyList<JournalEntry>>(async db =>
        [.. (await db.Set<JournalRow>().Where(row => row.InstanceId == instance).OrderBy(row => row.Number).ToListAsync())
            .Select(row => new JournalEntry(row.Number, row.At, row.Kind, row.Node, row.Token, row.Scope, row.Other, row.Name, row.Text, row.DueAt))]);

    /// <summary>The stored state is what the journal says.</summary>
    public static async Task<InstanceState> CheckAsync(this Site site, Guid instance)
    {
        var replayed = new InstanceState();
        foreach (var entry in await site.JournalAsync(instance))
        {
            replayed.Apply(entry);
        }

        var stored = await site.DataAsync(async db => (await InstanceStore.LoadAsync(db, instance, default))!.State);
        Assert.Equal(States.Describe(replayed), States.Describe(stored));
        return stored;
    }
}
