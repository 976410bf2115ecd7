namespace Training.Workflows.Bpmn;

/// <summary>What an element may have: the part of BPMN that can be run here, and what may stand beside it without being run.</summary>
/// <param name="Attributes">Without namespace; "training:async" is one of ours.</param>
/// <param name="Children">As <see cref="Element.Key"/> says.</param>
/// <param name="HasText">Whether words may stand in it.</param>
internal sealed record Grammar(IReadOnlySet<string> Attributes, IReadOnlySet<string> Children, bool HasText = false)
{
    private static readonly string[] Flow = ["incoming", "outgoing", "documentation", "extensionElements"];

    private static readonly string[] Activity = [.. Flow, "multiInstanceLoopCharacteristics"];

    private static readonly string[] ActivityAttributes = ["default", "isForCompensation", "startQuantity", "completionQuantity"];

    private static readonly string[] InScope =
    [
        "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "userTask", "serviceTask", "exclusiveGateway",
        "parallelGateway", "subProcess", "callActivity", "sequenceFlow", "textAnnotation", "association", "group",
    ];

    public static IReadOnlyDictionary<string, Grammar> Elements { get; } = new Dictionary<string, Grammar>
    {
        ["definitions"] = Has(["targetNamespace", "expressionLanguage", "typeLanguage", "exporter", "exporterVersion"], ["process", "message", "signal", "error", "category", "documentation", "extensionElements"]),
        ["process"] = Has(["isExecutable", "processType", "isClosed"], [.. InScope, "documentation", "extensionElements"]),
        ["message"] = Has([], ["documentation", "extensionElements"]),
        ["signal"] = Has([], ["documentation", "extensionElements"]),
        ["error"] = Has(["errorCode"], ["documentation", "extensionElements"]),
        ["startEvent"] = Has(["isInterrupting", "parallelMultiple"], [.. Flow, "timerEventDefinition", "messageEventDefinition"]),
        ["endEvent"] = Has([], [.. Flow, "errorEventDefinition", "terminateEventDefinition"]),
        ["intermediateCatchEvent"] = Has(["parallelMultiple"], [.. Flow, "timerEventDefinition", "messageEventDefinition", "signalEventDefinition"]),
        ["intermediateThrowEvent"] = Has([], [.. Flow, "messageEventDefinition", "signalEventDefinition"]),
        ["boundaryEvent"] = Has(["attachedToRef", "cancelActivity", "parallelMultiple"], [.. Flow, "timerEventDefinition", "errorEventDefinition"]),
        ["userTask"] = Has([.. ActivityAttributes, "implementation"], Activity),
        ["serviceTask"] = Has([.. ActivityAttributes, "implementation", "training:async"], Activity),
        ["callActivity"] = Has([.. ActivityAttributes, "calledElement"], Activity),
        ["subProcess"] = Has([.. ActivityAttributes, "triggeredByEvent"], [.. Activity, .. InScope]),
        ["exclusiveGateway"] = Has(["default", "gatewayDirection"], Flow),
        ["parallelGateway"] = Has(["gatewayDirection"], Flow),
        ["sequenceFlow"] = Has(["sourceRef", "targetRef", "isImmediate"], ["conditionExpression", "documentation", "extensionElements"]),
        ["conditionExpression"] = Text(),
        ["timerEventDefinition"] = Has([], ["timeDate", "timeDuration", "timeCycle", "documentation", "extensionElements"]),
        ["timeDate"] = Text(),
        ["timeDuration"] = Text("training:days"),
        ["timeCycle"] = Text("training:days"),
        ["messageEventDefinition"] = Has(["messageRef"], ["documentation", "extensionElements"]),
        ["signalEventDefinition"] = Has(["signalRef"], ["documentation", "extensionElements"]),
        ["errorEventDefinition"] = Has(["errorRef"], ["documentation", "extensionElements"]),
        ["terminateEventDefinition"] = Has([], ["documentation", "extensionElements"]),
        ["multiInstanceLoopCharacteristics"] = Has(
            ["isSequential", "behavior", "training:collection", "training:item", "training:collect", "training:into"],
            ["loopCardinality", "completionCondition", "documentation", "extensionElements"]),
        ["loopCardinality"] = Text(),
        ["completionCondition"] = Text(),
        ["incoming"] = Text(),
        ["outgoing"] = Text(),
        ["documentation"] = Text("textFormat"),
        ["extensionElements"] = Has([], []),
        ["textAnnotation"] = Has(["textFormat"], ["text", "documentation", "extensionElements"]),
        ["text"] = Text(),
        ["association"] = Has(["sourceRef", "targetRef", "associationDirection"], ["documentation", "extensionElements"]),
        ["group"] = Has(["categoryValueRef"], ["documentation", "extensionElements"]),
        ["category"] = Has([], ["categoryValue", "documentation", "extensionElements"]),
        ["categoryValue"] = Has(["value"], ["documentation", "extensionElements"]),
        ["training:variable"] = Only("name", "type", "default", "required"),
        ["training:in"] = Only("target", "source"),
        ["training:out"] = Only("target", "source"),
        ["elsa:activityBinding"] = new(Set("activityType"), Set("elsa:input")),
        ["elsa:input"] = new(Set("name"), Set(), HasText: true),
    };

    /// <summary>What the extension elements of an element may hold of ours.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Extensions { get; } = new Dictionary<string, IReadOnlySet<string>>
    {
        ["process"] = Set("training:variable"),
        ["userTask"] = Set("elsa:activityBinding"),
        ["serviceTask"] = Set("elsa:activityBinding"),
        ["callActivity"] = Set("training:in", "training:out"),
    };

    /// <summary>Attributes that may be there with the one value that BPMN gives them anyway.</summary>
    public static IReadOnlyDictionary<string, string> Fixed { get; } = new Dictionary<string, string>
    {
        ["isForCompensation"] = "false",
        ["startQuantity"] = "1",
        ["completionQuantity"] = "1",
        ["parallelMultiple"] = "false",
        ["behavior"] = "All",
    };

    public static IReadOnlySet<string> Booleans { get; } = Set(
        "isExecutable", "isClosed", "isInterrupting", "cancelActivity", "isSequential", "triggeredByEvent", "isForCompensation", "parallelMultiple", "isImmediate",
        "training:async");

    /// <summary>Elements that a token can be at.</summary>
    public static IReadOnlySet<string> Nodes { get; } = Set(InScope.Except(["sequenceFlow", "textAnnotation", "association", "group"]).ToArray());

    /// <summary>Elements that others point at, or that are shown by their id.</summary>
    public static IReadOnlySet<string> NeedId { get; } = Set([.. Nodes, "process", "message", "signal", "error", "sequenceFlow"]);

    private static Grammar Has(string[] attributes, string[] children) => new(Set(["id", "name", .. attributes]), Set(children));

    private static Grammar Text(params string[] attributes) => new(Set(["id", .. attributes]), Set(), HasText: true);

    private static Grammar Only(params string[] attributes) => new(Set(attributes), Set());

    private static HashSet<string> Set(params string[] names) => new(names, StringComparer.Ordinal);
}
