using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;
using Training.Workflows.Tasks;

namespace Training.Workflows.Running;

/// <inheritdoc cref="IProcesses"/>
internal sealed class Processes(TrainingDbContext db, ProcessRunner runner, Models models, Assignment assignment, TaskCounts counts, ICurrentUser user) : IProcesses
{
    public bool MayLook => user.IsSignedIn && user.Can(Permissions.ViewProcesses);

    public async Task<Guid> StartAsync(string process, Subject subject, Concerned concerned, IReadOnlyDictionary<string, object> variables, CancellationToken ct)
    {
        var version = await models.NewestAsync(process, ct) ?? throw new InvalidOperationException($"No version of {process} is published.");
        try
        {
            var declared = (await models.GetAsync(version.VersionId, ct)).Variables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
            var known = variables.Where(variable => declared.Contains(variable.Key)).ToDictionary();
            return (await runner.StartAsync(version, null, subject, concerned, known, ct)).Id;
        }
        catch (EngineRefusal refusal)
        {
            throw new InvalidOperationException($"{process} can not begin: {refusal.Message}", refusal);
        }
    }

    public async Task<IReadOnlyList<ProcessRun>> FindAsync(Subject subject, CancellationToken ct)
        => await (from instance in db.Unscoped<Instance>()
                  where instance.SubjectType == subject.Type && instance.SubjectId == subject.Id
                  join process in db.Set<Process>() on instance.ProcessId equals process.Id
                  orderby instance.Id descending
                  select new ProcessRun(instance.Id, process.Key, instance.StartedAt, instance.EndedAt, instance.FaultedAt))
            .ToListAsync(ct);

    public async Task<IReadOnlyList<WaitingTask>> WaitingAsync(string subjectType, IReadOnlyCollection<Guid> subjectIds, string? form, CancellationToken ct)
    {
        var waiting = new List<WaitingTask>();
        foreach (var task in await db.Unscoped<TaskRow>().AsNoTracking()
            .Where(t => t.SubjectType == subjectType && subjectIds.Contains(t.SubjectId) && (form == null || t.Form == form) && t.DoneAt == null && t.WithdrawnAt == null)
            .OrderBy(t => t.Id)
            .ToListAsync(ct))
        {
            waiting.Add(new WaitingTask(task.Id, task.SubjectId, task.InstanceId, task.Form, task.Name, task.CreatedAt, task.DueAt, await assignment.MayActAsync(task, ct)));
        }

        return waiting;
    }

    public Task HoldAsync(Subject subject, CancellationToken ct) => runner.HoldAsync(subject, ct);

    public async Task ReassignAsync(Subject subject, string assignee, CancellationToken ct)
    {
        // What the resolver reads may not be stored yet.
        await db.SaveChangesAsync(ct);
        var key = await assignment.KeyAsync(assignee, subject, null, ct);
        var open = await db.Unscoped<TaskRow>()
            .Where(t => t.SubjectType == subject.Type && t.SubjectId == subject.Id && t.AssigneeKey!.StartsWith(assignee + "/") && t.DoneAt == null && t.WithdrawnAt == null)
            .ToListAsync(ct);
        foreach (var task in open.Where(task => task.AssigneeKey != key))
        {
            // Whoever had taken it on is asked for no longer.
            (task.AssigneeKey, task.ClaimedByUserId, task.ClaimedAt) = (key, null, null);
        }
    }

    public async Task CompleteAsync(Guid taskId, string? outcome, IReadOnlyDictionary<string, object> variables, CancellationToken ct)
    {
        var task = await db.Unscoped<TaskRow>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, ct) ?? throw new RuleViolation("Task.IsOver");
        if (!await assignment.MayActAsync(task, ct))
        {
            throw new RuleViolation("Task.NotYours");
        }

        counts.Forget(user.UserId);

        try
        {
            await runner.CompleteAsync(task, outcome, variables, ct);
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

    /// <summary>In the words that people read.</summary>
    private static RuleViolation Violation(EngineRefusal refusal) => refusal.Reason switch
    {
        "Engine.TaskIsOver" or "Engine.HasEnded" => new RuleViolation("Task.IsOver"),
        "Engine.IsStopped" => new RuleViolation("Task.IsStopped"),
        _ => throw new InvalidOperationException(refusal.Message, refusal),
    };
}
