using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;
using Training.Workflows.Instances;
using Training.Workflows.Running;
using Training.Workflows.Timing;

namespace Training.Workflows.Migrating;

/// <summary>What would become of one instance.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Card">What it is about; null where whoever asks may not see that.</param>
/// <param name="Why">Why it can not move; null where it can.</param>
internal sealed record Verdict(Guid Id, SubjectCard? Card, EngineRefusal? Why);

/// <summary>An element at which instances wait, and those of the new version that could stand for it.</summary>
internal sealed record WaitingElement(Node Old, IReadOnlyList<Node> Candidates, string? Chosen);

/// <param name="Old">The version that is left.</param>
/// <param name="New">The version that is followed from then on.</param>
/// <param name="Elements">Where instances wait.</param>
/// <param name="Verdicts">One for each instance of this hundred, the newest first.</param>
/// <param name="HasMore">There are older instances.</param>
internal sealed record MigrationPlan(ProcessModel Old, ProcessModel New, IReadOnlyList<WaitingElement> Elements, IReadOnlyList<Verdict> Verdicts, bool HasMore)
{
    /// <summary>What people call an element of either version, and its id, since two may be called the same.</summary>
    public string NameOf(string id) => (Old.Nodes.GetValueOrDefault(id) ?? New.Nodes.GetValueOrDefault(id)) is { Name.Length: > 0 } node ? $"{node.Name} ({id})" : id;
}

/// <summary>Lets instances follow another version of their process, after a look at what would become of each.</summary>
internal sealed class MoveInstances(TrainingDbContext db, Models models, ProcessRunner runner, SubjectCards cards, IWorkingDays workingDays, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>One write moves no more than this; the rest are moved after it.</summary>
    public const int Most = 100;

    /// <summary>Tries it without storing anything, with one hundred instances after the other.</summary>
    public async Task<MigrationPlan> PlanAsync(Guid left, Guid followed, IReadOnlyDictionary<string, string> elements, int hundred, CancellationToken ct)
    {
        var (old, @new) = (await models.GetAsync(left, ct), await models.GetAsync(followed, ct));
        var following = await (
            from s in db.Set<ScopeRow>().AsNoTracking()
            where s.Role == ScopeRole.Process && s.VersionId == left
            join i in db.Set<Instance>().AsNoTracking() on s.InstanceId equals i.Id
            orderby i.Id descending
            select new { i.Id, i.SubjectType, i.SubjectId }).Skip((hundred - 1) * Most).Take(Most + 1).ToListAsync(ct);
        var instances = following.Take(Most).ToList();
        var ids = instances.ConvertAll(i => i.Id);
        var journals = (await db.Set<JournalRow>().AsNoTracking().Where(r => ids.Contains(r.InstanceId)).OrderBy(r => r.Number).ToListAsync(ct)).ToLookup(r => r.InstanceId);
        var known = await cards.FindAsync(instances.Select(i => new Subject(i.SubjectType, i.SubjectId)), ct);
        var world = new DryWorld(new Dictionary<string, ProcessModel> { [$"{left}"] = old, [$"{followed}"] = @new }, workingDays, clock.GetUtcNow());
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        var verdicts = new List<Verdict>();
        foreach (var instance in instances)
        {
            var path = InstancePath.Of(journals[instance.Id].Select(r => new JournalEntry(r.Number, r.At, r.Kind, r.Node, r.Token, r.Scope, r.Other, r.Name, r.Text, r.DueAt)));
            waiting.UnionWith(path.OwnWaiting());
            verdicts.Add(new Verdict(instance.Id, known.GetValueOrDefault(new Subject(instance.SubjectType, instance.SubjectId)), await TryAsync(path.State, world, $"{followed}", elements, ct)));
        }

        var mapping = new VersionMapping(old, @new, elements);
        return new MigrationPlan(
            old,
            @new,
            [.. StepList.Of(old).Where(step => waiting.Contains(step.ElementId)).Select(step => old.Nodes[step.ElementId]).Select(node => ElementOf(node, mapping))],
            verdicts,
            following.Count > Most);
    }

    /// <summary>Moves the instances that can; must run inside a write.</summary>
    /// <returns>How many moved.</returns>
    public async Task<int> ApplyAsync(IReadOnlyCollection<Guid> instances, Guid to, IReadOnlyDictionary<string, string> elements, string reason, CancellationToken ct)
    {
        var moved = 0;
        var rows = await db.Set<Instance>().AsNoTracking().Where(i => instances.Contains(i.Id) && i.EndedAt == null).OrderBy(i => i.Id).ToListAsync(ct);
        var version = await db.Set<ProcessVersion>().AsNoTracking().Where(v => v.Id == to).Select(v => v.Number).SingleAsync(ct);
        foreach (var row in rows)
        {
            try
            {
                await runner.MigrateAsync(row.Id, to, elements, ct);
            }
            catch (EngineRefusal)
            {
                // It has moved on since the look at it; it stays where it is, and the list says why.
                continue;
            }

            moved++;
            audit.Add(new AuditEvent("Workflows.InstanceMigrated", nameof(Instance), row.Id)
            {
                HospitalIds = [.. new[] { row.HospitalId, row.OtherHospitalId }.OfType<Guid>()],
                Reason = reason,
                Facts = new Dictionary<string, string?> { ["version"] = $"{version}", ["elements"] = string.Join(", ", elements.Select(pair => $"{pair.Key}={pair.Value}")) },
            });
        }

        return moved;
    }

    private static WaitingElement ElementOf(Node node, VersionMapping mapping)
    {
        Node[] candidates = [.. StepList.Of(mapping.New).Select(step => mapping.New.Nodes[step.ElementId]).Where(other => mapping.IsSame(node, other))];
        return new WaitingElement(node, candidates, candidates.FirstOrDefault(other => other.Id == mapping.Of(node.Id))?.Id);
    }

    private static async Task<EngineRefusal?> TryAsync(InstanceState state, DryWorld world, string to, IReadOnlyDictionary<string, string> elements, CancellationToken ct)
    {
        try
        {
            await new Machine(state, world).MigrateAsync(to, elements, ct);
            return null;
        }
        catch (EngineRefusal refusal)
        {
            return refusal;
        }
    }

    /// <summary>Nothing is done in it.</summary>
    private sealed class DryWorld(IReadOnlyDictionary<string, ProcessModel> known, IWorkingDays workingDays, DateTimeOffset now) : IEngineWorld
    {
        public DateTimeOffset Now => now;

        public IWorkingDays WorkingDays => workingDays;

        public ProcessModel Model(string version) => known[version];

        public string? VersionOf(string process) => null;

        public Task<ActivityOutcome> RunAsync(ActivityCall call, CancellationToken ct) => throw new InvalidOperationException("Nothing runs while a migration is tried.");
    }
}
