using Microsoft.EntityFrameworkCore;
using Training.Data;

namespace Training.Activities.Assignments;

/// <summary>A try with what was made of it, the newest marking first.</summary>
internal sealed record TryRow(WorkTry Try, IReadOnlyList<WorkFile> Files, IReadOnlyList<Marking> Markings)
{
    /// <summary>What counts; null while it waits.</summary>
    public Marking? Last => Markings.Count > 0 ? Markings[0] : null;

    /// <summary>All tries of a work that the viewer sees, the newest first; three statements.</summary>
    public static async Task<IReadOnlyList<TryRow>> ReadAsync(TrainingDbContext db, Guid workId, CancellationToken ct)
    {
        var tries = await db.Set<WorkTry>().AsNoTracking().Where(t => t.WorkId == workId).OrderByDescending(t => t.Number).ToListAsync(ct);
        var files = (await db.Set<WorkFile>().AsNoTracking().Where(f => f.WorkId == workId).OrderBy(f => f.Number).ToListAsync(ct)).ToLookup(f => f.Try);
        var markings = (await db.Set<Marking>().AsNoTracking().Where(m => m.WorkId == workId).OrderByDescending(m => m.Number).ToListAsync(ct)).ToLookup(m => m.Try);
        return [.. tries.Select(t => new TryRow(t, [.. files[t.Number]], [.. markings[t.Number]]))];
    }
}
