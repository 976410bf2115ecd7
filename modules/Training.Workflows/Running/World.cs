using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;
using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Workflows.Running;

/// <summary>A service task failed and will be tried again: what it left is rolled back with the write.</summary>
internal sealed class ActivityFailed(string message) : Exception(message);

/// <summary>What one instance meets while it moves: the time, the models it needs, and the work of service tasks.</summary>
internal sealed class World(
    TrainingDbContext db, Instance instance, IReadOnlyDictionary<string, IProcessActivity> activities, IReadOnlyDictionary<string, ProcessModel> models,
    IReadOnlyDictionary<string, string> newest, IWorkingDays workingDays, DateTimeOffset now, bool throwsOnFailure) : IEngineWorld
{
    public DateTimeOffset Now => now;

    public IWorkingDays WorkingDays => workingDays;

    public ProcessModel Model(string version) => models[version];

    public string? VersionOf(string process) => newest.GetValueOrDefault(process);

    /// <summary>
    /// The work is done behind a savepoint: where it fails in a way that nobody foresaw, what it did is undone, what the caller did stays,
    /// and the instance stops where somebody can see it.
    /// </summary>
    public async Task<ActivityOutcome> RunAsync(ActivityCall call, CancellationToken ct)
    {
        if (!activities.TryGetValue(call.ActivityType, out var activity))
        {
            return new ActivityOutcome.Failed($"No activity is named {call.ActivityType}.");
        }

        await db.SaveChangesAsync(ct);
        var inputs = call.Inputs.Where(input => input.Value is not null).ToDictionary(input => input.Key, input => Values.ToObject(input.Value!));
        var savepoint = await db.BeginPartAsync(ct);
        try
        {
            var outputs = await activity.RunAsync(new ActivityContext(instance.Id, new Subject(instance.SubjectType, instance.SubjectId), $"{instance.Id}.{call.Key}", inputs), ct);
            await db.SaveChangesAsync(ct);
            await savepoint.KeepAsync(ct);
            return new ActivityOutcome.Done(Values.Of(outputs));
        }
        catch (ProcessError error)
        {
            await savepoint.UndoAsync(ct);
            return new ActivityOutcome.Error(error.Code, error.Message);
        }
        catch (RuleViolation violation)
        {
            await savepoint.UndoAsync(ct);
            return new ActivityOutcome.Error(violation.Key, violation.Message);
        }
#pragma warning disable CA1031 // whatever goes wrong in an activity stops its instance, and nothing else
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            await savepoint.UndoAsync(ct);
            return throwsOnFailure ? throw new ActivityFailed(exception.Message) : new ActivityOutcome.Failed($"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
