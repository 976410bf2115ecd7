using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Modules;
using Training.Tests.Support;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;
using Training.Workflows.Running;

namespace Training.Tests.Workflows.Conformance;

/// <summary>Every case of the suite, through the same doors as the site's own processes, on both databases.</summary>
public sealed class ConformanceTests
{
    /// <summary>A Monday morning in Hà Nội.</summary>
    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryCase_LeavesTheExpectedJournal(Database database)
    {
        Assert.True(Case.Names.Count() >= 60, $"{Case.Names.Count()} cases");
        await using var site = await Site.StartWithAsync(database, "blank", services =>
        {
            services.AddSingleton<IProcessActivity, SetActivity>();
            services.AddSingleton<IProcessActivity, RaiseActivity>();
            services.AddSingleton<IProcessActivity, BreakActivity>();
            services.AddSingleton<IAssigneeResolver, Anybody>();
        });
        var wrong = new List<string>();
        foreach (var name in Case.Names)
        {
            site.Clock.StandsAt = Begin;
            site.Clock.Shift = TimeSpan.Zero;
            BreakActivity.Repaired = false;
            try
            {
                await PlayAsync(site, Case.Read(name));
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                wrong.Add($"{name}: {exception}");
            }
            catch (Xunit.Sdk.XunitException exception)
            {
                wrong.Add($"{name}: {exception.Message}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    private static async Task PlayAsync(Site site, Case play)
    {
        foreach (var document in play.Called.Append(play.Document))
        {
            await DoAsync(site, async (services, ct) => Assert.Empty(await services.GetRequiredService<Publish>().PublishAsync(document, "conformance", ct)));
        }

        var subject = new Subject("Conformance", Guid.CreateVersion7());
        var (seen, replayed) = (0, new InstanceState());
        foreach (var step in play.Steps)
        {
            var refusal = await TakeAsync(site, play, subject, step);
            var journal = await JournalAsync(site, subject);
            var fresh = journal.Skip(seen).ToArray();
            seen = journal.Count;
            var actual = refusal is null ? fresh.Select(entry => entry.Line) : [refusal];
            var (expected, got) = (string.Join("\n  ", step.Expected), string.Join("\n  ", actual));
            Assert.True(expected == got, $"line {step.Line} ({step.Command} {string.Join(' ', step.Arguments)}) expected\n  {expected}\nbut the journal says\n  {got}");

            foreach (var entry in fresh)
            {
                replayed.Apply(entry);
            }

            await site.DataAsync(async db =>
            {
                var id = await db.Set<Instance>().Where(i => i.SubjectId == subject.Id).Select(i => (Guid?)i.Id).FirstOrDefaultAsync();
                if (id is { } instance)
                {
                    Assert.Equal(States.Describe(replayed), States.Describe((await InstanceStore.LoadAsync(db, instance, default))!.State));
                }
            });
        }
    }

    /// <returns>Why it was refused; null where it was not.</returns>
    private static async Task<string?> TakeAsync(Site site, Case play, Subject subject, Step step)
    {
        try
        {
            await (step.Command switch
            {
                "start" => DoAsync(site, async (services, ct) => await services.GetRequiredService<ProcessRunner>().StartAsync(
                    (await services.GetRequiredService<Models>().NewestAsync(play.Key, ct))!, step.Words.Count == 0 ? null : step.Words[0], subject, new Concerned(null, null, null), step.Variables, ct)),
                "task" => MoveAsync(site, subject, (state, machine, ct) => machine.CompleteTaskAsync(
                    TokenAt(state, step.Words[0], state.Tasks.Keys), step.Words.ElementAtOrDefault(1), Values.Of(step.Variables), ct)),
                "wait" => WaitAsync(site, Case.Duration(step.Words[0])),
                "message" => DoAsync(site, (services, ct) => services.GetRequiredService<IProcesses>().SendAsync(step.Words[0], subject, new Concerned(null, null, null), step.Variables, ct)),
                "signal" => SignalAsync(site, subject, step.Words[0]),
                "repair" => RepairAsync(),
                "retry" => MoveAsync(site, subject, (state, machine, ct) => machine.RetryAsync(TokenAt(state, step.Words[0], state.Tokens.Keys), ct)),
                "skip" => MoveAsync(site, subject, (state, machine, ct) => machine.SkipAsync(TokenAt(state, step.Words[0], state.Tokens.Keys), step.Words.ElementAtOrDefault(1), ct)),
                "cancel" => MoveAsync(site, subject, (_, machine, _) =>
                {
                    machine.Cancel();
                    return Task.CompletedTask;
                }),
                _ => throw new InvalidOperationException($"line {step.Line}: {step.Command} is no step"),
            });
            return null;
        }
        catch (EngineRefusal refusal)
        {
            return $"refused {refusal.Reason}{string.Concat(refusal.Arguments.Select(argument => $" {argument}"))}";
        }
        catch (RuleViolation violation)
        {
            return $"refused {violation.Key}";
        }
    }

    /// <summary>The token at a node; <c>node#2</c> is the second one there.</summary>
    private static int TokenAt(InstanceState state, string where, IEnumerable<int> among)
    {
        var (node, place) = where.Split('#') is [var name, var number] ? (name, int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)) : (where, 1);
        return among.Where(token => state.Tokens[token].Node == node).ElementAtOrDefault(place - 1);
    }

    private static Task MoveAsync(Site site, Subject subject, Func<InstanceState, Machine, CancellationToken, Task> step) => DoAsync(site, async (services, ct) =>
    {
        var db = services.GetRequiredService<TrainingDbContext>();
        var id = await db.Set<Instance>().Where(i => i.SubjectId == subject.Id).Select(i => i.Id).SingleAsync(ct);
        var state = (await InstanceStore.LoadAsync(db, id, ct))!.State;
        await services.GetRequiredService<ProcessRunner>().MoveAsync(
            id,
            async (machine, token) =>
            {
                await step(state, machine, token);
                return true;
            },
            throwsOnFailure: false,
            ct);
    });

    private static async Task WaitAsync(Site site, TimeSpan time)
    {
        site.Clock.Shift += time;
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IBackgroundTask>().OfType<RunDue>().Single().RunAsync(default);
    }

    private static async Task SignalAsync(Site site, Subject subject, string name)
    {
        await site.DataAsync(async db =>
        {
            var now = site.Clock.GetUtcNow();
            db.Add(new Delivery { Name = name, IsSignal = true, SubjectType = subject.Type, SubjectId = subject.Id, FromInstanceId = Guid.Empty, SentAt = now, TryAt = now });
            await db.SaveChangesAsync();
        });
        await WaitAsync(site, TimeSpan.Zero);
    }

    private static Task RepairAsync()
    {
        BreakActivity.Repaired = true;
        return Task.CompletedTask;
    }

    private static async Task DoAsync(Site site, Func<IServiceProvider, CancellationToken, Task> work)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TrainingDbContext>().WriteAsync(ct => work(scope.ServiceProvider, ct), default);
    }

    private static Task<IReadOnlyList<JournalEntry>> JournalAsync(Site site, Subject subject) => site.DataAsync<IReadOnlyList<JournalEntry>>(async db =>
        [.. (from row in await (from i in db.Set<Instance>()
                                where i.SubjectId == subject.Id
                                join j in db.Set<JournalRow>() on i.Id equals j.InstanceId
                                orderby j.Number
                                select j).ToListAsync()
             select new JournalEntry(row.Number, row.At, row.Kind, row.Node, row.Token, row.Scope, row.Other, row.Name, row.Text, row.DueAt))]);
}
