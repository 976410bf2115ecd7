namespace Training.Workflows.Bpmn;

/// <summary>An element of the document. What is foreign, a diagram or prose has no content here.</summary>
internal sealed class Element(string space, string name, Element? parent)
{
    // Parts that no picture shows: people are told the element that they belong to.
    private static readonly HashSet<string> Parts =
    [
        "extensionElements", "documentation", "incoming", "outgoing", "conditionExpression", "timeDate", "timeDuration", "timeCycle", "loopCardinality",
        "completionCondition", "eventDefinitionRef", "script", "text",
    ];

    private List<(string Space, string Name, string Value)>? _attributes;
    private List<Element>? _children;

    public string Space { get; } = space;

    public string Name { get; } = name;

    public Element? Parent { get; } = parent;

    public string Text { get; set; } = "";

    public IReadOnlyList<(string Space, string Name, string Value)> Attributes => _attributes ?? [];

    public IReadOnlyList<Element> Children => _children ?? [];

    public string? Id => this["id"];

    /// <summary>As <see cref="Grammar"/> calls it: "userTask", "training:variable"; null where it is foreign.</summary>
    public string? Key => Space switch
    {
        BpmnNames.Model => Name,
        BpmnNames.Training => "training:" + Name,
        BpmnNames.Elsa => "elsa:" + Name,
        _ => null,
    };

    /// <summary>Id of the element that people see: its own, or that of what it is a part of.</summary>
    public string? ShownId => Id is { Length: > 0 } id && !IsPart ? Cut(id) : Parent?.ShownId;

    private bool IsPart => Space != BpmnNames.Model || Parts.Contains(Name)
        || Name.EndsWith("EventDefinition", StringComparison.Ordinal) || Name.EndsWith("LoopCharacteristics", StringComparison.Ordinal);

    /// <summary>An attribute without namespace.</summary>
    public string? this[string name] => Get("", name);

    public string? Training(string name) => Get(BpmnNames.Training, name);

    public IEnumerable<Element> Of(string key) => Children.Where(child => child.Key == key);

    public IEnumerable<Element> Extensions(string key) => Of("extensionElements").SelectMany(extension => extension.Of(key));

    public IEnumerable<Element> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);

    public Element Add(string space, string name)
    {
        var child = new Element(space, name, this);
        (_children ??= []).Add(child);
        return child;
    }

    public void AddAttribute(string space, string name, string value) => (_attributes ??= []).Add((space, name, value));

    public static string Cut(string text) => text.Length <= Limits.IdLength ? text : text[..Limits.IdLength];

    private string? Get(string space, string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name && attribute.Space == space)
            {
                return attribute.Value;
            }
        }

        return null;
    }
}
