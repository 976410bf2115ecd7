using Training.Workflows.Expressions;

namespace Training.Workflows.Bpmn;

/// <summary>Names that documents use.</summary>
internal static class BpmnNames
{
    public const string Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public const string Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
    public const string DiagramBounds = "http://www.omg.org/spec/DD/20100524/DC";
    public const string DiagramWays = "http://www.omg.org/spec/DD/20100524/DI";
    public const string Elsa = "https://elsaworkflows.io/schemas/bpmn/v1";
    public const string Training = "urn:training:bpmn:1";

    public const string Literal = "Literal";
    public const string Variable = "Variable";
    public const string Working = "working";
    public const string Calendar = "calendar";

    public static IReadOnlyDictionary<string, ValueKind> VariableKinds { get; } = new Dictionary<string, ValueKind>
    {
        ["boolean"] = ValueKind.Boolean,
        ["number"] = ValueKind.Number,
        ["text"] = ValueKind.Text,
        ["date"] = ValueKind.Date,
        ["instant"] = ValueKind.Instant,
        ["duration"] = ValueKind.Duration,
        ["texts"] = ValueKind.Texts,
    };

    /// <summary>Type names of inputs, and what a literal of that type must be.</summary>
    public static IReadOnlyDictionary<string, ValueKind> InputTypes { get; } = new Dictionary<string, ValueKind>
    {
        ["String"] = ValueKind.Text,
        ["Boolean"] = ValueKind.Boolean,
        ["Int32"] = ValueKind.Number,
        ["Int64"] = ValueKind.Number,
        ["Double"] = ValueKind.Number,
        ["Decimal"] = ValueKind.Number,
        ["DateOnly"] = ValueKind.Date,
        ["DateTimeOffset"] = ValueKind.Instant,
        ["TimeSpan"] = ValueKind.Duration,
    };

    /// <summary>Words of the expression language, which therefore name no variable.</summary>
    public static IReadOnlySet<string> Reserved { get; } = new HashSet<string>(["true", "false", "and", "or", "not", "in", .. MultiInstance.Counters.Keys]);

    /// <summary>Elements of BPMN that can not be run here. Whatever else is not in <see cref="Grammar"/> is no BPMN at all.</summary>
    public static IReadOnlySet<string> NotExecutable { get; } = new HashSet<string>(
    [
        "task", "scriptTask", "businessRuleTask", "manualTask", "sendTask", "receiveTask", "inclusiveGateway", "eventBasedGateway", "complexGateway",
        "compensateEventDefinition", "escalationEventDefinition", "linkEventDefinition", "conditionalEventDefinition", "cancelEventDefinition",
        "event", "implicitThrowEvent", "eventDefinitionRef", "transaction", "adHocSubProcess", "standardLoopCharacteristics", "escalation",
        "dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "dataInput", "dataOutput", "dataInputAssociation",
        "dataOutputAssociation", "dataState", "ioSpecification", "ioBinding", "inputSet", "outputSet", "property", "itemDefinition", "import", "extension",
        "relationship", "interface", "operation", "operationRef", "endPoint", "resource", "resourceRole", "performer", "humanPerformer", "potentialOwner",
        "rendering", "correlationProperty", "correlationSubscription", "partnerEntity", "partnerRole", "choreography", "globalChoreographyTask",
        "choreographyTask", "subChoreography", "callChoreography", "conversation", "globalConversation", "globalTask", "globalUserTask",
        "globalManualTask", "globalScriptTask", "globalBusinessRuleTask", "script", "supports", "auditing", "monitoring", "loopDataInputRef",
        "loopDataOutputRef", "inputDataItem", "outputDataItem", "complexBehaviorDefinition", "oneBehaviorEventRef", "noneBehaviorEventRef",
        "condition", "activationCondition", "eventDefinition", "expression", "formalExpression", "messageFlow", "participant", "flowNodeRef",
    ]);

    /// <summary>A letter, then letters, digits and underscores.</summary>
    public static bool IsVariable(string name)
        => name.Length is > 0 and <= Limits.VariableLength && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>References are qualified names. There is one document and so one namespace they can mean.</summary>
    public static string WithoutPrefix(string reference) => reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
}
