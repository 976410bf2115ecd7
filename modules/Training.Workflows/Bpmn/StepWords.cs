using Training.Workflows.Timing;

namespace Training.Workflows.Bpmn;

/// <summary>The words for what a node is and does, as keys of the texts of this module.</summary>
internal static class StepWords
{
    public static string KindOf(Node node) => node switch
    {
        StartEvent { Trigger: TimerTrigger } => "Step.Kind.TimerStart",
        StartEvent { Trigger: MessageTrigger } => "Step.Kind.MessageStart",
        StartEvent => "Step.Kind.Start",
        EndEvent { Trigger: ErrorTrigger } => "Step.Kind.ErrorEnd",
        EndEvent { Trigger: TerminateTrigger } => "Step.Kind.TerminateEnd",
        EndEvent => "Step.Kind.End",
        CatchEvent { Trigger: TimerTrigger } => "Step.Kind.WaitForTime",
        CatchEvent { Trigger: SignalTrigger } => "Step.Kind.WaitForSignal",
        CatchEvent => "Step.Kind.WaitForMessage",
        ThrowEvent { Trigger: SignalTrigger } => "Step.Kind.SendSignal",
        ThrowEvent => "Step.Kind.SendMessage",
        BoundaryEvent { Trigger: ErrorTrigger } => "Step.Kind.BoundaryError",
        BoundaryEvent => "Step.Kind.BoundaryTimer",
        UserTask => "Step.Kind.UserTask",
        ServiceTask => "Step.Kind.ServiceTask",
        ExclusiveGateway => "Step.Kind.Choice",
        ParallelGateway => "Step.Kind.Parallel",
        SubProcess { IsTriggeredByEvent: true } => "Step.Kind.EventSubProcess",
        SubProcess => "Step.Kind.SubProcess",
        CallActivity => "Step.Kind.Call",
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no word."),
    };

    public static IEnumerable<StepDetail> DetailsOf(Node node) => node switch
    {
        StartEvent start => OfTrigger(start.Trigger)
            .Concat(start.Scope.Owner is { IsTriggeredByEvent: true } ? [new StepDetail(start.IsInterrupting ? "Step.EndsTheRest" : "Step.BesideTheRest")] : []),
        EndEvent end => OfTrigger(end.Trigger),
        CatchEvent caught => OfTrigger(caught.Trigger),
        ThrowEvent thrown => OfTrigger(thrown.Trigger),
        BoundaryEvent boundary => OfTrigger(boundary.Trigger)
            .Append(new StepDetail(boundary.IsInterrupting ? "Step.Interrupts" : "Step.GoesOn", boundary.AttachedTo.Name ?? boundary.AttachedTo.Id)),
        Activity activity => OfActivity(activity).Concat(OfLoop(activity.Loop)),
        _ => [],
    };

    private static IEnumerable<StepDetail> OfTrigger(Trigger trigger) => trigger switch
    {
        TimerTrigger timer => [Timer("Step.When", "Step.When.Working", timer.Timer)],
        MessageTrigger message => [new StepDetail("Step.Message", message.Name)],
        SignalTrigger signal => [new StepDetail("Step.Signal", signal.Name)],
        ErrorTrigger { Code: null } => [new StepDetail("Step.AnyError")],
        ErrorTrigger error => [new StepDetail("Step.Error", error.Code!)],
        _ => [],
    };

    private static IEnumerable<StepDetail> OfActivity(Activity activity)
    {
        switch (activity)
        {
            case UserTask task:
                if (task.AssigneeArgument is { } argument)
                {
                    yield return new StepDetail("Step.AssigneeArgument", argument.Literal ?? argument.Variable!);
                }

                if (task.Form is not null)
                {
                    yield return new StepDetail("Step.Form", task.Form);
                }

                if (task.Due is not null)
                {
                    yield return Timer("Step.Due", "Step.Due.Working", task.Due);
                }

                if (task.Outcomes.Count > 0)
                {
                    yield return new StepDetail("Step.Outcomes", string.Join(", ", task.Outcomes));
                }

                if (task.OutcomeVariable is not null)
                {
                    yield return new StepDetail("Step.OutcomeVariable", task.OutcomeVariable);
                }

                if (task.AllowsBatch)
                {
                    yield return new StepDetail("Step.Batch");
                }

                break;
            case ServiceTask task:
                yield return new StepDetail("Step.Activity", task.Binding.ActivityType);
                foreach (var (name, input) in task.Binding.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal))
                {
                    yield return new StepDetail("Step.Input", name, input.Literal ?? input.Variable!);
                }

                if (task.IsAsync)
                {
                    yield return new StepDetail("Step.Async");
                }

                break;
            case CallActivity call:
                yield return new StepDetail("Step.Called", call.CalledElement);
                foreach (var (target, source) in call.In)
                {
                    yield return new StepDetail("Step.Given", target, source.Text);
                }

                foreach (var (target, source) in call.Out)
                {
                    yield return new StepDetail("Step.Returned", target, source);
                }

                break;
            default:
                break;
        }
    }

    private static IEnumerable<StepDetail> OfLoop(MultiInstance? loop)
    {
        if (loop is null)
        {
            yield break;
        }

        yield return loop.Cardinality is { } times
            ? new StepDetail(loop.IsSequential ? "Step.Times.InTurn" : "Step.Times.AtOnce", times.Text)
            : new StepDetail(loop.IsSequential ? "Step.Each.InTurn" : "Step.Each.AtOnce", loop.Collection!);
        if (loop.Item is not null)
        {
            yield return new StepDetail("Step.Item", loop.Item);
        }

        if (loop.Into is not null)
        {
            yield return new StepDetail("Step.Collected", loop.Collect!, loop.Into);
        }

        if (loop.Completion is not null)
        {
            yield return new StepDetail("Step.Completion", loop.Completion.Text);
        }
    }

    private static StepDetail Timer(string key, string keyOfWorkingDays, TimerDefinition timer)
        => new(timer.Days == DayKind.Working ? keyOfWorkingDays : key, timer.Text);
}
