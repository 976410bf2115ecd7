using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Tests.Support;
using Training.Tests.Workflows.Conformance;
using Training.Workflows.Contracts;
using Training.Workflows.Engine;
using Training.Workflows.Expressions;
using Training.Workflows.Running;
using Xunit.Abstractions;

namespace Training.Tests.Workflows.Running;

/// <summary>Two nodes on one database want the same thing at the same moment.</summary>
public sealed class RaceTests(ITestOutputHelper output)
{
    private const int Rounds = 200;

    [Theory, OnPostgreSql]
    public async Task TwoNodes_OneTaskAndOneTimer_HaveOneEffectEach(Database database)
    {
        await using var first = await Site.StartWithAsync(database, "blank", services => services.AddSingleton<IAssigneeResolver, Anybody>());
        await using var second = first.SecondNode();
        await first.PublishAsync(Documents.TaskAgainstTimer);
        var (tasks, timers, late) = (0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var instance = await first.BeginAsync("task-against-timer");
            var token = (await first.CheckAsync(instance)).Tasks.Keys.Single();
            first.Clock.Shift += TimeSpan.FromHours(1);
            second.Clock.Shift = first.Clock.Shift;

            var done = await Task.WhenAll(
                Task.Run(() => CompleteAsync(first, instance, token)), Task.Run(() => CompleteAsync(second, instance, token)), Task.Run(() => DueAsync(first)), Task.Run(() => DueAsync(second)));

            // Who took the timer first may have found the instance held by the other.
            await first.RunDueAsync();
            var journal = await first.JournalAsync(instance);
            var (byPerson, byTimer) = (journal.Count(e => e.Kind == JournalKind.TaskDone), journal.Count(e => e.Kind == JournalKind.TimerFired));
            Assert.Equal(1, byPerson + byTimer);
            Assert.Equal(byPerson, done.Count(yes => yes));
            Assert.Equal(1, journal.Count(e => e.Kind == JournalKind.Ended));
            await first.CheckAsync(instance);
            (tasks, timers, late) = (tasks + byPerson, timers + byTimer, late + 2 - byPerson);
        }

        output.WriteLine($"{Rounds} rounds: {tasks} times a person was first, {timers} times the timer; {late} tries came too late.");
        Assert.Equal(0, await first.DataAsync(db => db.Set<TimerRow>().CountAsync()));
    }

    [Theory, OnPostgreSql]
    public async Task TwoProcessesAndAPerson_WhoWantTheSameTimersAndTasks_HaveOneEffectEach(Database database)
    {
        await using var site = await Site.StartWithAsync(database, "blank", services => services.AddSingleton<IAssigneeResolver, Anybody>());
        await site.PublishAsync(Documents.TaskAgainstTimer.Replace("PT1H", "PT1S", StringComparison.Ordinal));
        var instances = new List<Guid>();
        for (var round = 0; round < Rounds; round++)
        {
            instances.Add(await site.BeginAsync("task-against-timer"));
        }

        using var one = site.StartProcess("workflows", "run");
        using var other = site.StartProcess("workflows", "run");
        await one.SaysAsync("Running what is due.");

        // The timers are fired from the oldest on, so that all meet somewhere.
        var done = 0;
        foreach (var instance in instances.AsEnumerable().Reverse())
        {
            done += await CompleteAsync(site, instance, (await site.JournalAsync(instance)).Single(e => e.Kind == JournalKind.TaskCreated).Token!.Value) ? 1 : 0;
        }

        Assert.Equal((0, 0), (await one.EndAsync(), await other.EndAsync()));
        var byPerson = 0;
        foreach (var instance in instances)
        {
            var journal = await site.JournalAsync(instance);
            var (person, timer) = (journal.Count(e => e.Kind == JournalKind.TaskDone), journal.Count(e => e.Kind == JournalKind.TimerFired));
            Assert.Equal((1, 1), (person + timer, journal.Count(e => e.Kind == JournalKind.Ended)));
            byPerson += person;
            await site.CheckAsync(instance);
        }

        output.WriteLine($"{byPerson} times the person was first, {Rounds - byPerson} times a timer.");
        Assert.Equal(done, byPerson);
        Assert.InRange(byPerson, 1, Rounds - 1);
    }

    [Theory, OnPostgreSql]
    public async Task TwoNodes_ManyTimersAndMessages_EachArriveOnce(Database database)
    {
        await using var first = await Site.StartAsync(database, "blank");
        await using var second = first.SecondNode();
        await first.PublishAsync(Documents.Relay);
        await first.PublishAsync(Documents.Answer);
        var instances = new List<Guid>();
        for (var number = 0; number < 50; number++)
        {
            instances.Add(await first.BeginAsync("relay"));
        }

        first.Clock.Shift = second.Clock.Shift = TimeSpan.FromSeconds(2);
        while (await first.DataAsync(async db => await db.Set<TimerRow>().AnyAsync() || await db.Set<Delivery>().AnyAsync()))
        {
            await Task.WhenAll(Task.Run(first.RunDueAsync), Task.Run(second.RunDueAsync));
        }

        foreach (var instance in instances)
        {
            Assert.Equal("completed", (await first.CheckAsync(instance)).End);
            var journal = await first.JournalAsync(instance);
            Assert.Equal((2, 1, 1), (journal.Count(e => e.Kind == JournalKind.TimerFired), journal.Count(e => e.Kind == JournalKind.Thrown), journal.Count(e => e.Kind == JournalKind.Received)));
        }

        Assert.Equal(100, await first.DataAsync(db => db.Set<Instance>().CountAsync(i => i.End == "completed")));
    }

    private static async Task<bool> CompleteAsync(Site site, Guid instance, int token)
    {
        try
        {
            await site.MoveAsync(instance, (machine, ct) => machine.CompleteTaskAsync(token, null, new Dictionary<string, Value>(), ct));
            return true;
        }
        catch (EngineRefusal refusal) when (refusal.Reason is "Engine.TaskIsOver" or "Engine.HasEnded")
        {
            return false;
        }
    }

    private static async Task<bool> DueAsync(Site site)
    {
        await site.RunDueAsync();
        return false;
    }
}
