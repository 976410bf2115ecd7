using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Workflows.Bpmn;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;
using Training.Workflows.Running;

namespace Training.Workflows.Instances;

/// <summary>An instance as its page shows it.</summary>
/// <param name="Row">The instance.</param>
/// <param name="Process">Key of its process.</param>
/// <param name="Version">Number of the version it follows.</param>
/// <param name="Model">That version.</param>
/// <param name="Path">How it came to where it is.</param>
/// <param name="Journal">What happened, each with the account that caused it.</param>
/// <param name="Tasks">What waits for somebody.</param>
/// <param name="Called">The versions of the processes that it called.</param>
internal sealed record InstanceView(
    Instance Row, string Process, int Version, ProcessModel Model, InstancePath Path, IReadOnlyList<(JournalEntry Entry, Guid? Actor)> Journal, IReadOnlyList<TaskRow> Tasks,
    IReadOnlyList<ProcessModel> Called)
{
    public InstanceState State => Path.State;

    /// <summary>An element of its own drawing, else of one that it called.</summary>
    public Node? Find(string id) => Model.Nodes.GetValueOrDefault(id) ?? Called.Select(called => called.Nodes.GetValueOrDefault(id)).FirstOrDefault(node => node is not null);

    /// <summary>What people call an element.</summary>
    public string NameOf(string id) => Find(id) is { Name.Length: > 0 } node ? node.Name
        : Model.Flows.TryGetValue(id, out var flow) ? flow.Name is { Length: > 0 } flowName ? flowName : $"{flow.Source.Name ?? flow.Source.Id} → {flow.Target.Name ?? flow.Target.Id}"
        : id;
}

/// <summary>Reads instances that whoever makes this request may see.</summary>
internal sealed class InstanceReader(TrainingDbContext db, Models models)
{
    public async Task<InstanceView?> FindAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<Instance>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } row)
        {
            return null;
        }

        // The journal makes the state: one read gives both.
        var journal = (await db.Set<JournalRow>().AsNoTracking().Where(r => r.InstanceId == id).OrderBy(r => r.Number).ToListAsync(ct))
            .ConvertAll(r => (new JournalEntry(r.Number, r.At, r.Kind, r.Node, r.Token, r.Scope, r.Other, r.Name, r.Text, r.DueAt), r.ActorUserId));
        var path = InstancePath.Of(journal.Select(item => item.Item1));
        var version = Guid.Parse(path.Version!);
        var about = await (
            from v in db.Set<ProcessVersion>().AsNoTracking()
            where v.Id == version
            join p in db.Set<Process>().AsNoTracking() on v.ProcessId equals p.Id
            select new { p.Key, v.Number }).SingleAsync(ct);
        var tasks = row.EndedAt is null
            ? await db.Set<TaskRow>().AsNoTracking().Where(t => t.InstanceId == id && t.DoneAt == null && t.WithdrawnAt == null).OrderBy(t => t.Id).ToListAsync(ct)
            : [];
        var called = new List<ProcessModel>();
        foreach (var other in journal.Select(item => item.Item1).Where(entry => entry.Kind == JournalKind.ScopeOpened).Select(entry => Guid.TryParse(entry.Name, out var id) ? id : version).Distinct().Where(id => id != version))
        {
            called.Add(await models.GetAsync(other, ct));
        }

        return new InstanceView(row, about.Key, about.Number, await models.GetAsync(version, ct), path, journal, tasks, called);
    }
}
