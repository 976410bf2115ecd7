using Training.Workflows.Bpmn;

namespace Training.Tests.Workflows.Bpmn;

public sealed class LintTests
{
    [Fact]
    public void Warnings_OfADoubtfulProcess_NameEachDoubt()
    {
        var result = Documents.Read("Good/doubtful");
        Documents.Model(result);
        Assert.Equal(
            [
                ("again", "Lint.LoopWithoutWait"), ("choice", "Lint.NoDefault"), ("cycle", "Lint.CycleOnce"), ("dead-end", "Lint.NoEnd"),
                ("f9", "Lint.NoCondition"), ("idle", "Lint.IdleGateway"), ("join", "Lint.JoinOfChoice"), ("lost", "Lint.Unreachable"), ("narrow", "Lint.NoDefault"), ("p", "Lint.UnusedVariable"),
                ("told", "Lint.MessageFromOutside"), ("unassigned", "Lint.NoAssignee"),
            ],
            result.Warnings.Select(warning => (warning.ElementId!, warning.Reason)).Order());
        Assert.All(result.Warnings, Documents.Say);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("user-task")]
    [InlineData("service-task")]
    [InlineData("exclusive-gateway")]
    [InlineData("boundary-events")]
    [InlineData("loop-in-turn")]
    [InlineData("loop-at-once")]
    [InlineData("call-activity")]
    public void Warnings_OfAProcessWithoutDoubts_AreNone(string name) => Assert.Empty(Documents.Read("Good/" + name).Warnings);

    [Fact]
    public void Circle_ThatWaits_IsNoTrouble()
    {
        var text = Documents.Text("Broken/endless-loop").Replace("<serviceTask id=\"x\">", "<serviceTask id=\"x\" training:async=\"true\">", StringComparison.Ordinal);
        Assert.DoesNotContain(Documents.ReadText(text).Problems, problem => problem.Reason == "Bpmn.EndlessLoop");
    }
}
