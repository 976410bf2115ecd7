using System.Diagnostics;
using Training.Workflows.Bpmn;

namespace Training.Tests.Workflows.Bpmn;

/// <summary>Documents that are broken in one way each, or made to hurt: each is refused for that reason, at that element, at once and without much memory.</summary>
public sealed class BrokenDocumentTests
{
    private const long MostMemory = 64L * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static TheoryData<string, string?, string> Broken => new()
    {
        { "xxe", null, "Bpmn.Dtd" },
        { "billion-laughs", null, "Bpmn.Dtd" },
        { "external-dtd", null, "Bpmn.Dtd" },
        { "parameter-entity", null, "Bpmn.Dtd" },
        { "empty", null, "Bpmn.Empty" },
        { "blank", null, "Bpmn.Empty" },
        { "prose", null, "Bpmn.NotXml" },
        { "truncated", "x", "Bpmn.NotXml" },
        { "binary", null, "Bpmn.NotXml" },
        { "zip", null, "Bpmn.NotXml" },
        { "declares-utf-7", null, "Bpmn.Encoding" },
        { "utf-7", null, "Bpmn.NotXml" },
        { "declares-ebcdic", null, "Bpmn.Encoding" },
        { "declares-utf-16-but-is-utf-8", null, "Bpmn.Encoding" },
        { "windows-1258", null, "Bpmn.Encoding" },
        { "invalid-utf-8", null, "Bpmn.Encoding" },
        { "utf-32", null, "Bpmn.Encoding" },
        { "stylesheet", null, "Bpmn.Instruction" },
        { "instruction-inside", "p", "Bpmn.Instruction" },
        { "xinclude", "p", "Bpmn.Foreign" },
        { "undefined-entity", null, "Bpmn.NotXml" },
        { "duplicate-attribute", "p", "Bpmn.NotXml" },
        { "unbound-prefix", "p", "Bpmn.NotXml" },
        { "null-character", "p", "Bpmn.NotXml" },
        { "two-roots", null, "Bpmn.NotXml" },
        { "wrong-namespace", null, "Bpmn.NotBpmn" },
        { "no-namespace", null, "Bpmn.NotBpmn" },
        { "svg", null, "Bpmn.NotBpmn" },
        { "no-process", "d", "Bpmn.NoProcess" },
        { "two-processes", "q", "Bpmn.TwoProcesses" },
        { "not-executable", "p", "Bpmn.NotMarkedExecutable" },
        { "executable-maybe", "p", "Bpmn.Attribute.Value" },
        { "collaboration", "c", "Bpmn.Collaboration" },
        { "lanes", "lanes", "Bpmn.Lanes" },
        { "import", null, "Bpmn.NotExecutable" },
        { "no-element-of-bpmn", "m", "Bpmn.Unknown" },
        { "words-between", "p", "Bpmn.Text" },
        { "unknown-attribute", "x", "Bpmn.Attribute" },
        { "unknown-training-attribute", "x", "Bpmn.Attribute" },
        { "expression-in-another-language", "f3", "Bpmn.Attribute" },
        { "compensation-activity", "x", "Bpmn.Attribute.Value" },
        { "unknown-training-element", "p", "Bpmn.Extension.Unknown" },
        { "unknown-elsa-element", "x", "Bpmn.Extension.Unknown" },
        { "variable-at-task", "x", "Bpmn.Misplaced" },
        { "foreign-outside-of-extensions", "p", "Bpmn.Foreign" },
        { "duplicate-id", "e", "Bpmn.Id.Twice" },
        { "missing-id", "p", "Bpmn.Id.Missing" },
        { "invalid-id", "1 2", "Bpmn.Id.Invalid" },
        { "long-name", "x", "Bpmn.Attribute.Long" },
        { "long-id", new string('i', 200), "Bpmn.Attribute.Long" },
        { "dangling-source", "f3", "Bpmn.Flow.Dangling" },
        { "dangling-target", "f3", "Bpmn.Flow.Dangling" },
        { "flow-without-target", "f3", "Bpmn.Flow.Dangling" },
        { "flow-to-annotation", "f3", "Bpmn.Flow.Dangling" },
        { "flow-into-sub-process", "f3", "Bpmn.Flow.CrossesScope" },
        { "flow-out-of-sub-process", "f3", "Bpmn.Flow.CrossesScope" },
        { "into-start", "s", "Bpmn.Flow.IntoStart" },
        { "out-of-end", "e", "Bpmn.Flow.OutOfEnd" },
        { "into-boundary", "b", "Bpmn.Flow.IntoStart" },
        { "no-start", "p", "Bpmn.Start.Missing" },
        { "two-starts", "s", "Bpmn.Start.Several" },
        { "condition-after-parallel", "f3", "Bpmn.Condition.NotHere" },
        { "condition-after-catch", "f3", "Bpmn.Condition.NotHere" },
        { "default-with-condition", "x", "Bpmn.Default.Condition" },
        { "default-of-another", "x", "Bpmn.Default.NotOutgoing" },
        { "default-at-parallel", "x", "Bpmn.Attribute" },
        { "two-conditions", "f3", "Bpmn.Condition.Several" },
        { "endless-loop", "g", "Bpmn.EndlessLoop" },
        { "endless-choice", "g", "Bpmn.EndlessLoop" },
        { "endless-split", "g", "Bpmn.EndlessLoop" },
        { "expression-broken", "f3", "Bpmn.Expression" },
        { "expression-undeclared", "f3", "Bpmn.Expression" },
        { "expression-mixed-kinds", "f3", "Bpmn.Expression" },
        { "expression-nested-deep", "f3", "Bpmn.Expression" },
        { "expression-not-boolean", "f3", "Bpmn.Condition.NotBoolean" },
        { "counter-outside-of-loop", "f3", "Bpmn.Expression" },
        { "variable-twice", "p", "Bpmn.Variable.Twice" },
        { "variable-reserved", "p", "Bpmn.Variable.Reserved" },
        { "variable-named-as-counter", "p", "Bpmn.Variable.Reserved" },
        { "variable-name", "p", "Bpmn.Variable.Name" },
        { "variable-type", "p", "Bpmn.Variable.Type" },
        { "variable-default", "p", "Bpmn.Variable.Default" },
        { "variable-required", "p", "Bpmn.Attribute.Value" },
        { "catch-nothing", "x", "Bpmn.Event.None" },
        { "catch-two", "x", "Bpmn.Event.Several" },
        { "catch-link", "x", "Bpmn.NotExecutable" },
        { "throw-nothing", "x", "Bpmn.Event.None" },
        { "throw-timer", "x", "Bpmn.Misplaced" },
        { "timer-without-time", "x", "Bpmn.Timer.One" },
        { "timer-with-two-times", "x", "Bpmn.Timer.One" },
        { "timer-broken", "x", "Bpmn.Timer" },
        { "timer-expression-broken", "x", "Bpmn.Expression" },
        { "timer-days", "x", "Bpmn.Attribute.Value" },
        { "timer-days-of-date", "x", "Bpmn.Attribute" },
        { "start-timer-reads-variable", "s", "Bpmn.Expression" },
        { "message-undeclared", "x", "Bpmn.Reference" },
        { "message-is-a-signal", "x", "Bpmn.Reference" },
        { "message-without-name", "m", "Bpmn.Attribute.Missing" },
        { "error-end-without-code", "err", "Bpmn.Error.NoCode" },
        { "error-end-of-nothing", "e", "Bpmn.Error.NoCode" },
        { "boundary-nowhere", "b", "Bpmn.Boundary.Nowhere" },
        { "boundary-at-gateway", "b", "Bpmn.Boundary.Nowhere" },
        { "boundary-error-goes-on", "b", "Bpmn.Boundary.ErrorGoesOn" },
        { "boundary-message", "b", "Bpmn.Misplaced" },
        { "start-signal", "s", "Bpmn.Misplaced" },
        { "sub-process-without-start", "x", "Bpmn.Start.Missing" },
        { "sub-process-with-timer-start", "it", "Bpmn.Start.NotInSubProcess" },
        { "event-sub-process-with-flow", "es", "Bpmn.EventSubProcess.Flow" },
        { "event-sub-process-plain-start", "is", "Bpmn.EventSubProcess.NoneStart" },
        { "event-sub-process-two-starts", "es", "Bpmn.EventSubProcess.OneStart" },
        { "event-sub-process-loop", "es", "Bpmn.EventSubProcess.Loop" },
        { "event-sub-process-boundary", "b", "Bpmn.Boundary.EventSubProcess" },
        { "sub-processes-nested", "sub1", "Bpmn.Limit.Nesting" },
        { "service-task-unbound", "x", "Bpmn.Binding.Missing" },
        { "service-task-empty-type", "x", "Bpmn.Attribute.Missing" },
        { "service-task-for-people", "x", "Bpmn.Binding.ServiceTask" },
        { "user-task-other-binding", "x", "Bpmn.Binding.UserTask" },
        { "two-bindings", "x", "Bpmn.Binding.Several" },
        { "input-not-json", "x", "Bpmn.Input.Json" },
        { "input-json-bomb", "x", "Bpmn.Input.Json" },
        { "input-json-nested", "x", "Bpmn.Input.Json" },
        { "input-json-twice", "x", "Bpmn.Input.Json" },
        { "input-json-comment", "x", "Bpmn.Input.Json" },
        { "input-json-array", "x", "Bpmn.Input.Shape" },
        { "input-json-more", "x", "Bpmn.Input.Shape" },
        { "input-script", "x", "Bpmn.Input.Expression" },
        { "input-type", "x", "Bpmn.Input.Type" },
        { "input-number", "x", "Bpmn.Input.Value" },
        { "input-object", "x", "Bpmn.Input.Value" },
        { "input-unknown-variable", "x", "Bpmn.Variable.Unknown" },
        { "input-unknown", "x", "Bpmn.Input.Unknown" },
        { "input-twice", "x", "Bpmn.Input.Twice" },
        { "input-assignee-variable", "x", "Bpmn.Input.Literal" },
        { "input-batch", "x", "Bpmn.Input.Value" },
        { "input-due", "x", "Bpmn.Timer" },
        { "input-due-days", "x", "Bpmn.Input.Value" },
        { "input-outcomes", "x", "Bpmn.Input.Value" },
        { "input-outcome-variable-unknown", "x", "Bpmn.Variable.Unknown" },
        { "input-outcome-variable-number", "x", "Bpmn.Variable.NotText" },
        { "loop-standard", "x", "Bpmn.NotExecutable" },
        { "loop-of-nothing", "x", "Bpmn.Loop.OneSource" },
        { "loop-of-both", "x", "Bpmn.Loop.OneSource" },
        { "loop-collection-unknown", "x", "Bpmn.Variable.Unknown" },
        { "loop-collection-number", "x", "Bpmn.Variable.NotTexts" },
        { "loop-number", "x", "Bpmn.Loop.NotNumber" },
        { "loop-item-alone", "x", "Bpmn.Loop.ItemAlone" },
        { "loop-item-declared", "x", "Bpmn.Variable.Twice" },
        { "loop-collect-alone", "x", "Bpmn.Loop.CollectInto" },
        { "loop-into-number", "x", "Bpmn.Variable.NotTexts" },
        { "loop-completion", "x", "Bpmn.Condition.NotBoolean" },
        { "loop-behaviour", "x", "Bpmn.Attribute.Value" },
        { "call-of-nothing", "x", "Bpmn.Attribute.Missing" },
        { "call-in-expression", "x", "Bpmn.Expression" },
        { "call-in-twice", "x", "Bpmn.Call.Twice" },
        { "call-out-unknown", "x", "Bpmn.Variable.Unknown" },
        { "call-of-itself", "x", "Bpmn.CallCycle" },
        { "call-out-expression", "x", "Bpmn.Variable.Name" },
    };

