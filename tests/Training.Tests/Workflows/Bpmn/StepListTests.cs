using Training.Workflows.Bpmn;

namespace Training.Tests.Workflows.Bpmn;

/// <summary>Whoever does not see the picture reads the same.</summary>
public sealed class StepListTests
{
    [Fact]
    public void Steps_OfADocument_InTheOrderOfTheFlow()
    {
        var steps = StepList.Of(Documents.Model("Good/bpmn-js"));
        Assert.Equal(
            [
                ("1", "StartEvent_1", "Step.Kind.Start", "Gửi ca"), ("2", "Activity_0f1f2n5", "Step.Kind.UserTask", "Xem và ký"),
                ("3", "Gateway_0cs3v6s", "Step.Kind.Choice", "Trả lại?"), ("4", "Event_late", "Step.Kind.BoundaryTimer", null),
                ("5", "Event_0yu3r3z", "Step.Kind.End", "Đã ký"),
            ],
            steps.Select(step => (step.Number, step.ElementId, step.Kind, step.Name)));
        Assert.Equal([new NextStep("2", "Activity_0f1f2n5", "Xem và ký", "có", "returned", false), new NextStep("5", "Event_0yu3r3z", "Đã ký", "không", null, true)], steps[2].Next);
        Assert.Equal(["4"], steps[1].Boundary);
        Assert.Equal(["Step.When.Working(P10D)", "Step.Interrupts(Xem và ký)"], Words(steps[3]));
    }

    [Fact]
    public void Steps_InsideOfASubProcess_AreNumberedBelowIt()
        => Assert.Equal([("1", 0), ("2", 0), ("2.1", 1), ("2.2", 1), ("2.3", 1), ("3", 0)], StepList.Of(Documents.Model("Good/sub-process")).Select(step => (step.Number, step.Depth)));

    [Fact]
    public void Steps_OfAUserTask_SayWhoAndUntilWhen()
    {
        var step = StepList.Of(Documents.Model("Good/user-task")).Single(step => step.ElementId == "x");
        Assert.Equal("mentor-of-entry", step.Assignee);
        Assert.Equal(
            ["Step.AssigneeArgument(role)", "Step.Form(sign-case)", "Step.Due.Working(P3D)", "Step.Outcomes(signed, returned)", "Step.OutcomeVariable(outcome)", "Step.Batch()"],
            Words(step));
    }

    [Fact]
    public void Steps_OfEveryGoodDocument_HaveEveryNodeOnceAndTheirWords()
    {
        foreach (var name in Directory.EnumerateFiles(Path.Combine(Architecture.Repository.Root, "tests/Training.Tests/Workflows/Bpmn/Documents/Good")).Select(Path.GetFileNameWithoutExtension))
        {
            var model = Documents.Model("Good/" + name);
            var steps = StepList.Of(model);
            Assert.Equal(model.Nodes.Keys.Order(StringComparer.Ordinal), steps.Select(step => step.ElementId).Order(StringComparer.Ordinal));
            Assert.All(steps, step => Documents.Say(new Problem(step.ElementId, step.Kind)));
            Assert.All(steps.SelectMany(step => step.Details), detail => Documents.Say(new Problem(null, detail.Key, detail.Arguments)));
        }
    }

    private static IEnumerable<string> Words(Step step) => step.Details.Select(detail => $"{detail.Key}({string.Join(", ", detail.Arguments)})");
}
