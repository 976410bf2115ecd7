using System.Globalization;
using System.Xml;

namespace Training.Workflows.Bpmn;

/// <summary>Refuses every element, attribute and word that <see cref="Grammar"/> does not know: nothing is run that was not understood.</summary>
internal static class GrammarCheck
{
    /// <returns>Whether it is small enough to be looked at any further.</returns>
    public static bool Check(Element root, Reading reading)
    {
        CheckContent(root, reading);
        CheckIds(root, reading);
        var nodes = root.WithDescendants().Count(element => element.Key is { } key && Grammar.Nodes.Contains(key));
        if (nodes > Limits.Nodes)
        {
            reading.Refuse(root, "Bpmn.Limit.Nodes", Limits.Nodes.ToString(CultureInfo.InvariantCulture));
        }

        return nodes <= Limits.Nodes;
    }

    private static void CheckContent(Element element, Reading reading)
    {
        var grammar = Grammar.Elements[element.Key!];
        foreach (var (space, name, value) in element.Attributes)
        {
            CheckAttribute(element, grammar, space, name, value, reading);
        }

        if (!grammar.HasText && element.Text.Length > 0)
        {
            reading.Refuse(element, "Bpmn.Text", Element.Cut(element.Text));
        }

        foreach (var child in element.Children)
        {
            if (MayStand(child, element, grammar, reading))
            {
                CheckContent(child, reading);
            }
        }
    }

    private static void CheckAttribute(Element element, Grammar grammar, string space, string name, string value, Reading reading)
    {
        var key = space switch { "" => name, BpmnNames.Training => "training:" + name, BpmnNames.Elsa => "elsa:" + name, BpmnNames.Model => "bpmn:" + name, _ => null };
        if (key is null)
        {
            return;
        }

        if (!grammar.Attributes.Contains(key))
        {
            reading.Refuse(element, "Bpmn.Attribute", Element.Cut(key), element.Name);
        }
        else if ((Grammar.Fixed.TryGetValue(key, out var only) && value.Trim() != only && !(only == "false" && value.Trim() == "0"))
            || (Grammar.Booleans.Contains(key) && value.Trim() is not ("true" or "false" or "1" or "0")))
        {
            reading.Refuse(element, "Bpmn.Attribute.Value", key, Element.Cut(value));
        }
        else if (key == "name" && value.Length > Limits.NameLength)
        {
            reading.Refuse(element, "Bpmn.Attribute.Long", key, Limits.NameLength.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static bool MayStand(Element child, Element parent, Grammar grammar, Reading reading)
    {
        var name = Element.Cut(child.Name);
        if (child.Key is not { } key)
        {
            return Foreign(child, parent, reading);
        }

        if (grammar.Children.Contains(key)
            || (parent.Key == "extensionElements" && Grammar.Extensions.TryGetValue(parent.Parent?.Key ?? "", out var ours) && ours.Contains(key)))
        {
            return true;
        }

        // The first reason that fits says most about what to do instead.
        switch (key)
        {
            case "laneSet" or "lane":
                reading.Refuse(child, "Bpmn.Lanes");
                break;
            case "collaboration":
                reading.Refuse(child, "Bpmn.Collaboration");
                break;
            case var _ when Grammar.Elements.ContainsKey(key):
                reading.Refuse(child, "Bpmn.Misplaced", key, parent.Key!);
                break;
            case var _ when child.Space != BpmnNames.Model:
                reading.Refuse(child, "Bpmn.Extension.Unknown", Element.Cut(key));
                break;
            case var _ when BpmnNames.NotExecutable.Contains(key):
                reading.Refuse(child, "Bpmn.NotExecutable", name);
                break;
            default:
                reading.Refuse(child, "Bpmn.Unknown", name);
                break;
        }

        return false;
    }

    private static bool Foreign(Element child, Element parent, Reading reading)
    {
        if (parent.Key == "extensionElements")
        {
            reading.Warn(new Problem(child.ShownId, "Lint.Foreign", Element.Cut(child.Name), Element.Cut(child.Space)));
        }
        else if (child is not { Name: "BPMNDiagram", Space: BpmnNames.Diagram } || parent.Key != "definitions")
        {
            reading.Refuse(child, "Bpmn.Foreign", Element.Cut(child.Name), Element.Cut(child.Space));
        }

        return false;
    }

    private static void CheckIds(Element root, Reading reading)
    {
        foreach (var element in root.WithDescendants().Where(element => element.Space == BpmnNames.Model))
        {
            if (string.IsNullOrEmpty(element.Id))
            {
                if (Grammar.NeedId.Contains(element.Name))
                {
                    reading.Refuse(element, "Bpmn.Id.Missing", element.Name);
                }
            }
            else if (element.Id.Length > Limits.IdLength)
            {
                reading.Refuse(element, "Bpmn.Attribute.Long", "id", Limits.IdLength.ToString(CultureInfo.InvariantCulture));
            }
            else if (!XmlReader.IsName(element.Id) || element.Id.Contains(':', StringComparison.Ordinal))
            {
                reading.Refuse(element, "Bpmn.Id.Invalid", element.Id);
            }
            else if (!reading.Elements.TryAdd(element.Id, element))
            {
                reading.Refuse(element, "Bpmn.Id.Twice", element.Id);
            }
        }
    }
}
