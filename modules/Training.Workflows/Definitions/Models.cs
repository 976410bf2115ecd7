using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Workflows.Bpmn;

namespace Training.Workflows.Definitions;

/// <summary>The models of published versions. A version never changes, so each is read once and kept.</summary>
internal sealed class ModelCache
{
    private readonly ConcurrentDictionary<Guid, ProcessModel> _models = new();

    public ProcessModel? Find(Guid version) => _models.GetValueOrDefault(version);

    public ProcessModel Add(Guid version, string document) => _models.GetOrAdd(version, _ => Read(document));

    private static ProcessModel Read(string document)
        => BpmnReader.Read(Encoding.UTF8.GetBytes(document)).Model ?? throw new InvalidOperationException("A published document can not be read any more.");
}

/// <summary>Finds versions of processes, within one scope of the site.</summary>
internal sealed class Models(TrainingDbContext db, ModelCache cache)
{
    /// <summary>The model of a version.</summary>
    public async Task<ProcessModel> GetAsync(Guid version, CancellationToken ct)
        => cache.Find(version)
            ?? cache.Add(version, await db.Set<ProcessVersion>().AsNoTracking().Where(v => v.Id == version).Select(v => v.Document).SingleAsync(ct));

    /// <summary>The newest published version of a process; null where none is.</summary>
    public Task<NewestVersion?> NewestAsync(string process, CancellationToken ct)
        => (from p in db.Set<Process>().AsNoTracking()
            where p.Key == process
            join v in db.Set<ProcessVersion>().AsNoTracking() on new { Id = p.Id, Number = p.Newest } equals new { Id = v.ProcessId, v.Number }
            select new NewestVersion(p.Id, v.Id)).SingleOrDefaultAsync(ct);

    /// <summary>The newest published version of a process; null where none is.</summary>
    public Task<NewestVersion?> NewestAsync(Guid process, CancellationToken ct)
        => (from p in db.Set<Process>().AsNoTracking()
            where p.Id == process
            join v in db.Set<ProcessVersion>().AsNoTracking() on new { p.Id, Number = p.Newest } equals new { Id = v.ProcessId, v.Number }
            select new NewestVersion(p.Id, v.Id)).SingleOrDefaultAsync(ct);

    /// <summary>The processes whose newest version begins with a message, and the start event that it is.</summary>
    public async Task<IReadOnlyList<(NewestVersion Version, string Start)>> StartedByAsync(string message, CancellationToken ct)
    {
        var newest = await (from p in db.Set<Process>().AsNoTracking()
                            join v in db.Set<ProcessVersion>().AsNoTracking() on new { p.Id, Number = p.Newest } equals new { Id = v.ProcessId, v.Number }
                            orderby p.Key
                            select new NewestVersion(p.Id, v.Id)).ToListAsync(ct);
        var found = new List<(NewestVersion, string)>();
        foreach (var version in newest)
        {
            var model = await GetAsync(version.VersionId, ct);
            found.AddRange(model.Root.Starts.Where(start => start.Trigger is MessageTrigger trigger && trigger.Name == message).Select(start => (version, start.Id)));
        }

        return found;
    }
}

internal sealed record NewestVersion(Guid ProcessId, Guid VersionId);
