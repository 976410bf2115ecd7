namespace Training.Tests.Workflows;

/// <summary>Small processes that tests of pages draw.</summary>
internal static class Drawings
{
    /// <summary>Somebody does a task, which can be done with others at once and ends well or not.</summary>
    public static string Work(string key = "work", string task = "check", string name = "Duyệt hồ sơ") => Document(
        key,
        $"""
        <startEvent id="begin"/>
        <sequenceFlow id="f1" sourceRef="begin" targetRef="{task}"/>
        <userTask id="{task}" name="{name}">
          <extensionElements>
            <elsa:activityBinding activityType="Training.UserTask">
              {Input("Assignee", "anybody")}{Input("Due", "P2D")}{Input("Outcomes", "ok, no")}{Input("OutcomeVariable", "outcome")}{Input("Batch", "true")}
            </elsa:activityBinding>
          </extensionElements>
        </userTask>
        <sequenceFlow id="f2" sourceRef="{task}" targetRef="done"/>
        <endEvent id="done"/>
        """,
        """<extensionElements><training:variable name="outcome" type="text"/></extensionElements>""");

    /// <summary>The site does something that fails until it is repaired; then a choice.</summary>
    public static string Fragile(string key = "fragile") => Document(
        key,
        """
        <startEvent id="begin"/>
        <sequenceFlow id="f1" sourceRef="begin" targetRef="try"/>
        <serviceTask id="try" name="Cấp giấy chứng nhận"><extensionElements><elsa:activityBinding activityType="Test.Fragile"/></extensionElements></serviceTask>
        <sequenceFlow id="f2" sourceRef="try" targetRef="which"/>
        <exclusiveGateway id="which" name="Đạt?"/>
        <sequenceFlow id="yes" name="Đạt" sourceRef="which" targetRef="good"><conditionExpression>passed = "yes"</conditionExpression></sequenceFlow>
        <sequenceFlow id="no" name="Chưa đạt" sourceRef="which" targetRef="bad"><conditionExpression>passed = "no"</conditionExpression></sequenceFlow>
        <endEvent id="good"/>
        <endEvent id="bad"/>
        """,
        """<extensionElements><training:variable name="passed" type="text" default="?"/></extensionElements>""");

    /// <summary>An assignee and an activity that the site does not have.</summary>
    public static string Unknown(string key = "unknown") => Document(
        key,
        $"""
        <startEvent id="begin"/>
        <sequenceFlow id="f1" sourceRef="begin" targetRef="ask"/>
        <userTask id="ask" name="Hỏi"><extensionElements><elsa:activityBinding activityType="Training.UserTask">{Input("Assignee", "nobody-knows")}</elsa:activityBinding></extensionElements></userTask>
        <sequenceFlow id="f2" sourceRef="ask" targetRef="act"/>
        <serviceTask id="act" name="Làm"><extensionElements><elsa:activityBinding activityType="Test.None"/></extensionElements></serviceTask>
        <sequenceFlow id="f3" sourceRef="act" targetRef="done"/>
        <endEvent id="done"/>
        """);

    private static string Input(string name, string value)
        => $$$"""<elsa:input name="{{{name}}}">{"typeName":"String","expression":{"type":"Literal","value":"{{{value}}}"}}</elsa:input>""";

    private static string Document(string key, string content, string variables = "") => $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:elsa="https://elsaworkflows.io/schemas/bpmn/v1" xmlns:training="urn:training:bpmn:1" targetNamespace="urn:test">
          <process id="{key}" name="Quy trình {key}" isExecutable="true">
            {variables}
            {content}
          </process>
        </definitions>
        """.ReplaceLineEndings("\n");
}
