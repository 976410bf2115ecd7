namespace Training.Tests.Workflows.Running;

/// <summary>Documents that several tests run.</summary>
internal static class Documents
{
    /// <summary>A task; an hour later a timer takes it away.</summary>
    public const string TaskAgainstTimer = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:elsa="https://elsaworkflows.io/schemas/bpmn/v1" targetNamespace="urn:test">
          <process id="task-against-timer" name="Task against timer" isExecutable="true">
            <startEvent id="begin"/>
            <sequenceFlow id="f1" sourceRef="begin" targetRef="work"/>
            <userTask id="work" name="Work">
              <extensionElements>
                <elsa:activityBinding activityType="Training.UserTask">
                  <elsa:input name="Assignee">{"typeName":"String","expression":{"type":"Literal","value":"anybody"}}</elsa:input>
                </elsa:activityBinding>
              </extensionElements>
            </userTask>
            <boundaryEvent id="late" attachedToRef="work"><timerEventDefinition id="t1"><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="f2" sourceRef="work" targetRef="done"/>
            <sequenceFlow id="f3" sourceRef="late" targetRef="tooLate"/>
            <endEvent id="done"/>
            <endEvent id="tooLate"/>
          </process>
        </definitions>
        """;

    /// <summary>Ten timers, one after the other, then a message to another process, which it waits for an answer from.</summary>
    public const string Relay = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test">
          <message id="m1" name="relay-asks"/>
          <message id="m2" name="relay-answers"/>
          <process id="relay" name="Relay" isExecutable="true">
            <startEvent id="begin"/>
            <sequenceFlow id="f1" sourceRef="begin" targetRef="fork"/>
            <parallelGateway id="fork"/>
            <sequenceFlow id="f2" sourceRef="fork" targetRef="first"/>
            <sequenceFlow id="f3" sourceRef="fork" targetRef="second"/>
            <intermediateCatchEvent id="first"><timerEventDefinition id="t1"><timeDuration>PT1S</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <intermediateCatchEvent id="second"><timerEventDefinition id="t2"><timeDuration>PT1S</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <sequenceFlow id="f4" sourceRef="first" targetRef="join"/>
            <sequenceFlow id="f5" sourceRef="second" targetRef="join"/>
            <parallelGateway id="join"/>
            <sequenceFlow id="f6" sourceRef="join" targetRef="ask"/>
            <intermediateThrowEvent id="ask"><messageEventDefinition id="d1" messageRef="m1"/></intermediateThrowEvent>
            <sequenceFlow id="f7" sourceRef="ask" targetRef="hear"/>
            <intermediateCatchEvent id="hear"><messageEventDefinition id="d2" messageRef="m2"/></intermediateCatchEvent>
            <sequenceFlow id="f8" sourceRef="hear" targetRef="done"/>
            <endEvent id="done"/>
          </process>
        </definitions>
        """;

    /// <summary>Begins with the question of <see cref="Relay"/> and answers it.</summary>
    public const string Answer = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test">
          <message id="m1" name="relay-asks"/>
          <message id="m2" name="relay-answers"/>
          <process id="relay-answer" name="Answer" isExecutable="true">
            <startEvent id="begin"><messageEventDefinition id="d1" messageRef="m1"/></startEvent>
            <sequenceFlow id="f1" sourceRef="begin" targetRef="answer"/>
            <intermediateThrowEvent id="answer"><messageEventDefinition id="d2" messageRef="m2"/></intermediateThrowEvent>
            <sequenceFlow id="f2" sourceRef="answer" targetRef="done"/>
            <endEvent id="done"/>
          </process>
        </definitions>
        """;
}
