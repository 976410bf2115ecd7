using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Workflows.Bpmn;

/// <summary>What events wait for and do, with the messages, signals and errors that the document declares.</summary>
internal sealed class EventReader(Element definitions, Reading reading)
{
    private static readonly string[] Kinds = ["timerEventDefinition", "messageEventDefinition", "signalEventDefinition", "errorEventDefinition", "terminateEventDefinition"];

    private readonly Dictionary<string, Element> _declared = definitions.Children
        .Where(element => element.Key is "message" or "signal" or "error" && element.Id is not null)
        .GroupBy(element => element.Id!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <param name="owner">The event.</param>
    /// <param name="variables">What its timer may read.</param>
    /// <param name="mayBeNone">Starts and ends may have nothing; what waits or throws needs something.</param>
    /// <returns>Null after a problem.</returns>
    public Trigger? Read(Element owner, IReadOnlyDictionary<string, ValueKind> variables, bool mayBeNone = false)
    {
        var definitions = owner.Children.Where(child => child.Key is { } key && Kinds.Contains(key) && Grammar.Elements[owner.Key!].Children.Contains(key)).ToArray();
        switch (definitions)
        {
            case []:
                // Where a kind of event was refused already, its absence is no second problem.
                if (!mayBeNone && !owner.Children.Any(child => child.Name.EndsWith("EventDefinition", StringComparison.Ordinal)))
                {
                    reading.Refuse(owner, "Bpmn.Event.None");
                    return null;
                }

                return mayBeNone ? new NoTrigger() : null;
            case [var only]:
                return Read(owner, only, variables);
            default:
                reading.Refuse(owner, "Bpmn.Event.Several");
                return null;
        }
    }

    private Trigger? Read(Element owner, Element definition, IReadOnlyDictionary<string, ValueKind> variables) => definition.Name switch
    {
        "timerEventDefinition" => Timer(owner, definition, variables) is { } timer ? new TimerTrigger(timer) : null,
        "messageEventDefinition" => Named(owner, definition, "message") is { } message ? new MessageTrigger(message) : null,
        "signalEventDefinition" => Named(owner, definition, "signal") is { } signal ? new SignalTrigger(signal) : null,
        "errorEventDefinition" => Error(owner, definition),
        _ => new TerminateTrigger(),
    };

    private TimerDefinition? Timer(Element owner, Element definition, IReadOnlyDictionary<string, ValueKind> variables)
    {
        if (definition.Children.Where(child => child.Key is "timeDate" or "timeDuration" or "timeCycle").ToArray() is not [var when])
        {
            reading.Refuse(owner, "Bpmn.Timer.One");
            return null;
        }

        if (when.Training("days") is { } days && days is not (BpmnNames.Working or BpmnNames.Calendar))
        {
            reading.Refuse(owner, "Bpmn.Attribute.Value", "training:days", Element.Cut(days));
            return null;
        }

        var kind = when.Training("days") == BpmnNames.Working ? DayKind.Working : DayKind.Calendar;
        return reading.Timer(owner, when.Text, () => when.Name switch
        {
            "timeDate" => TimerDefinition.OfDate(when.Text, variables),
            "timeDuration" => TimerDefinition.OfDuration(when.Text, kind, variables),
            _ => TimerDefinition.OfCycle(when.Text, kind),
        });
    }

    private string? Named(Element owner, Element definition, string kind)
        => Declared(owner, definition, kind) is { } declared ? reading.Required(declared, "name") : null;

    private ErrorTrigger? Error(Element owner, Element definition)
    {
        if (definition["errorRef"] is null)
        {
            if (owner.Name == "boundaryEvent")
            {
                return new ErrorTrigger(null);
            }

            reading.Refuse(owner, "Bpmn.Error.NoCode");
            return null;
        }

        if (Declared(owner, definition, "error") is not { } declared)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(declared["errorCode"]))
        {
            reading.Refuse(declared, "Bpmn.Error.NoCode");
            return null;
        }

        return new ErrorTrigger(declared["errorCode"]);
    }

    private Element? Declared(Element owner, Element definition, string kind)
    {
        var reference = BpmnNames.WithoutPrefix(definition[kind + "Ref"] ?? "");
        if (_declared.TryGetValue(reference, out var declared) && declared.Name == kind)
        {
            return declared;
        }

        reading.Refuse(owner, "Bpmn.Reference", kind + "Ref", Element.Cut(reference));
        return null;
    }
}
