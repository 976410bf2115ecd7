using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;
using Training.Workflows.Timing;

namespace Training.Workflows.Running;

/// <summary>
/// Moves instances inside the running write. An instance is locked first and read afterwards, so that of two who want to move it the second
/// meets what the first has left.
/// </summary>
internal sealed class ProcessRunner(
    TrainingDbContext db, Models models, IEnumerable<IProcessActivity> activities, Assignment assignment, IWorkingDays workingDays, IAuditTrail audit, ICurrentUser user, TimeProvider clock)
{
    private readonly HashSet<Guid> _moving = [];

    /// <summary>The account that acts; null where the site does.</summary>
    private Guid? Actor => user.IsSignedIn ? user.UserId : null;

    /// <summary>Begins an instance at a start event.</summary>
    public async Task<Instance> StartAsync(
        NewestVersion version, string? start, Subject subject, Concerned concerned, IReadOnlyDictionary<string, object> variables, CancellationToken ct)
    {
        MustWrite();

        // What it is about may have been added just now, and whose the first task is follows from it.
        await db.SaveChangesAsync(ct);
        var instance = new Instance
        {
            ProcessId = version.ProcessId,
            VersionId = version.VersionId,
            SubjectType = subject.Type,
            SubjectId = subject.Id,
            PersonId = concerned.PersonId,
            HospitalId = concerned.HospitalId,
            OtherHospitalId = concerned.OtherHospitalId,
            StartedAt = clock.GetUtcNow(),
        };
        await MoveAsync(InstanceStore.New(db, instance), null, (machine, token) => machine.StartAsync($"{version.VersionId}", start, Values.Of(variables), token), false, ct);
        return instance;
    }

    /// <summary>Moves an instance.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="step">What happens to it; false: nothing, and nothing is stored.</param>
    /// <param name="throwsOnFailure">A service task that fails throws <see cref="ActivityFailed"/> instead of stopping the instance.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False: there is no such instance, or nothing happened to it.</returns>
    /// <exception cref="EngineRefusal">It can not be done to the instance as it is now.</exception>
    public Task<bool> MoveAsync(Guid id, Func<Machine, CancellationToken, Task<bool>> step, bool throwsOnFailure, CancellationToken ct)
        => MoveAsync(id, null, null, step, throwsOnFailure, ct);

    /// <summary>Ends a task. Whether it is still open is asked once its instance is held: where it is not, its token may wait at another one.</summary>
    /// <exception cref="EngineRefusal">The task is over, or the instance has stopped.</exception>
    public Task CompleteAsync(TaskRow task, string? outcome, IReadOnlyDictionary<string, object> variables, CancellationToken ct) => MoveAsync(
        task.InstanceId,
        null,
        task.Id,
        async (machine, token) =>
        {
            var known = variables.Where(variable => machine.Declares(task.Token, variable.Key)).ToDictionary();
            await machine.CompleteTaskAsync(task.Token, outcome, Values.Of(known), token);
            return true;
        },
        throwsOnFailure: false,
        ct);

    /// <summary>
    /// Holds the instances about a subject, before anything else of it is changed: whoever moves one holds it first, and two who take the same
    /// two rows in another order would wait for each other.
    /// </summary>
    public async Task HoldAsync(Subject subject, CancellationToken ct)
    {
        MustWrite();
        await db.Unscoped<Instance>().Where(i => i.SubjectType == subject.Type && i.SubjectId == subject.Id && i.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.LastEntry, i => i.LastEntry), ct);
    }

    /// <summary>Lets an instance follow another version of its process.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="version">The other version.</param>
    /// <param name="elements">Element of the old version → element of the new one, where their ids differ.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="EngineRefusal">Something that waits in it has no place in the other version.</exception>
    public Task MigrateAsync(Guid id, Guid version, IReadOnlyDictionary<string, string> elements, CancellationToken ct) => MoveAsync(
        id,
        version,
        null,
        async (machine, token) =>
        {
            await machine.MigrateAsync($"{version}", elements, token);
            return true;
        },
        throwsOnFailure: false,
        ct);

    private async Task<bool> MoveAsync(Guid id, Guid? other, Guid? task, Func<Machine, CancellationToken, Task<bool>> step, bool throwsOnFailure, CancellationToken ct)
    {
        MustWrite();
        await db.SaveChangesAsync(ct);
        if (await db.Unscoped<Instance>().Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.LastEntry, i => i.LastEntry), ct) == 0
            || await InstanceStore.LoadAsync(db, id, ct) is not { } store)
        {
            return false;
        }

        if (task is { } open && store.Tasks.Values.All(row => row.Id != open))
        {
            throw new EngineRefusal("Engine.TaskIsOver");
        }

        var happened = false;
        await MoveAsync(store, other, async (machine, token) => happened = await step(machine, token), throwsOnFailure, ct);
        return happened;
    }

    private async Task MoveAsync(InstanceStore store, Guid? other, Func<Machine, CancellationToken, Task> step, bool throwsOnFailure, CancellationToken ct)
    {
        var instance = store.Instance;
        if (!_moving.Add(instance.Id))
        {
            throw new InvalidOperationException("An instance can not be moved by what it does itself; send it a message.");
        }

        try
        {
            var now = clock.GetUtcNow();
            var (known, newest) = await ModelsForAsync(store, other, ct);
            var world = new World(
                db, instance, activities.ToDictionary(activity => activity.Type, StringComparer.Ordinal), known, newest, workingDays, now, throwsOnFailure);
            var machine = new Machine(store.State, world);
            var wasStopped = store.State.IsFaulted;
            await step(machine, ct);
            if (machine.Journal.Count == 0)
            {
                return;
            }

            store.Save(machine.Journal, Actor, now);
            await KeepTasksAsync(store, machine, now, ct);
            SendThrown(instance, machine.Journal, now);
            Record(store, machine.Journal, wasStopped);
            await db.SaveChangesAsync(ct);
            if (wasStopped && !store.State.IsFaulted)
            {
                // What came meanwhile was kept, and need not wait any longer.
                await db.Set<Delivery>().Where(d => d.ToInstanceId == instance.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.TryAt, now).SetProperty(d => d.Tries, 0), ct);
            }
        }
        finally
        {
            _moving.Remove(instance.Id);
        }
    }

    /// <summary>The models of the versions that the instance follows and of those that it may call, whatever it does next.</summary>
    private async Task<(Dictionary<string, ProcessModel> Models, Dictionary<string, string> Newest)> ModelsForAsync(InstanceStore store, Guid? other, CancellationToken ct)
    {
        var known = new Dictionary<string, ProcessModel>();
        var newest = new Dictionary<string, string>();
        var open = new Queue<Guid>(store.State.Scopes.Values.Where(scope => scope.Version is not null).Select(scope => Guid.Parse(scope.Version!)).Append(other ?? store.Instance.VersionId));
        while (open.TryDequeue(out var version))
        {
            if (known.ContainsKey($"{version}"))
            {
                continue;
            }

            var model = await models.GetAsync(version, ct);
            known.Add($"{version}", model);
            foreach (var call in model.Nodes.Values.OfType<CallActivity>().Where(call => !newest.ContainsKey(call.CalledElement)))
            {
                if (await models.NewestAsync(call.CalledElement, ct) is { } called)
                {
                    newest.Add(call.CalledElement, $"{called.VersionId}");
                    open.Enqueue(called.VersionId);
                }
            }
        }

        return (known, newest);
    }

    private async Task KeepTasksAsync(InstanceStore store, Machine machine, DateTimeOffset now, CancellationToken ct)
    {
        var open = store.Tasks.ToDictionary(task => task.Key, task => task.Value);
        foreach (var entry in machine.Journal)
        {
            switch (entry.Kind)
            {
                case JournalKind.TaskCreated:
                    open[entry.Token!.Value] = await assignment.NewTaskAsync(store, machine.CreatedTasks[entry.Number], entry, ct);
                    db.Add(open[entry.Token.Value]);
                    break;
                case JournalKind.TaskDone:
                    (open[entry.Token!.Value].DoneAt, open[entry.Token.Value].DoneByUserId, open[entry.Token.Value].Outcome) = (now, Actor, entry.Text);
                    break;
                case JournalKind.TaskWithdrawn:
                    open[entry.Token!.Value].WithdrawnAt = now;
                    break;
                case JournalKind.Renamed when entry.Token is { } renamed && open.TryGetValue(renamed, out var waiting):
                    waiting.Node = entry.Node!;
                    break;
                default:
                    break;
            }
        }
    }

    private void SendThrown(Instance instance, IReadOnlyList<JournalEntry> journal, DateTimeOffset now)
        => db.AddRange(journal.Where(entry => entry.Kind == JournalKind.Thrown).Select((entry, order) => new Delivery
        {
            Id = Delivery.NewId(now, order),
            Name = entry.Name!,
            IsSignal = entry.Text == "signal",
            SubjectType = instance.SubjectType,
            SubjectId = instance.SubjectId,
            FromInstanceId = instance.Id,
            SentAt = now,
            TryAt = now,
        }));

    private void Record(InstanceStore store, IReadOnlyList<JournalEntry> journal, bool wasStopped)
    {
        var instance = store.Instance;
        foreach (var action in new[]
        {
            journal.Any(entry => entry.Kind == JournalKind.Started) ? "Workflows.InstanceStarted" : null,
            journal.Any(entry => entry.Kind == JournalKind.TaskDone) ? "Workflows.TaskDone" : null,
            !wasStopped && store.State.IsFaulted ? "Workflows.InstanceStopped" : null,
            journal.Any(entry => entry.Kind == JournalKind.Ended) ? "Workflows.InstanceEnded" : null,
        })
        {
            if (action is not null)
            {
                audit.Add(new AuditEvent(action, nameof(Instance), instance.Id)
                {
                    HospitalIds = [.. new[] { instance.HospitalId, instance.OtherHospitalId }.OfType<Guid>()],
                    Facts = new Dictionary<string, string?>
                    {
                        ["subject"] = instance.SubjectType,
                        ["nodes"] = string.Join(", ", journal.Where(entry => entry.Kind == JournalKind.TaskDone).Select(entry => $"{entry.Node}={entry.Text}")),
                        ["end"] = instance.End,
                    },
                });
            }
        }
    }

    private void MustWrite()
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Processes run inside a write.");
        }
    }
}
