using Training.Data;
using Training.Integrity.Questions;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Integrity.Running;

/// <summary>From here on the training office sees the question and what was answered.</summary>
internal sealed class HandOverQuestion(TrainingDbContext db, IAuditTrail audit, TimeProvider clock) : IProcessActivity
{
    public string Type => "Training.Integrity.HandOver";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        db.Add(new HandOver { QuestionId = context.Subject.Id, At = clock.GetUtcNow() });
        audit.Add(new AuditEvent(HandOver.Action, nameof(Question), context.Subject.Id));
        return Task.FromResult<IReadOnlyDictionary<string, object>>(new Dictionary<string, object>());
    }
}
