using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;

namespace Training.Workflows.Running;

/// <inheritdoc cref="IProcesses"/>
internal sealed class Processes(TrainingDbContext db, ProcessRunner runner, Models models, Assignment assignment) : IProcesses
{
    public async Task<Guid> StartAsync(string process, Subject subject, Concerned concerned, IReadOnlyDictionary<string, object> variables, CancellationToken ct)
    {
        var version = await models.NewestAsync(process, ct) ?? throw new InvalidOperationException($"No version of {process} is published.");
        try
        {
            return (await runner.StartAsync(version, null, subject, concerned, variables, ct)).Id;
        }
        catch (EngineRefusal refusal)
        {
            throw new InvalidOperationException($"{process} can not begin: {refusal.Message}", refusal);
        }
    }

    public async Task<IReadOnlyList<OpenTask>> OpenTasksAsync(Subject subject, string form, CancellationToken ct)
        => [.. (await OpenAsync(subject, form, ct)).Select(Shown)];

    public async Task<IReadOnlyList<OpenTask>> OwnTasksAsync(Subject subject, string form, CancellationToken ct)
    {
        var own = new List<OpenTask>();
        foreach (var task in await OpenAsync(subject, form, ct))
        {
            if (await assignment.MayActAsync(task, ct))
            {
                own.Add(Shown(task));
            }
        }

        return own;
    }

    public async Task CompleteAsync(Guid taskId, string? outcome, IReadOnlyDictionary<string, object> variables, CancellationToken ct)
    {
        var task = await db.Unscoped<TaskRow>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, ct) ?? throw new RuleViolation("Task.IsOver");
        if (!await assignment.MayActAsync(task, ct))
        {
            throw new RuleViolation("Task.NotYours");
        }

        try
        {
            await runner.MoveAsync(
                task.InstanceId,
                async (machine, token) =>
                {
                    await machine.CompleteTaskAsync(task.Token, outcome, Values.Of(variables), token);
                    return true;
                },
                throwsOnFailure: false,
                ct);
        }
        catch (EngineRefusal refusal)
        {
            throw Violation(refusal);
        }
    }

    public async Task<int> SendAsync(string message, Subject subject, Concerned? concerned, IReadOnlyDictionary<string, object> variables, CancellationToken ct)
    {
        var waiting = await db.Unscoped<SubscriptionRow>().AsNoTracking()
            .Where(s => s.Name == message && !s.IsSignal && s.SubjectType == subject.Type && s.SubjectId == subject.Id)
            .OrderBy(s => s.InstanceId).ThenBy(s => s.Number)
            .Select(s => new { s.InstanceId, s.Number })
            .ToListAsync(ct);
        var got = 0;
        try
        {
            foreach (var subscription in waiting)
            {
                if (await runner.MoveAsync(subscription.InstanceId, (machine, token) => machine.ReceiveAsync(subscription.Number, Values.Of(variables), token), throwsOnFailure: false, ct))
                {
                    got++;
                }
            }
        }
        catch (EngineRefusal refusal)
        {
            throw Violation(refusal);
        }

        if (waiting.Count == 0 && concerned is not null)
        {
            foreach (var (version, start) in await models.StartedByAsync(message, ct))
            {
                await runner.StartAsync(version, start, subject, concerned, variables, ct);
                got++;
            }
        }

        return got;
    }

    private async Task<IReadOnlyList<TaskRow>> OpenAsync(Subject subject, string form, CancellationToken ct)
        => await db.Unscoped<TaskRow>().AsNoTracking()
            .Where(t => t.SubjectType == subject.Type && t.SubjectId == subject.Id && t.Form == form && t.DoneAt == null && t.WithdrawnAt == null)
            .OrderBy(t => t.Id)
            .ToListAsync(ct);

    private static OpenTask Shown(TaskRow task) => new(task.Id, task.InstanceId, task.Node, task.Form, task.DueAt);

    /// <summary>In the words that people read.</summary>
    private static RuleViolation Violation(EngineRefusal refusal) => refusal.Reason switch
    {
        "Engine.TaskIsOver" or "Engine.HasEnded" => new RuleViolation("Task.IsOver"),
        "Engine.IsStopped" => new RuleViolation("Task.IsStopped"),
        _ => throw new InvalidOperationException(refusal.Message, refusal),
    };
}
