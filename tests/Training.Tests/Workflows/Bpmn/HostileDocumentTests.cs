using System.Globalization;
using System.Text;
using Training.Workflows.Bpmn;

namespace Training.Tests.Workflows.Bpmn;

/// <summary>Documents that are too much of something; made here, since nobody wants them in a repository.</summary>
public sealed class HostileDocumentTests
{
    private const string Head = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:t="urn:training:bpmn:1"><process id="p">""";
    private const string Tail = "</process></definitions>";

    [Fact]
    public void Read_TenMegabytes_IsRefusedBeforeItIsRead()
    {
        var document = Encoding.UTF8.GetBytes(Head + new string(' ', 10 * 1024 * 1024) + Tail);
        Refused(document, null, "Bpmn.Limit.Bytes");
    }

    [Fact]
    public void Read_EndlessStream_IsLeftAfterTwoMegabytes()
    {
        using var stream = new EndlessStream();
        Assert.Equal("Bpmn.Limit.Bytes", Documents.Refused(BpmnReader.Read(stream)).Reason);
        Assert.InRange(stream.Taken, Limits.Bytes, Limits.Bytes + (128 * 1024));
    }

    [Fact]
    public void Read_HundredThousandNestedElements_IsRefused()
        => Refused(Head + string.Concat(Enumerable.Repeat("<group>", 100_000)) + string.Concat(Enumerable.Repeat("</group>", 100_000)) + Tail, "p", "Bpmn.Limit.Depth");

    [Fact]
    public void Read_HundredThousandNestedForeignElements_IsRefused()
        => Refused(Head + "<extensionElements>" + string.Concat(Enumerable.Repeat("<x xmlns=''>", 100_000)) + Tail, "p", "Bpmn.Limit.Depth");

    [Fact]
    public void Read_HundredThousandElements_IsRefused()
        => Refused(Head + string.Concat(Enumerable.Repeat("<group id='g'/>", 100_000)) + Tail, "p", "Bpmn.Limit.Elements");

    [Fact]
    public void Read_TooManySteps_IsRefused()
    {
        var flows = string.Concat(Enumerable.Range(0, 2000).Select(n => $"<sequenceFlow id='f{n}' sourceRef='{(n == 0 ? "s" : $"u{n - 1}")}' targetRef='u{n}'/>"));
        var tasks = string.Concat(Enumerable.Range(0, 2000).Select(n => $"<userTask id='u{n}'/>"));
        var problem = BrokenDocumentTests.Refused(Encoding.UTF8.GetBytes(Head + "<startEvent id='s'/>" + tasks + flows + Tail));
        Assert.Equal("Bpmn.Limit.Nodes", problem.Reason);
    }

    [Fact]
    public void Read_AsManyStepsAsMayBe_IsRead()
    {
        var flows = string.Concat(Enumerable.Range(0, 1999).Select(n => $"<sequenceFlow id='f{n}' sourceRef='{(n == 0 ? "s" : $"u{n - 1}")}' targetRef='u{n}'/>"));
        var tasks = string.Concat(Enumerable.Range(0, 1999).Select(n => $"<userTask id='u{n}'/>"));
        var model = Documents.Model(Documents.ReadText(Head + "<startEvent id='s'/>" + tasks + flows + Tail));
        Assert.Equal(2000, model.Nodes.Count);
        Assert.Equal(2000, StepList.Of(model).Count);
    }

    [Fact]
    public void Read_HugeAttribute_IsRefused()
        => Refused(Head + $"<startEvent id='s' name='{new string('x', 1024 * 1024)}'/>" + Tail, null, "Bpmn.Limit.Gap");

    [Fact]
    public void Read_LongAttribute_IsRefused()
        => Refused(Head + $"<startEvent id='s' name='{new string('x', 10_000)}'/>" + Tail, "s", "Bpmn.Limit.Attribute");

    [Fact]
    public void Read_HundredThousandAttributes_IsRefused()
        => Refused(Head + "<startEvent " + string.Join(' ', Enumerable.Range(0, 100_000).Select(n => $"a{n}=''")) + "/>" + Tail, null, "Bpmn.Limit.Gap");

    [Fact]
    public void Read_ManyElementsWithManyAttributes_IsRefused()
    {
        var element = string.Join("", Enumerable.Range(0, 20_000).Select(e => "<group " + string.Join(' ', Enumerable.Range(0, 8).Select(n => $"{(char)('a' + n)}{e.ToString("x", CultureInfo.InvariantCulture)}=''")) + "/>"));
        Refused(Head + element + Tail, "p", "Bpmn.Limit.Attributes");
    }

    [Fact]
    public void Read_ManyNamespaces_IsRefused()
        => Refused(Head + "<group " + string.Join(' ', Enumerable.Range(0, 100_000).Select(n => $"xmlns:n{n}='u'")) + "/>" + Tail, null, "Bpmn.Limit.Gap");

    [Fact]
    public void Read_HugeText_IsRefused()
        => Refused(Head + $"<startEvent id='s'/><sequenceFlow id='f'><conditionExpression>{new string('(', 1_000_000)}</conditionExpression></sequenceFlow>" + Tail, null, "Bpmn.Limit.Gap");

    [Fact]
    public void Read_LongText_IsRefused()
        => Refused(Head + $"<sequenceFlow id='f'><conditionExpression>{new string('(', 30_000)}</conditionExpression></sequenceFlow>" + Tail, "f", "Bpmn.Limit.Text");

    [Theory]
    [InlineData("(", "true", ")")]
    [InlineData("not ", "true", "")]
    [InlineData("", "1", "+1")]
    [InlineData("true and ", "true", "")]
    public void Read_ExpressionAsLongAsMayBe_EndsInAnAnswer(string before, string middle, string after)
    {
        var text = string.Concat(Enumerable.Repeat(before, 9_900 / Math.Max(before.Length, 1))) + middle + string.Concat(Enumerable.Repeat(after, 9_900 / Math.Max(after.Length, 1)));
        var result = Documents.ReadText(Head + "<startEvent id='s'/><userTask id='u'/><sequenceFlow id='f' sourceRef='s' targetRef='u'/><sequenceFlow id='g' sourceRef='u' targetRef='u'>"
            + $"<conditionExpression>{text}</conditionExpression></sequenceFlow>" + Tail);
        Assert.All(result.Problems, problem => Assert.Equal("g", problem.ElementId));
    }

    [Fact]
    public void Read_WordsBetweenManyElements_AreRefused()
        => Refused(Head + "<startEvent id='s'/>" + string.Concat(Enumerable.Range(0, 40_000).Select(n => $"word<group id='g{n}'/>")) + Tail, "p", "Bpmn.Text");

    [Fact]
    public void Read_ManyExpressions_AreRefused()
    {
        var condition = "1 = 1" + string.Concat(Enumerable.Repeat(" or 1 = 1", 200));
        var flows = string.Concat(Enumerable.Range(0, 1_000).Select(n => $"<sequenceFlow id='f{n}' sourceRef='u' targetRef='u'><conditionExpression>{condition}</conditionExpression></sequenceFlow>"));
        Refused(Head + "<startEvent id='s'/><userTask id='u'/><sequenceFlow id='f' sourceRef='s' targetRef='u'/>" + flows + Tail, "f55", "Bpmn.Limit.Expressions");
    }

    [Fact]
    public void Read_ManyParameters_EndInTime()
    {
        var given = string.Concat(Enumerable.Range(0, 30_000).Select(n => $"<t:in target='v{n}' source='1'/>"));
        var result = Documents.ReadText(Head + $"<startEvent id='s'/><callActivity id='c' calledElement='q'><extensionElements>{given}<t:in target='v0' source='1'/></extensionElements></callActivity>" + Tail);
        Assert.Equal("Bpmn.Call.Twice", Assert.Single(result.Problems).Reason);
    }

    [Fact]
    public void Read_ManyVariablesAndManyLoops_IsRefused()
    {
        var variables = string.Concat(Enumerable.Range(0, 15_000).Select(n => $"<t:variable name='v{n}' type='text'/>"));
        var loops = string.Concat(Enumerable.Range(0, 1_900).Select(n => $"<userTask id='u{n}'><multiInstanceLoopCharacteristics><loopCardinality>1</loopCardinality></multiInstanceLoopCharacteristics></userTask>"));
        Refused(Head + $"<extensionElements>{variables}</extensionElements><startEvent id='s'/>" + loops + Tail, "p", "Bpmn.Limit.Variables");
    }

    [Fact]
    public void Read_TextInManyPieces_IsRefused()
        => Refused(Head + $"<sequenceFlow id='f'><conditionExpression>{string.Concat(Enumerable.Repeat("<![CDATA[((((((((((((((((((]]>", 50_000))}</conditionExpression></sequenceFlow>" + Tail, "f", "Bpmn.Limit.Text");

    [Fact]
    public void Read_ManyVariables_IsRefused()
    {
        var variables = string.Concat(Enumerable.Range(0, 300).Select(n => $"<t:variable name='v{n}' type='text'/>"));
        Refused(Head + $"<extensionElements>{variables}</extensionElements><startEvent id='s'/>" + Tail, "p", "Bpmn.Limit.Variables");
    }

    [Fact]
    public void Read_ManyProblems_TellsTheFirst()
    {
        var result = Documents.ReadText(Head + string.Concat(Enumerable.Range(0, 20_000).Select(n => $"<scriptTask id='s{n}'/>")) + Tail);
        Assert.Equal(Limits.Problems + 1, result.Problems.Count);
        Assert.Equal("Bpmn.More", result.Problems[^1].Reason);
    }

    private static void Refused(string document, string? elementId, string reason) => Refused(Encoding.UTF8.GetBytes(document), elementId, reason);

    private static void Refused(byte[] document, string? elementId, string reason)
    {
        var problem = BrokenDocumentTests.Refused(document);
        Assert.Equal((elementId, reason), (problem.ElementId, problem.Reason));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Taken { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            Taken += count;
            return count;
        }
    }
}
