using Microsoft.EntityFrameworkCore;
using Training.Tests.Support;
using Training.Workflows.Engine;
using Training.Workflows.Running;
using Xunit.Abstractions;

namespace Training.Tests.Workflows.Running;

/// <summary>The process dies while it moves instances, again and again; what it had not stored is done by the next one, and nothing twice.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly int Times = Rounds.Or(6);
    private static readonly int Instances = 16 * Times;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task KilledWhileItRuns_LosesNothingAndDoublesNothing(Database database)
    {
        var random = new Random(20261122);
        var site = await Site.StartAsync(database, "blank");
        await site.PublishAsync(Documents.Relay);
        await site.PublishAsync(Documents.Answer);
        var instances = new List<Guid>();
        for (var number = 0; number < Instances; number++)
        {
            instances.Add(await site.BeginAsync("relay"));
        }

        // Its database stays, and the processes below work on it alone.
        await site.StopAsync();
        var during = 0;
        for (var kill = 0; kill < Times; kill++)
        {
            using var process = site.StartProcess("workflows", "run");
            await process.SaysAsync("Running what is due.");
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20, 200)), TimeProvider.System);
            during += process.HasEnded ? 0 : 1;
            process.Stop();
            await process.EndAsync();
        }

        using (var last = site.StartProcess("workflows", "run"))
        {
            Assert.Equal(0, await last.EndAsync());
        }

        output.WriteLine($"{Times} processes killed, {during} of them while they worked.");
        Assert.True(during >= Times / 2, $"{during}");
        await using var again = site.Reopen();
        foreach (var instance in instances)
        {
            Assert.Equal("completed", (await again.CheckAsync(instance)).End);
            var journal = await again.JournalAsync(instance);
            Assert.Equal((2, 1, 1), (journal.Count(e => e.Kind == JournalKind.TimerFired), journal.Count(e => e.Kind == JournalKind.Thrown), journal.Count(e => e.Kind == JournalKind.Received)));
        }

        Assert.Equal(Instances * 2, await again.DataAsync(db => db.Set<Instance>().CountAsync(i => i.End == "completed")));
        Assert.Equal((0, 0, 0), await again.DataAsync(async db => (await db.Set<TimerRow>().CountAsync(), await db.Set<Delivery>().CountAsync(), await db.Set<TokenRow>().CountAsync())));
    }
}
