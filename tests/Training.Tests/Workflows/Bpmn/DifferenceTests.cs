using Training.Workflows.Bpmn;

namespace Training.Tests.Workflows.Bpmn;

public sealed class DifferenceTests
{
    private static readonly string Old = Documents.Text("Good/user-task");

    [Fact]
    public void Between_SameProcess_IsNothing()
        => Assert.Empty(Difference.Between(Documents.Model("Good/user-task"), Documents.Model(Documents.ReadText(Old + "<!-- drawn elsewhere -->"))));

    [Fact]
    public void Between_ChangedTask_TellsOldAndNew()
    {
        var change = Assert.Single(Changes(("\"mentor-of-entry\"", "\"director\""), ("P3D", "P5D")));
        Assert.Equal((ChangeKind.Changed, "x", "Step.Kind.UserTask", "Ký ca"), (change.Kind, change.ElementId, change.What, change.Name));
        Assert.Equal(["Difference.Assignee", "Difference.Details"], change.Details.Select(detail => detail.Key));
        Assert.Equal(("mentor-of-entry", "director"), (change.Details[0].Old.Single().Arguments.Single(), change.Details[0].New.Single().Arguments.Single()));
        Assert.Contains(change.Details[1].New, detail => detail.Key == "Step.Due.Working" && detail.Arguments.Single() == "P5D");
    }

    [Fact]
    public void Between_AddedAndRemovedSteps_AreNamed()
    {
        var changes = Changes(("<endEvent id=\"e\" />", "<endEvent id=\"e2\" />"), ("targetRef=\"e\"", "targetRef=\"e2\""));
        Assert.Equal(
            [(ChangeKind.Added, "e2"), (ChangeKind.Removed, "e"), (ChangeKind.Changed, "f2")],
            changes.Select(change => (change.Kind, change.ElementId)));
        var to = Assert.Single(changes[2].Details);
        Assert.Equal(("Difference.To", "e", "e2"), (to.Key, to.Old.Single().Arguments[0], to.New.Single().Arguments[0]));
    }

    [Fact]
    public void Between_ChangedVariableAndName_AreNamed()
    {
        var changes = Changes(("name=\"role\" type=\"text\"", "name=\"role\" type=\"number\" default=\"2\""), ("<process id=\"p\"", "<process id=\"p\" name=\"Ký\""));
        Assert.Equal([("p", "Difference.Process"), ("role", "Difference.Variable")], changes.Select(change => (change.ElementId, change.What)));
        Assert.Equal(["Difference.Type", "Difference.Default"], changes[1].Details.Select(detail => detail.Key));
    }

    [Fact]
    public void Between_AddedVariable_SaysWhatItHas()
    {
        var change = Assert.Single(Changes(("<training:variable name=\"role\"", "<training:variable name=\"late\" type=\"boolean\" default=\"true\" /><training:variable name=\"role\"")));
        Assert.Equal((ChangeKind.Added, "late"), (change.Kind, change.ElementId));
        Assert.Equal(["Difference.Type", "Difference.Default"], change.Details.Select(detail => detail.Key));
    }

    [Fact]
    public void Between_ChangedKindOfStep_IsNamed()
    {
        var change = Changes(("<endEvent id=\"e\" />", "<endEvent id=\"e\"><terminateEventDefinition /></endEvent>")).Single();
        Assert.Equal(("Step.Kind.End", "Step.Kind.TerminateEnd"), (change.Details.Single().Old.Single().Key, change.Details.Single().New.Single().Key));
    }

    private static IReadOnlyList<Change> Changes(params (string Old, string New)[] edits)
    {
        var text = Old;
        foreach (var (old, @new) in edits)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, @new, StringComparison.Ordinal);
        }

        var changes = Difference.Between(Documents.Model("Good/user-task"), Documents.Model(Documents.ReadText(text)));
        foreach (var change in changes)
        {
            Documents.Say(new Problem(null, change.KindKey));
            Documents.Say(new Problem(null, change.What));
            Assert.All(change.Details, detail => Documents.Say(new Problem(null, detail.Key)));
            Assert.All(change.Details.SelectMany(detail => detail.Old.Concat(detail.New)), value => Documents.Say(new Problem(null, value.Key, value.Arguments)));
        }

        return changes;
    }
}