    [Theory, MemberData(nameof(Broken))]
    public void Read_BrokenDocument_IsRefusedWithElementAndReason(string name, string? elementId, string reason)
    {
        var problem = Refused(Documents.Bytes("Broken/" + name));
        Assert.Equal((elementId, reason), (problem.ElementId, problem.Reason));
    }

    [Fact]
    public void Broken_Files_AreAllJudged()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Architecture.Repository.Root, "tests/Training.Tests/Workflows/Bpmn/Documents/Broken")).Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(files.Except(["several-problems", "element"]).Order(StringComparer.Ordinal), Broken.Select(row => (string)((object?[])row)[0]!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("task")]
    [InlineData("scriptTask")]
    [InlineData("businessRuleTask")]
    [InlineData("manualTask")]
    [InlineData("sendTask")]
    [InlineData("receiveTask")]
    [InlineData("inclusiveGateway")]
    [InlineData("eventBasedGateway")]
    [InlineData("complexGateway")]
    [InlineData("transaction")]
    [InlineData("adHocSubProcess")]
    [InlineData("implicitThrowEvent")]
    [InlineData("dataObject")]
    [InlineData("dataObjectReference")]
    [InlineData("dataStoreReference")]
    [InlineData("ioSpecification")]
    [InlineData("property")]
    [InlineData("performer")]
    [InlineData("callChoreography")]
    [InlineData("choreographyTask")]
    [InlineData("correlationSubscription")]
    [InlineData("monitoring")]
    public void Read_ElementThatIsNotRun_IsRefusedByName(string element)
    {
        var result = Documents.ReadText(Documents.Text("Broken/element").Replace("<!-- element -->", $"<{element} id=\"it\" />", StringComparison.Ordinal));
        var problem = Documents.Refused(result);
        Assert.Equal(("it", "Bpmn.NotExecutable", element), (problem.ElementId, problem.Reason, problem.Arguments.Single()));
    }

    [Theory]
    [InlineData("compensateEventDefinition")]
    [InlineData("escalationEventDefinition")]
    [InlineData("linkEventDefinition")]
    [InlineData("conditionalEventDefinition")]
    [InlineData("cancelEventDefinition")]
    public void Read_EventThatIsNotRun_IsRefusedAtTheEvent(string definition)
    {
        var element = $"<intermediateCatchEvent id=\"it\"><{definition} id=\"inner\" /></intermediateCatchEvent>";
        var problem = Documents.Refused(Documents.ReadText(Documents.Text("Broken/element").Replace("<!-- element -->", element, StringComparison.Ordinal)));
        Assert.Equal(("it", "Bpmn.NotExecutable"), (problem.ElementId, problem.Reason));
    }

    [Fact]
    public void Read_SeveralProblems_AreAllTold()
    {
        var result = Documents.Read("Broken/several-problems");
        Assert.Null(result.Model);
        Assert.Equal(
            [
                ("f4", "Bpmn.Flow.Dangling"), ("or", "Bpmn.NotExecutable"), ("script", "Bpmn.NotExecutable"), ("task", "Bpmn.Input.Unknown"), ("wait", "Bpmn.Timer"),
            ],
            result.Problems.Select(problem => (problem.ElementId!, problem.Reason)).Order());
    }

    [Fact]
    public void Read_ExpressionError_TellsPositionAndCause()
    {
        var problem = Refused(Documents.Bytes("Broken/expression-undeclared"));
        Assert.Equal(["age > 3", "1"], problem.Arguments);
        Assert.StartsWith("Expression.", problem.Cause!.Reason, StringComparison.Ordinal);
    }

    /// <summary>Read as bytes and as a stream, within time and memory.</summary>
    internal static Problem Refused(byte[] document)
    {
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var time = Stopwatch.StartNew();
        var result = BpmnReader.Read(document);
        Assert.True(time.Elapsed < Longest, $"It took {time.Elapsed}.");
        memory = GC.GetAllocatedBytesForCurrentThread() - memory;
        Assert.True(memory < MostMemory, $"It took {memory} bytes.");

        var problem = Documents.Refused(result);
        using var stream = new MemoryStream(document);
        var again = Documents.Refused(BpmnReader.Read(stream));
        Assert.Equal((problem.ElementId, problem.Reason), (again.ElementId, again.Reason));
        return problem;
    }
}
