using Training.Workflows.Bpmn;
using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Tests.Workflows.Bpmn;

/// <summary>What each element becomes.</summary>
public sealed class GoodDocumentTests
{
    [Fact]
    public void Read_StartAndEnd_BecomeAProcess()
    {
        var result = Documents.Read("Good/plain");
        var model = Documents.Model(result);
        Assert.Empty(result.Warnings);
        Assert.Equal(("p", "Ký xác nhận"), (model.Id, model.Name));
        Assert.Equal(["s", "e"], model.Root.Nodes.Select(node => node.Id));
        Assert.Equal("Bắt đầu", model.Nodes["s"].Name);
        Assert.IsType<NoTrigger>(Assert.IsType<StartEvent>(model.Nodes["s"]).Trigger);
        Assert.IsType<NoTrigger>(Assert.IsType<EndEvent>(model.Nodes["e"]).Trigger);
        var flow = model.Flows["f"];
        Assert.Same(model.Nodes["s"], flow.Source);
        Assert.Same(model.Nodes["e"], flow.Target);
        Assert.Same(flow, Assert.Single(model.Nodes["s"].Outgoing));
        Assert.Same(flow, Assert.Single(model.Nodes["e"].Incoming));
        Assert.Null(flow.Condition);
    }

    [Fact]
    public void Read_Utf16_IsRead() => Assert.Equal("Đã ký", Documents.Model("Good/utf-16").Nodes["e"].Name);

    [Fact]
    public void Read_Utf8WithMark_IsRead() => Documents.Model(BpmnReader.Read((byte[])[0xEF, 0xBB, 0xBF, .. Documents.Bytes("Good/plain")]));

    [Fact]
    public void Read_Variables_WithKindDefaultAndWhetherRequired()
    {
        var variables = Documents.Model("Good/variables").Variables;
        Assert.Equal(
            [
                ("flag", ValueKind.Boolean, false), ("count", ValueKind.Number, false), ("word", ValueKind.Text, false), ("day", ValueKind.Date, false),
                ("moment", ValueKind.Instant, false), ("span", ValueKind.Duration, false), ("list", ValueKind.Texts, false), ("given", ValueKind.Text, true),
            ],
            variables.Select(variable => (variable.Name, variable.Kind, variable.IsRequired)));
        Assert.Equal(
            [Value.Of(true), Value.Of(2.5m), Value.Of("xin chào"), Value.Of(new DateOnly(2026, 11, 22))],
            variables.Take(4).Select(variable => variable.Default!));
        Assert.All(variables.Skip(6), variable => Assert.Null(variable.Default));
    }

    [Fact]
    public void Read_Starts_PlainByTimerAndByMessage()
    {
        var starts = Documents.Model("Good/starts").Root.Starts.ToArray();
        Assert.IsType<NoTrigger>(starts[0].Trigger);
        Assert.Equal(3, Assert.IsType<TimerTrigger>(starts[1].Trigger).Timer.Times);
        Assert.Equal(new MessageTrigger("CaseSubmitted"), starts[2].Trigger);
        Assert.All(starts, start => Assert.True(start.IsInterrupting));
    }

    [Fact]
    public void Read_Ends_PlainErrorAndTerminate()
        => Assert.Equal([new NoTrigger(), new ErrorTrigger("broken"), new TerminateTrigger()], Documents.Model("Good/ends").Nodes.Values.OfType<EndEvent>().Select(end => end.Trigger));

    [Fact]
    public void Read_UserTask_WithAllItsInputs()
    {
        var task = Assert.IsType<UserTask>(Documents.Model("Good/user-task").Nodes["x"]);
        Assert.Equal(("Ký ca", "mentor-of-entry", "sign-case", "outcome", true), (task.Name, task.Assignee, task.Form, task.OutcomeVariable, task.AllowsBatch));
        Assert.Equal(new ActivityInput("String", null, "role"), task.AssigneeArgument);
        Assert.Equal(("P3D", DayKind.Working), (task.Due!.Text, task.Due.Days));
        Assert.Equal(["signed", "returned"], task.Outcomes);
        Assert.Null(task.Loop);
    }

