using Training.Workflows.Bpmn;

namespace Training.Tests.Workflows.Bpmn;

public sealed class CallCycleTests
{
    [Fact]
    public void Find_CircleOfThree_IsNamed()
        => Assert.Equal(["a", "b", "c", "a"], CallCycles.Find(Calls(("a", ["b", "x"]), ("b", ["c"]), ("c", ["a"]), ("x", []))));

    [Fact]
    public void Find_ProcessThatCallsItself_IsNamed() => Assert.Equal(["a", "a"], CallCycles.Find(Calls(("a", ["a"]))));

    [Fact]
    public void Find_CallsWithoutCircle_IsNull() => Assert.Null(CallCycles.Find(Calls(("a", ["b", "c"]), ("b", ["c"]), ("c", ["unknown"]))));

    [Fact]
    public void Find_LongChain_IsFound()
        => Assert.Null(CallCycles.Find(Calls([.. Enumerable.Range(0, 300).Select(n => ($"p{n}", new[] { $"p{n + 1}" }))])));

    [Fact]
    public void Check_ProcessThatWouldCloseACircle_IsRefusedAtItsCall()
    {
        var model = Documents.Model("Good/call-activity");
        var problem = CallCycles.Check(model, Calls(("sign-case", ["certify"]), ("certify", ["p"])));
        Assert.Equal(("x", "Bpmn.CallCycle", "p → sign-case → certify → p"), (problem!.ElementId, problem.Reason, problem.Arguments.Single()));
        Documents.Say(problem);
    }

    [Fact]
    public void Check_NewerVersionThatNoLongerCalls_IsAccepted()
        => Assert.Null(CallCycles.Check(Documents.Model("Good/plain"), Calls(("p", ["sign-case"]), ("sign-case", ["p"]))));

    private static Dictionary<string, IReadOnlySet<string>> Calls(params (string Key, string[] Called)[] calls)
        => calls.ToDictionary(call => call.Key, call => (IReadOnlySet<string>)call.Called.ToHashSet());
}
