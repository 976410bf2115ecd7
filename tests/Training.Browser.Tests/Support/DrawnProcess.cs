using System.Xml.Linq;

namespace Training.Browser.Tests.Support;

/// <summary>Documents with a drawing, which the browser needs and the engine does not.</summary>
internal static class DrawnProcess
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Bounds = "http://www.omg.org/spec/DD/20100524/DC";
    private static readonly XNamespace Ways = "http://www.omg.org/spec/DD/20100524/DI";

    private static readonly HashSet<string> Nodes =
    [
        "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "userTask", "serviceTask", "callActivity", "subProcess", "exclusiveGateway", "parallelGateway",
        "textAnnotation",
    ];

    /// <summary>Somebody checks; it is good, or it is not.</summary>
    public static string Approval { get; } = WithDrawing(XDocument.Parse("""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:elsa="https://elsaworkflows.io/schemas/bpmn/v1" xmlns:training="urn:training:bpmn:1" id="definitions" targetNamespace="urn:test">
          <process id="approval" name="Duyệt đề nghị chuyển giao kỹ thuật" isExecutable="true">
            <extensionElements><training:variable name="decision" type="text"/></extensionElements>
            <startEvent id="begin" name="Có đề nghị"/>
            <sequenceFlow id="first" sourceRef="begin" targetRef="check"/>
            <userTask id="check" name="Phòng đào tạo xem xét">
              <extensionElements>
                <elsa:activityBinding activityType="Training.UserTask">
                  <elsa:input name="Outcomes">{"typeName":"String","expression":{"type":"Literal","value":"ok, no"}}</elsa:input>
                  <elsa:input name="OutcomeVariable">{"typeName":"String","expression":{"type":"Literal","value":"decision"}}</elsa:input>
                </elsa:activityBinding>
              </extensionElements>
            </userTask>
            <sequenceFlow id="decide" sourceRef="check" targetRef="which"/>
            <exclusiveGateway id="which" name="Kết quả?" default="bad"/>
            <sequenceFlow id="good" name="Đồng ý" sourceRef="which" targetRef="done"><conditionExpression>decision = "ok" or decision = "large"</conditionExpression></sequenceFlow>
            <sequenceFlow id="bad" name="Trả lại" sourceRef="which" targetRef="back"/>
            <endEvent id="done" name="Đã duyệt"/>
            <endEvent id="back" name="Đã trả lại"/>
          </process>
        </definitions>
        """)).ToString();

    /// <summary>A document of the tests, as a text that a browser can draw.</summary>
    public static string WithDrawing(string file) => WithDrawing(XDocument.Load(file)).ToString();

    private static XDocument WithDrawing(XDocument document)
    {
        var root = document.Root!;
        root.Elements(Diagram + "BPMNDiagram").Remove();
        var process = root.Element(Model + "process")!;
        var places = process.Descendants().Where(e => e.Name.Namespace == Model && Nodes.Contains(e.Name.LocalName)).Select((element, index) => (element, index)).ToList();
        var plane = new XElement(Diagram + "BPMNPlane", new XAttribute("id", "drawn"), new XAttribute("bpmnElement", process.Attribute("id")!.Value));
        plane.Add(places.Select(place => new XElement(
            Diagram + "BPMNShape",
            new XAttribute("bpmnElement", place.element.Attribute("id")!.Value),
            place.element.Name.LocalName == "subProcess" ? new XAttribute("isExpanded", "true") : null,
            new XElement(Bounds + "Bounds", Box(place.element.Name.LocalName, place.index)))));
        plane.Add(process.Descendants(Model + "sequenceFlow").Select(flow => new XElement(
            Diagram + "BPMNEdge",
            new XAttribute("bpmnElement", flow.Attribute("id")!.Value),
            Point(places, flow.Attribute("sourceRef")!.Value),
            Point(places, flow.Attribute("targetRef")!.Value))));
        root.Add(new XElement(Diagram + "BPMNDiagram", plane));
        return document;
    }

    private static IEnumerable<XAttribute> Box(string kind, int index)
    {
        var (width, height) = kind switch { "userTask" or "serviceTask" or "callActivity" => (100, 80), "subProcess" => (350, 200), "exclusiveGateway" or "parallelGateway" => (50, 50), "textAnnotation" => (100, 30), _ => (36, 36) };
        return [new("x", 150 + (170 * index) - (width / 2)), new("y", 200 - (height / 2)), new("width", width), new("height", height)];
    }

    private static XElement Point(List<(XElement Element, int Index)> places, string id)
        => new(Ways + "waypoint", new XAttribute("x", 150 + (170 * places.First(place => place.Element.Attribute("id")!.Value == id).Index)), new XAttribute("y", 200));
}
