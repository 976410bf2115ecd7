using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Modules;
using Training.Tests.Support;
using Training.Workflows.Bpmn;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;
using Training.Workflows.Running;
using Xunit.Abstractions;

namespace Training.Tests.Workflows.Conformance;

/// <summary>Every case of the suite, through the same doors as the site's own processes, on both databases.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
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
            services.AddSingleton<ITaskForm>(new NamedForm("outer"));
            services.AddSingleton<ITaskForm>(new NamedForm("inner"));
        });
        var wrong = new List<string>();
        var took = new List<(string Name, TimeSpan Took)>();
        foreach (var name in Case.Names)
        {
            site.Clock.StandsAt = Begin;
            site.Clock.Shift = TimeSpan.Zero;
            BreakActivity.Repaired = false;
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
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

            took.Add((name, System.Diagnostics.Stopwatch.GetElapsedTime(began)));
        }

        output.WriteLine($"{took.Count} cases in {took.Sum(one => one.Took.TotalSeconds):0.0} s; longest: {string.Join(", ", took.OrderByDescending(one => one.Took).Take(5).Select(one => $"{one.Name} {one.Took.TotalSeconds:0.0} s"))}");

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    private static async Task PlayAsync(Site site, Case play)
    {
        foreach (var document in play.Documents)
        {
            Assert.Null(await PublishAsync(site, document));
        }

        var subject = new Subject("Conformance", Guid.CreateVersion7());
        var told = new List<Told>();
        var versions = await VersionsAsync(site);
        foreach (var step in play.Steps)
        {
            var refusal = await TakeAsync(site, play, subject, step);
            versions = step.Command == "publish" ? await VersionsAsync(site) : versions;
            foreach (var instance in (await InstancesAsync(site, subject)).Skip(told.Count))
            {
                told.Add(new Told(instance));
            }

            var refused = refusal is null ? [] : refusal.Split('\n');
            Assert.Equal(step.Expected.Where(line => line.StartsWith("refused", StringComparison.Ordinal)), refused);
            foreach (var (index, instance) in told.Index())
            {
                var fresh = await JournalAsync(site, instance);
                var prefix = $"{index + 1}:";
                var expected = step.Expected.Where(line => !line.StartsWith("refused", StringComparison.Ordinal))
                    .Where(line => index == 0 ? line.IndexOf(": ", StringComparison.Ordinal) != 1 : line.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(line => index == 0 ? line : line[prefix.Length..].Trim())
                    .ToArray();
                var actual = instance.Labels.Compare(expected, [.. fresh.Select(entry => Line(entry, versions))]);
                Assert.True(actual is null, $"line {step.Line} ({step}) instance {index + 1}: expected\n  {string.Join("\n  ", expected)}\nbut the journal says\n  {actual}");
                foreach (var entry in fresh)
                {
                    instance.Replayed.Apply(entry);
                }

                await CheckStoredAsync(site, instance);
            }

            Assert.All(step.Expected, line => Assert.True(line.IndexOf(": ", StringComparison.Ordinal) != 1 || line[0] - '0' <= told.Count, $"line {step.Line}: there is no such instance"));
        }

        // Whatever is still open can be ended, and leaves nothing behind.
        foreach (var instance in told.Where(instance => instance.Replayed.End is null))
        {
            await MoveAsync(site, instance.Id, (_, machine, _) =>
            {
                machine.Cancel();
                return Task.CompletedTask;
            });
            Assert.Equal("cancelled", (await CheckStoredAsync(site, instance, isReplayed: false)).End);
        }
    }

    /// <summary>What the journal says, what is stored and what the people see are the same.</summary>
    private static Task<InstanceState> CheckStoredAsync(Site site, Told instance, bool isReplayed = true) => site.DataAsync(async (db, services) =>
    {
        var store = (await InstanceStore.LoadAsync(db, instance.Id, default))!;
        if (isReplayed)
        {
            Assert.Equal(States.Describe(instance.Replayed), States.Describe(store.State));
        }

        var tasks = await db.Set<TaskRow>().Where(t => t.InstanceId == instance.Id && t.DoneAt == null && t.WithdrawnAt == null).OrderBy(t => t.Token).ToListAsync();
        Assert.Equal(store.State.Tasks.Select(task => (task.Key, store.State.Tokens[task.Key].Node, task.Value)), tasks.Select(t => (t.Token, t.Node, t.DueAt)));
        foreach (var task in tasks)
        {
            var model = await services.GetRequiredService<Models>().GetAsync(VersionAt(store.State, store.State.Tokens[task.Token].Scope), default);
            Assert.Equal(((UserTask)model.Nodes[task.Node]).Form, task.Form);
        }

        if (store.State.End is not null)
        {
            Assert.Equal(0, store.State.Scopes.Count + store.State.Tokens.Count + store.State.Variables.Count + store.State.Timers.Count + store.State.Subscriptions.Count + store.State.Tasks.Count);
        }

        return store.State;
    });

    private static Guid VersionAt(InstanceState state, int scope)
        => state.Scopes[scope] is { Version: { } version } ? Guid.Parse(version) : VersionAt(state, state.Tokens[state.Scopes[scope].ParentToken!.Value].Scope);

    /// <returns>Why it was refused; null where it was not.</returns>
    private static async Task<string?> TakeAsync(Site site, Case play, Subject subject, Step step)
    {
        try
        {
            switch (step.Command)
            {
                case "start":
                    await DoAsync(site, async (services, ct) => await services.GetRequiredService<ProcessRunner>().StartAsync(
                        (await services.GetRequiredService<Models>().NewestAsync(play.Key, ct))!, step.Words.Count == 0 ? null : step.Words[0], subject, Nobody, step.Variables, ct));
                    break;
                case "task":
                    await MoveAsync(site, subject, step, (state, node, machine, ct) => machine.CompleteTaskAsync(
                        TokenAt(state, node, state.Tasks.Keys), step.Words.ElementAtOrDefault(1), Values.Of(step.Variables), ct));
                    break;
                case "wait":
                    await WaitAsync(site, Case.Duration(step.Words[0]));
                    break;
                case "pass":
                    site.Clock.Shift += Case.Duration(step.Words[0]);
                    break;
                case "message":
                    await DoAsync(site, (services, ct) => services.GetRequiredService<IProcesses>().SendAsync(step.Words[0], subject, Nobody, step.Variables, ct));
                    break;
                case "signal":
                    await SignalAsync(site, subject, step.Words[0]);
                    break;
                case "repair":
                    BreakActivity.Repaired = true;
                    break;
                case "retry":
                    await MoveAsync(site, subject, step, (state, node, machine, ct) => machine.RetryAsync(StoppedAt(state, node), ct));
                    break;
                case "skip":
                    await MoveAsync(site, subject, step, (state, node, machine, ct) => machine.SkipAsync(StoppedAt(state, node), step.Words.ElementAtOrDefault(1), ct));
                    break;
                case "cancel":
                    await MoveAsync(site, subject, step, (_, _, machine, _) =>
                    {
                        machine.Cancel();
                        return Task.CompletedTask;
                    });
                    break;
                case "publish":
                    return await PublishAsync(site, play.Document(step.Words[0]));
                default:
                    throw new InvalidOperationException($"line {step.Line}: {step.Command} is no step");
            }

            return null;
        }
        catch (EngineRefusal refusal)
        {
            return $"refused {refusal.Reason}{string.Concat(refusal.Arguments.Select(argument => $" {argument}"))}".Trim();
        }
        catch (RuleViolation violation)
        {
            return $"refused {violation.Key}";
        }
    }

    private static Concerned Nobody { get; } = new(null, null, null);

    /// <summary>The token at a node; <c>node#2</c> is the second one there; 0 where there is none.</summary>
    private static int TokenAt(InstanceState state, string where, IEnumerable<int> among)
    {
        var (node, place) = where.Split('#') is [var name, var number] ? (name, int.Parse(number, CultureInfo.InvariantCulture)) : (where, 1);
        return among.Where(token => state.Tokens[token].Node == node).ElementAtOrDefault(place - 1);
    }

    private static int StoppedAt(InstanceState state, string where) => TokenAt(state, where, state.Tokens.Values.OrderBy(t => t.Phase != TokenPhase.Faulted).Select(t => t.Number));

    /// <summary>Moves the instance that the first word of the step names: <c>A</c> is a node of the first, <c>2:A</c> of the second.</summary>
    private static async Task MoveAsync(Site site, Subject subject, Step step, Func<InstanceState, string, Machine, CancellationToken, Task> move)
    {
        var where = step.Words.Count == 0 ? "" : step.Words[0];
        var (number, node) = where.Split(':') is [var before, var after] ? (int.Parse(before, CultureInfo.InvariantCulture), after) : (1, where);
        await MoveAsync(site, (await InstancesAsync(site, subject))[number - 1], (state, machine, ct) => move(state, node, machine, ct));
    }

    private static Task MoveAsync(Site site, Guid id, Func<InstanceState, Machine, CancellationToken, Task> move) => DoAsync(site, async (services, ct) =>
    {
        var state = (await InstanceStore.LoadAsync(services.GetRequiredService<TrainingDbContext>(), id, ct))!.State;
        await services.GetRequiredService<ProcessRunner>().MoveAsync(
            id,
            async (machine, token) =>
            {
                await move(state, machine, token);
                return true;
            },
            throwsOnFailure: false,
            ct);
    });

    private static async Task<string?> PublishAsync(Site site, string document)
    {
        IReadOnlyList<Problem> problems = [];
        await DoAsync(site, async (services, ct) => problems = await services.GetRequiredService<Publish>().PublishAsync(document, "conformance", ct));
        return problems.Count == 0 ? null : string.Join('\n', problems.Select(problem => $"refused {problem.Reason} {problem.ElementId} {problem.Cause?.Reason}".Trim()));
    }

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

    private static async Task DoAsync(Site site, Func<IServiceProvider, CancellationToken, Task> work)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TrainingDbContext>().WriteAsync(ct => work(scope.ServiceProvider, ct), default);
    }

    /// <summary>The instances of a case, in the order in which they began.</summary>
    private static Task<List<Guid>> InstancesAsync(Site site, Subject subject)
        => site.DataAsync(db => db.Set<Instance>().Where(i => i.SubjectId == subject.Id).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync());

    /// <summary>What is new in its journal.</summary>
    private static Task<IReadOnlyList<JournalEntry>> JournalAsync(Site site, Told instance) => site.DataAsync<IReadOnlyList<JournalEntry>>(async db =>
        [.. (await db.Set<JournalRow>().Where(j => j.InstanceId == instance.Id && j.Number > instance.Replayed.LastEntry).OrderBy(j => j.Number).ToListAsync())
            .Select(row => new JournalEntry(row.Number, row.At, row.Kind, row.Node, row.Token, row.Scope, row.Other, row.Name, row.Text, row.DueAt))]);

    /// <summary>What a case calls a version: the key of its process, with the number from the second on.</summary>
    private static Task<Dictionary<string, string>> VersionsAsync(Site site) => site.DataAsync(db =>
        (from v in db.Set<ProcessVersion>()
         join p in db.Set<Process>() on v.ProcessId equals p.Id
         select new { v.Id, p.Key, v.Number }).ToDictionaryAsync(v => $"{v.Id}", v => v.Number == 1 ? v.Key : $"{v.Key}.{v.Number}"));

    private static string Line(JournalEntry entry, Dictionary<string, string> versions)
        => (entry.Name is { } name && versions.TryGetValue(name, out var version) ? entry with { Name = version } : entry).Line;

    /// <summary>An instance, what its journal made of it so far, and what the case calls its numbers.</summary>
    private sealed record Told(Guid Id)
    {
        public InstanceState Replayed { get; } = new();

        public Labels Labels { get; } = new();
    }
}
