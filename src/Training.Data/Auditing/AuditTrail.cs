using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules;

namespace Training.Data;

internal sealed class AuditTrail(TrainingDbContext db, TimeProvider clock) : IAuditTrail
{
    /// <summary>Action of the event that says that details were erased.</summary>
    public const string Erased = "Audit.DetailsErased";

    public void Add(AuditEvent auditEvent) => Add(auditEvent, Now());

    public Task RecordAsync(AuditEvent auditEvent, CancellationToken ct) => db.WriteAsync(
        _ =>
        {
            Add(auditEvent);
            return Task.CompletedTask;
        },
        ct);

    public async Task<int> EraseDetailsAsync(IReadOnlyCollection<Guid> about, string reason, CancellationToken ct)
    {
        var erased = 0;
        await db.WriteAsync(
            async inner =>
            {
                var now = Now();
                var ids = about.Distinct().ToArray();
                erased = await ForgetAsync(
                    db.Set<AuditDetails>().Where(d => d.ErasedAt == null && db.Set<AuditLeaf>().Any(l => l.Index == d.Index
                        && (ids.Contains(l.SubjectId) || ids.Contains(l.ActorId!.Value) || ids.Contains(l.OnBehalfOf!.Value)))),
                    now,
                    inner);
                foreach (var id in ids)
                {
                    Add(new AuditEvent(Erased, "DataSubject", id) { Reason = reason, Facts = new Dictionary<string, string?> { ["entries"] = erased.ToString(CultureInfo.InvariantCulture) } }, now);
                }
            },
            ct);
        return erased;
    }

    public async Task<int> EraseDetailsWithAsync(IReadOnlyCollection<Guid> about, IReadOnlyCollection<string> words, string reason, CancellationToken ct)
    {
        var erased = 0;
        await db.WriteAsync(
            async inner =>
            {
                var now = Now();
                var ids = about.Distinct().ToArray();
                var found = await (from details in db.Set<AuditDetails>()
                                   join leaf in db.Set<AuditLeaf>() on details.Index equals leaf.Index
                                   where details.ErasedAt == null && ids.Contains(leaf.SubjectId)
                                   select new { details.Index, details.Json, leaf.SubjectType, leaf.SubjectId }).ToListAsync(inner);
                foreach (var entries in found.Where(entry => words.Any(word => AuditDetailsJson.Says(entry.Json!, word))).GroupBy(entry => (entry.SubjectType, entry.SubjectId)))
                {
                    var indices = entries.Select(entry => entry.Index).ToArray();
                    erased += await ForgetAsync(db.Set<AuditDetails>().Where(d => indices.Contains(d.Index)), now, inner);
                    Add(
                        new AuditEvent(Erased, entries.Key.SubjectType, entries.Key.SubjectId)
                        {
                            Reason = reason,
                            Facts = new Dictionary<string, string?> { ["entries"] = indices.Length.ToString(CultureInfo.InvariantCulture) },
                        },
                        now);
                }
            },
            ct);
        return erased;
    }

    private static Task<int> ForgetAsync(IQueryable<AuditDetails> details, DateTimeOffset now, CancellationToken ct) => details.ExecuteUpdateAsync(
        row => row
            .SetProperty(d => d.Salt, (byte[]?)null)
            .SetProperty(d => d.Json, (string?)null)
            .SetProperty(d => d.SearchText, (string?)null)
            .SetProperty(d => d.ErasedAt, now),
        ct);

    private void Add(AuditEvent auditEvent, DateTimeOffset at)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An audit event is added inside the write that it is about.");
        }

        AuditNames.Check(auditEvent.Action);
        AuditNames.Check(auditEvent.SubjectType);
        db.Audit.Add(auditEvent, at);
    }

    // Whole milliseconds: what every database and the leaf can hold.
    private DateTimeOffset Now()
    {
        var ticks = clock.GetUtcNow().UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
