using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;
using Training.Workflows.Contracts;
using Training.Workflows.Timing;

namespace Training.Workflows.Definitions;

/// <summary>What came of reading a document as one that this site could carry out.</summary>
/// <param name="Model">Null where it was refused.</param>
/// <param name="Problems">Why it was refused.</param>
/// <param name="Warnings">What somebody should look at.</param>
internal sealed record Examination(ProcessModel? Model, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings);

/// <summary>Publishes documents: from then on new instances follow them.</summary>
internal sealed class Publish(
    TrainingDbContext db, Models models, IEnumerable<IProcessActivity> activities, IEnumerable<IAssigneeResolver> resolvers, IEnumerable<ITaskForm> forms, IEnumerable<IProcessMessages> messages, IWorkingDays workingDays, IAuditTrail audit, ICurrentUser user,
    TimeProvider clock)
{
    /// <summary>Reads a document, and holds it against what this site has: activities, resolvers and the other processes.</summary>
    public async Task<Examination> ExamineAsync(string document, CancellationToken ct)
    {
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(document));
        if (read.Model is not { } model)
        {
            return new Examination(null, read.Problems, read.Warnings);
        }

        var problems = new List<Problem>(Bindings(model));
        var calls = await CallsAsync(model, ct);
        if (CallCycles.Check(model, calls) is { } circle)
        {
            problems.Add(circle);
        }

        var unknown = model.Nodes.Values.OfType<CallActivity>().Where(call => !calls.ContainsKey(call.CalledElement));
        var sent = messages.SelectMany(module => module.Sent).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<Problem> warnings = [.. read.Warnings.Where(warning => warning is not { Reason: "Lint.MessageFromOutside", Arguments: [var message] } || !sent.Contains(message)), .. unknown.Select(call => new Problem(call.Id, "Lint.CalledProcessMissing", call.CalledElement))];
        return new Examination(problems.Count == 0 ? model : null, problems, warnings);
    }

    /// <summary>Publishes a document as the newest version of its process; must run inside a write. The same document again changes nothing.</summary>
    /// <param name="document">The BPMN document.</param>
    /// <param name="reason">What changed, and why.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Its problems; where there are none, it is published.</returns>
    public async Task<IReadOnlyList<Problem>> PublishAsync(string document, string reason, CancellationToken ct)
    {
        var examination = await ExamineAsync(document, ct);
        if (examination.Model is not { } model)
        {
            return examination.Problems;
        }

        var process = await db.Set<Process>().SingleOrDefaultAsync(p => p.Key == model.Id, ct);
        if (process is null)
        {
            db.Add(process = new Process { Key = model.Id });
        }

        var hash = ProcessVersion.HashOf(document);
        if (await db.Set<ProcessVersion>().AnyAsync(v => v.ProcessId == process.Id && v.Number == process.Newest && v.Hash == hash, ct))
        {
            return [];
        }

        process.Newest++;
        var version = new ProcessVersion
        {
            ProcessId = process.Id,
            Number = process.Newest,
            Name = model.Name,
            Document = document,
            Hash = hash,
            PublishedAt = clock.GetUtcNow(),
            PublishedByUserId = user.IsSignedIn ? user.UserId : null,
            PublishedBy = user.IsSignedIn ? user.Name : "",
            Reason = reason,
        };
        db.Add(version);
        audit.Add(new AuditEvent("Workflows.ProcessPublished", nameof(ProcessVersion), version.Id)
        {
            Reason = reason,
            Facts = new Dictionary<string, string?> { ["process"] = model.Id, ["version"] = $"{version.Number}", ["contentHash"] = hash },
        });
        await SetStartTimersAsync(process.Id, model, ct);
        await db.SaveChangesAsync(ct);
        return [];
    }

    /// <summary>The starts of an older version begin nothing any more.</summary>
    private async Task SetStartTimersAsync(Guid process, ProcessModel model, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<StartTimer>().Where(t => t.ProcessId == process).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        db.AddRange(model.Root.Starts.Where(start => start.Trigger is TimerTrigger).Select(start => new StartTimer
        {
            ProcessId = process,
            Node = start.Id,
            DueAt = ((TimerTrigger)start.Trigger).Timer.First(clock.GetUtcNow(), _ => null, workingDays),
        }));
    }

    private IEnumerable<Problem> Bindings(ProcessModel model)
    {
        var works = activities.ToDictionary(activity => activity.Type, StringComparer.Ordinal);
        var pages = forms.ToDictionary(form => form.Name, form => form.Outcomes, StringComparer.Ordinal);
        var known = resolvers.Select(resolver => resolver.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var node in model.Nodes.Values)
        {
            switch (node)
            {
                case StartEvent { Trigger: TimerTrigger } when node.Scope == model.Root && model.Variables.FirstOrDefault(v => v.IsRequired) is { } required:
                    yield return new Problem(node.Id, "Bpmn.TimerBringsNothing", required.Name);
                    break;
                case ServiceTask { Binding: var binding } when !works.ContainsKey(binding.ActivityType):
                    yield return new Problem(node.Id, "Bpmn.ActivityUnknown", binding.ActivityType);
                    break;
                case ServiceTask { Binding: var binding }:
                    var inputs = works[binding.ActivityType].Inputs;
                    foreach (var missing in inputs.Where(input => input.Value && !binding.Inputs.ContainsKey(input.Key)))
                    {
                        yield return new Problem(node.Id, "Bpmn.InputMissing", missing.Key);
                    }

                    foreach (var foreign in binding.Inputs.Keys.Where(name => !inputs.ContainsKey(name)))
                    {
                        yield return new Problem(node.Id, "Bpmn.InputUnknown", foreign);
                    }

                    break;
                case UserTask { Assignee: { } assignee } when !known.Contains(assignee):
                    yield return new Problem(node.Id, "Bpmn.AssigneeUnknown", assignee);
                    break;
                case UserTask { Form: { } form } when !pages.ContainsKey(form):
                    yield return new Problem(node.Id, "Bpmn.FormUnknown", form);
                    break;
                case UserTask { Form: { } form } task when !pages[form].ToHashSet(StringComparer.Ordinal).SetEquals(task.Outcomes):
                    yield return new Problem(node.Id, "Bpmn.FormOutcomes", form, string.Join(", ", pages[form]));
                    break;
                default:
                    break;
            }
        }
    }

    private async Task<Dictionary<string, IReadOnlySet<string>>> CallsAsync(ProcessModel model, CancellationToken ct)
    {
        var newest = await (from p in db.Set<Process>().AsNoTracking()
                            join v in db.Set<ProcessVersion>().AsNoTracking() on new { p.Id, Number = p.Newest } equals new { Id = v.ProcessId, v.Number }
                            where p.Key != model.Id
                            select new { p.Key, v.Id }).ToListAsync(ct);
        var calls = new Dictionary<string, IReadOnlySet<string>> { [model.Id] = CallCycles.CalledBy(model) };
        foreach (var other in newest)
        {
            calls[other.Key] = CallCycles.CalledBy(await models.GetAsync(other.Id, ct));
        }

        return calls;
    }
}