    [Fact]
    public void Read_ServiceTask_WithLiteralsAndVariables()
    {
        var task = Assert.IsType<ServiceTask>(Documents.Model("Good/service-task").Nodes["x"]);
        Assert.True(task.IsAsync);
        Assert.Equal("Training.Certification.Issue", task.Binding.ActivityType);
        Assert.Equal(
            [("Copies", new ActivityInput("Int32", "2", null)), ("Number", new ActivityInput("String", null, "number")), ("Template", new ActivityInput("String", "certificate", null))],
            task.Binding.Inputs.Select(input => (input.Key, input.Value)).OrderBy(input => input.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Read_ExclusiveGateway_ConditionsInTheOrderOfTheDocument()
    {
        var gateway = Assert.IsType<ExclusiveGateway>(Documents.Model("Good/exclusive-gateway").Nodes["g"]);
        Assert.Equal([("young", "age < 18"), ("old", "age > 65"), ("else", null)], gateway.Outgoing.Select(flow => (flow.Id, flow.Condition?.Text)));
        Assert.Same(gateway.Outgoing[2], gateway.Default);
    }

    [Fact]
    public void Read_ParallelGateway_SplitsAndJoins()
    {
        var model = Documents.Model("Good/parallel-gateway");
        Assert.Equal(["f2", "f3"], Assert.IsType<ParallelGateway>(model.Nodes["split"]).Outgoing.Select(flow => flow.Id));
        Assert.Equal(["f4", "f5"], Assert.IsType<ParallelGateway>(model.Nodes["join"]).Incoming.Select(flow => flow.Id));
    }

    [Fact]
    public void Read_ActivityWithConditions_HasItsDefault()
    {
        var task = Assert.IsType<UserTask>(Documents.Model("Good/activity-default").Nodes["x"]);
        Assert.Equal("else", task.Default!.Id);
        Assert.Equal("flag", task.Outgoing[0].Condition!.Text);
    }

    [Fact]
    public void Read_CatchEvents_TimerMessageAndSignal()
    {
        var nodes = Documents.Model("Good/catch-events").Nodes;
        Assert.Equal("2026-12-01T08:00:00+07:00", TimerOf("date").Text);
        Assert.Equal(("P3D", DayKind.Working), (TimerOf("duration").Text, TimerOf("duration").Days));
        Assert.Equal(("=span", DayKind.Calendar), (TimerOf("expression").Text, TimerOf("expression").Days));
        Assert.Equal(new MessageTrigger("CaseSubmitted"), Assert.IsType<CatchEvent>(nodes["message"]).Trigger);
        Assert.Equal(new SignalTrigger("Stop"), Assert.IsType<CatchEvent>(nodes["signal"]).Trigger);

        TimerDefinition TimerOf(string id) => Assert.IsType<TimerTrigger>(Assert.IsType<CatchEvent>(nodes[id]).Trigger).Timer;
    }

    [Fact]
    public void Read_ThrowEvents_MessageAndSignal()
        => Assert.Equal([new MessageTrigger("CaseSubmitted"), new SignalTrigger("Stop")], Documents.Model("Good/throw-events").Nodes.Values.OfType<ThrowEvent>().Select(thrown => thrown.Trigger));

    [Fact]
    public void Read_BoundaryEvents_BelongToTheirActivity()
    {
        var task = Assert.IsType<UserTask>(Documents.Model("Good/boundary-events").Nodes["x"]);
        Assert.Equal([("late", true), ("remind", false), ("broken", true), ("any", true)], task.Boundary.Select(boundary => (boundary.Id, boundary.IsInterrupting)));
        Assert.Equal((3, DayKind.Working), Assert.IsType<TimerTrigger>(task.Boundary[1].Trigger) is var remind ? (remind.Timer.Times, remind.Timer.Days) : default);
        Assert.Equal([new ErrorTrigger("broken"), new ErrorTrigger(null)], task.Boundary.Skip(2).Select(boundary => boundary.Trigger));
        Assert.All(task.Boundary, boundary => Assert.Same(task, boundary.AttachedTo));
    }

    [Fact]
    public void Read_SubProcess_HasItsOwnScope()
    {
        var model = Documents.Model("Good/sub-process");
        var inner = Assert.IsType<SubProcess>(model.Nodes["x"]);
        Assert.False(inner.IsTriggeredByEvent);
        Assert.Equal(["is", "it", "ie"], inner.Content.Nodes.Select(node => node.Id));
        Assert.All(inner.Content.Nodes, node => Assert.Same(inner.Content, node.Scope));
        Assert.Same(inner, inner.Content.Owner);
        Assert.Equal(["f1", "f2", "if1", "if2"], model.Flows.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_EventSubProcess_StartsByTimerOrMessage()
    {
        var inner = Documents.Model("Good/event-sub-process").Root.EventSubProcesses.ToArray();
        Assert.Equal([("timed", true), ("message", false)], inner.Select(one => (one.EventStart.Id, one.EventStart.IsInterrupting)));
        Assert.IsType<TimerTrigger>(inner[0].EventStart.Trigger);
        Assert.Equal(new MessageTrigger("Withdrawn"), inner[1].EventStart.Trigger);
    }

    [Fact]
    public void Read_CallActivity_PassesAndReturns()
    {
        var call = Assert.IsType<CallActivity>(Documents.Model("Good/call-activity").Nodes["x"]);
        Assert.Equal("sign-case", call.CalledElement);
        Assert.Equal([("who", "name"), ("times", "count + 1")], call.In.Select(given => (given.Target, given.Source.Text)));
        Assert.Equal([("name", "signer")], call.Out);
    }

    [Fact]
    public void Read_LoopByNumber_WithCompletion()
    {
        var loop = Assert.IsType<UserTask>(Documents.Model("Good/loop-in-turn").Nodes["x"]).Loop!;
        Assert.Equal((true, "count", "nrOfCompletedInstances >= 2"), (loop.IsSequential, loop.Cardinality!.Text, loop.Completion!.Text));
        Assert.Null(loop.Collection);
    }

    [Fact]
    public void Read_LoopOverList_GivesTheBodyItsElement()
    {
        var model = Documents.Model("Good/loop-at-once");
        var loop = Assert.IsType<SubProcess>(model.Nodes["x"]).Loop!;
        Assert.Equal(new MultiInstance(false, null, "people", "who", "vote", "votes", null), loop);
        Assert.Equal("who", Assert.IsType<UserTask>(model.Nodes["it"]).AssigneeArgument!.Variable);
    }

    [Fact]
    public void Read_WhatIsNotRun_IsIgnored()
    {
        var result = Documents.Read("Good/ignored");
        Assert.Equal(["s", "e"], Documents.Model(result).Nodes.Keys);
        var warning = Assert.Single(result.Warnings);
        Assert.Equal(("e", "Lint.Foreign"), (warning.ElementId, warning.Reason));
    }

    [Fact]
    public void Read_DocumentOfAnEditor_IsReadWithItsPicture()
    {
        var result = Documents.Read("Good/bpmn-js");
        var model = Documents.Model(result);
        Assert.Equal(["Activity_0f1f2n5", "Event_0yu3r3z", "Event_late", "Gateway_0cs3v6s", "StartEvent_1"], model.Nodes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Flow_0k3zdkh", "Flow_1jz5x5b", "Flow_back", "Flow_done", "Flow_late"], model.Flows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([("Activity_gone", "Lint.Diagram"), ("Activity_0f1f2n5", "Lint.NoAssignee")], result.Warnings.Select(warning => (warning.ElementId!, warning.Reason)));
    }

    [Fact]
    public void Format_Example_IsRead()
    {
        var page = Architecture.Repository.Files.Single(file => file.Path == "modules/Training.Workflows/Bpmn/FORMAT.md").Text;
        var from = page.IndexOf("```xml", StringComparison.Ordinal) + "```xml".Length;
        var result = Documents.ReadText(page[from..page.IndexOf("```", from, StringComparison.Ordinal)].Trim());
        Documents.Model(result);
        Assert.Empty(result.Warnings);
    }
}
