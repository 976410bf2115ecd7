using System.Globalization;
using System.Text;
using System.Xml;

namespace Training.Workflows.Bpmn;

/// <summary>The document as a tree: without DTD, without anything from elsewhere, within limits.</summary>
internal sealed class TreeReader
{
    private const string Xmlns = "http://www.w3.org/2000/xmlns/";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = Limits.Bytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        CloseInput = true,
    };

    // Prose may hold markup of its own; nothing in it is run.
    private static readonly HashSet<string> Prose = ["documentation", "text"];

    private readonly StringBuilder _text = new();
    private Element? _root;
    private Element? _current;
    private int _elements;
    private int _attributes;

    /// <summary>Elements that shapes and edges of diagrams say they show.</summary>
    public List<string> Drawn { get; } = [];

    /// <exception cref="DocumentRefused">It is no XML, or has more than it may.</exception>
    public Element Read(ReadOnlyMemory<byte> document)
    {
        var (text, encoding) = DocumentText.Decode(document.Span);
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            while (reader.Read())
            {
                Take(reader, encoding);
            }
        }
        catch (XmlException) when (_root is null && text.Contains("<!DOCTYPE", StringComparison.Ordinal))
        {
            throw new DocumentRefused(new Problem(null, "Bpmn.Dtd"));
        }
        catch (XmlException error)
        {
            throw new DocumentRefused(new Problem(
                _current?.ShownId, "Bpmn.NotXml", error.LineNumber.ToString(CultureInfo.InvariantCulture), error.LinePosition.ToString(CultureInfo.InvariantCulture)));
        }

        return _root ?? throw new DocumentRefused(new Problem(null, "Bpmn.Empty"));
    }

    private void Take(XmlReader reader, string encoding)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.XmlDeclaration:
                // What is stored is read by others too, who believe the declaration.
                if (reader.GetAttribute("encoding") is { } declared && !declared.Equals(encoding, StringComparison.OrdinalIgnoreCase))
                {
                    throw new DocumentRefused(new Problem(null, "Bpmn.Encoding", declared));
                }

                break;
            case XmlNodeType.ProcessingInstruction:
                throw new DocumentRefused(new Problem(_current?.ShownId, "Bpmn.Instruction", Element.Cut(reader.Name)));
            case XmlNodeType.Element:
                Open(reader);
                break;
            case XmlNodeType.EndElement:
                Close();
                break;
            case XmlNodeType.Text:
            case XmlNodeType.CDATA:
                if (_text.Length + reader.Value.Length > Limits.TextLength)
                {
                    throw Refused("Bpmn.Limit.Text", Limits.TextLength);
                }

                _text.Append(reader.Value);
                break;
            default:
                break;
        }
    }

    private void Open(XmlReader reader)
    {
        Count(reader);
        TakeText();
        var isEmpty = reader.IsEmptyElement;
        var element = _current is null ? _root = new Element(reader.NamespaceURI, reader.LocalName, null) : _current.Add(reader.NamespaceURI, reader.LocalName);
        _current = element;
        while (reader.MoveToNextAttribute())
        {
            TakeAttribute(reader, element);
        }

        reader.MoveToElement();
        if (element.Key is null || (element.Space == BpmnNames.Model && Prose.Contains(element.Name)))
        {
            SkipContent(reader);
            _current = element.Parent;
        }
        else if (isEmpty)
        {
            _current = element.Parent;
        }
    }

    private void TakeAttribute(XmlReader reader, Element element)
    {
        if (reader.Value.Length > Limits.AttributeLength)
        {
            throw Refused("Bpmn.Limit.Attribute", Limits.AttributeLength);
        }

        if (reader.NamespaceURI != Xmlns)
        {
            element.AddAttribute(reader.NamespaceURI, reader.LocalName, reader.Value);
        }
    }

    private void SkipContent(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        var outer = reader.Depth;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == outer))
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            Count(reader);
            if (reader.NamespaceURI == BpmnNames.Diagram && reader.GetAttribute("bpmnElement") is { } drawn)
            {
                Drawn.Add(BpmnNames.WithoutPrefix(Element.Cut(drawn)));
            }
        }
    }

    private void Count(XmlReader reader)
    {
        if (++_elements > Limits.Elements)
        {
            throw Refused("Bpmn.Limit.Elements", Limits.Elements);
        }

        if ((_attributes += reader.AttributeCount) > Limits.Attributes)
        {
            throw Refused("Bpmn.Limit.Attributes", Limits.Attributes);
        }

        if (reader.Depth >= Limits.Depth)
        {
            throw Refused("Bpmn.Limit.Depth", Limits.Depth);
        }
    }

    private void Close()
    {
        TakeText();
        _current = _current!.Parent;
    }

    private void TakeText()
    {
        // Words between elements are refused anyway, so the first of them are enough.
        if (_text.Length > 0 && _current is { Text: "" })
        {
            _current.Text = _text.ToString().Trim();
        }

        _text.Clear();
    }

    private DocumentRefused Refused(string reason, int limit) => new(new Problem(_current?.ShownId, reason, limit.ToString(CultureInfo.InvariantCulture)));
}
