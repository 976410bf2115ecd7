using Training.Modules;

namespace Training.Data;

internal sealed class AuditTrail(TrainingDbContext db) : IAuditTrail
{
    private readonly List<AuditEvent> _events = [];

    public void Add(AuditEvent auditEvent)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An audit event is added inside the write that it is about.");
        }

        _events.Add(auditEvent);
    }

    public Task RecordAsync(AuditEvent auditEvent, CancellationToken ct) => db.WriteAsync(
        _ =>
        {
            Add(auditEvent);
            return Task.CompletedTask;
        },
        ct);
}
