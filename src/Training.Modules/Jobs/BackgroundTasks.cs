using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Training.Modules;

/// <summary>Work that the site does by itself, again and again. A failing run is logged and tried again at the next turn.</summary>
public interface IBackgroundTask
{
    /// <summary>Time between the end of one run and the start of the next.</summary>
    TimeSpan Interval { get; }

    /// <summary>One run, in a scope of its own.</summary>
    Task RunAsync(CancellationToken ct);
}

/// <summary>The one hosted service that runs every <see cref="IBackgroundTask"/>, each in its own loop. <c>Jobs:Enabled=false</c> switches it off.</summary>
internal sealed class BackgroundTaskRunner(
    IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider clock, ILogger<BackgroundTaskRunner> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!configuration.GetValue("Jobs:Enabled", true))
        {
            return Task.CompletedTask;
        }

        using var scope = scopes.CreateScope();
        var types = scope.ServiceProvider.GetServices<IBackgroundTask>().Select(task => task.GetType()).ToArray();
        return Task.WhenAll(types.Select(type => LoopAsync(type, stoppingToken)));
    }

    private async Task LoopAsync(Type type, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            TimeSpan interval;
            await using (var scope = scopes.CreateAsyncScope())
            {
                var task = scope.ServiceProvider.GetServices<IBackgroundTask>().First(t => t.GetType() == type);
                interval = task.Interval;
                await RunOnceAsync(task, ct);
            }

            try
            {
                await Task.Delay(interval, clock, ct);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task RunOnceAsync(IBackgroundTask task, CancellationToken ct)
    {
        try
        {
            await task.RunAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // one failing task must not stop the site; it is logged and tried again
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "Background task {Task} failed; next try in {Interval}.", task.GetType().Name, task.Interval);
        }
    }
}
