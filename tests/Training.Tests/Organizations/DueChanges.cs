using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Organizations.Directory;
using Training.Tests.Support;

namespace Training.Tests.Organizations;

internal static class DueChanges
{
    /// <summary>Runs the background task that lets the columns take over what began.</summary>
    public static Task<bool> RunTaskAsync(this Site site) => site.DataAsync(async (_, services) =>
    {
        await services.GetServices<IBackgroundTask>().OfType<TakeOverDueChanges>().Single().RunAsync(default);
        return true;
    });
}
