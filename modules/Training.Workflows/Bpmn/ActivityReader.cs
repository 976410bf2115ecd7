using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Workflows.Bpmn;

/// <summary>Tasks and call activities.</summary>
internal sealed class ActivityReader(Reading reading)
{
    private readonly BindingReader _bindings = new(reading);

    public Activity? Read(Element element, string id, NodeScope scope, IReadOnlyDictionary<string, ValueKind> variables) => element.Name switch
    {
        "userTask" => ReadUserTask(element, new UserTask(id, element["name"], scope), variables),
        "serviceTask" => ReadServiceTask(element, id, scope, variables),
        _ => ReadCall(element, id, scope, variables),
    };

    /// <summary>Reads how often an activity is done.</summary>
    /// <returns>What its body may read.</returns>
    public IReadOnlyDictionary<string, ValueKind> ReadLoop(Element element, Activity activity, IReadOnlyDictionary<string, ValueKind> variables)
    {
        var (loop, body) = new LoopReader(reading).Read(element, variables);
        activity.Loop = loop;
        return body;
    }

    private UserTask ReadUserTask(Element element, UserTask task, IReadOnlyDictionary<string, ValueKind> variables)
    {
        var body = ReadLoop(element, task, variables);
        if (_bindings.Read(element, body) is not { } binding)
        {
            return task;
        }

        if (binding.ActivityType != UserTask.ActivityType)
        {
            reading.Refuse(element, "Bpmn.Binding.UserTask", Element.Cut(binding.ActivityType));
            return task;
        }

        var inputs = new UserTaskInputs(element, binding, reading);
        task.Assignee = inputs.Literal("Assignee");
        task.AssigneeArgument = binding.Inputs.GetValueOrDefault("AssigneeArgument");
        task.Form = inputs.Literal("Form");
        task.AllowsBatch = inputs.Boolean("Batch");
        task.Outcomes = inputs.List("Outcomes");
        task.OutcomeVariable = inputs.OutcomeVariable();
        var days = inputs.Days();
        if (inputs.Literal("Due") is { } due)
        {
            task.Due = reading.Timer(element, due, () => TimerDefinition.OfDuration(due, days, body));
        }

        inputs.RefuseOthers();
        return task;
    }

    private ServiceTask? ReadServiceTask(Element element, string id, NodeScope scope, IReadOnlyDictionary<string, ValueKind> variables)
    {
        var (loop, body) = new LoopReader(reading).Read(element, variables);
        if (!element.Extensions("elsa:activityBinding").Any())
        {
            reading.Refuse(element, "Bpmn.Binding.Missing");
            return null;
        }

        if (_bindings.Read(element, body) is not { } binding)
        {
            return null;
        }

        if (binding.ActivityType == UserTask.ActivityType)
        {
            reading.Refuse(element, "Bpmn.Binding.ServiceTask");
            return null;
        }

        return new ServiceTask(id, element["name"], scope, binding) { IsAsync = Reading.IsTrue(element.Training("async")), Loop = loop };
    }

    private CallActivity? ReadCall(Element element, string id, NodeScope scope, IReadOnlyDictionary<string, ValueKind> variables)
    {
        var (loop, body) = new LoopReader(reading).Read(element, variables);
        var called = BpmnNames.WithoutPrefix(reading.Required(element, "calledElement", Limits.IdLength) ?? "");
        if (called.Length == 0)
        {
            return null;
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        var call = new CallActivity(id, element["name"], scope, called) { Loop = loop };
        foreach (var given in element.Extensions("training:in"))
        {
            if (Names(given, taken) is var (target, source) && reading.Expression(given, source, body) is { } expression)
            {
                call.In.Add((target, expression));
            }
        }

        taken.Clear();
        foreach (var returned in element.Extensions("training:out"))
        {
            if (Names(returned, taken) is not var (target, source))
            {
                continue;
            }

            if (!reading.Variables.ContainsKey(target))
            {
                reading.Refuse(returned, "Bpmn.Variable.Unknown", Element.Cut(target));
            }
            else if (!BpmnNames.IsVariable(source))
            {
                reading.Refuse(returned, "Bpmn.Variable.Name", Element.Cut(source));
            }
            else
            {
                call.Out.Add((target, source));
            }
        }

        return call;
    }

    private (string Target, string Source)? Names(Element element, HashSet<string> taken)
    {
        var target = reading.Required(element, "target", Limits.VariableLength);
        var source = reading.Required(element, "source", Limits.AttributeLength);
        if (target is null || source is null)
        {
            return null;
        }

        if (!BpmnNames.IsVariable(target))
        {
            reading.Refuse(element, "Bpmn.Variable.Name", Element.Cut(target));
            return null;
        }

        if (!taken.Add(target))
        {
            reading.Refuse(element, "Bpmn.Call.Twice", target);
            return null;
        }

        return (target, source);
    }
}
