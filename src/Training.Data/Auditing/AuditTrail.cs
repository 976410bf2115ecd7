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
                erased = await db.Set<AuditDetails>()
                    .Where(d => d.ErasedAt == null && db.Set<AuditLeaf>().Any(l => l.Index == d.Index
                        && (ids.Contains(l.SubjectId) || ids.Contains(l.ActorId!.Value) || ids.Contains(l.OnBehalfOf!.Value))))
                    .ExecuteUpdateAsync(
                        row => row
                            .SetProperty(d => d.Salt, (byte[]?)null)
                            .SetProperty(d => d.Json, (string?)null)
                            .SetProperty(d => d.SearchText, (string?)null)
                            .SetProperty(d => d.ErasedAt, now),
                        inner);
                foreach (var id in ids)
                {
                    Add(new AuditEvent(Erased, "DataSubject", id) { Reason = reason, Facts = new Dictionary<string, string?> { ["entries"] = erased.ToString(CultureInfo.InvariantCulture) } }, now);
                }
            },
            ct);
        return erased;
    }

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
