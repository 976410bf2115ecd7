using System.Text;
using System.Xml;
using Training.Questions.Formats;

namespace Training.Questions.Moodle;

/// <summary>An element and its line.</summary>
internal sealed class Node(string name, int line)
{
    private readonly StringBuilder _text = new();

    public string Name { get; } = name;

    public int Line { get; } = line;

    public Dictionary<string, string> Attributes { get; } = [];

    public List<Node> Children { get; } = [];

    public string Text => _text.ToString();

    public void Append(string text) => _text.Append(text);

    public Node? Child(string name) => Children.Find(child => child.Name == name);

    public IEnumerable<Node> All(string name) => Children.Where(child => child.Name == name);

    /// <summary>What stands in a child, or in its own child <c>text</c>.</summary>
    public string? Value(string name) => Child(name) is { } child ? (child.Child("text") ?? child).Text.Trim() : null;
}

/// <summary>
/// Reads the questions of a file one after the other: without DTD, without anything from elsewhere, within limits of size and depth (IMP-3).
/// </summary>
internal static class XmlTree
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = FileLimits.Bytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <summary>Calls back for each question that is complete; what ends the file early is a finding.</summary>
    public static void Read(string file, Action<Node> question, ReportBuilder report)
    {
        var open = new Stack<Node>();
        var (seen, elements) = (false, 0);
        using var reader = XmlReader.Create(new StringReader(file.TrimStart('\uFEFF', ' ', '\n', '\r', '\t')), Settings);
        var lines = (IXmlLineInfo)reader;
        var skipped = file.TakeWhile(c => c is '\uFEFF' or ' ' or '\n' or '\r' or '\t').Count(c => c == '\n');
        try
        {
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        seen = true;
                        if (++elements > FileLimits.XmlElements || reader.Depth > FileLimits.XmlDepth)
                        {
                            report.Add(new Finding(lines.LineNumber + skipped, Loss.Whole, elements > FileLimits.XmlElements ? "Finding.Xml.Elements" : "Finding.Xml.Depth", FileLimits.XmlDepth));
                            return;
                        }

                        Open(reader, new Node(reader.LocalName, lines.LineNumber + skipped), open, question);
                        break;
                    case XmlNodeType.EndElement:
                        Close(open, question);
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                        if (open.TryPeek(out var node))
                        {
                            node.Append(reader.Value);
                        }

                        break;
                    default:
                        break;
                }

                if (report.IsFull)
                {
                    report.Add(new Finding(lines.LineNumber + skipped, Loss.Whole, "Finding.TooManyQuestions", FileLimits.Questions));
                    return;
                }
            }
        }
        catch (XmlException error)
        {
            report.Add(new Finding(
                Math.Max(1, error.LineNumber + skipped), Loss.Whole, !seen && file.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? "Finding.Xml.Dtd" : "Finding.Xml.Broken", Math.Max(1, error.LinePosition)));
        }
    }

    private static void Open(XmlReader reader, Node node, Stack<Node> open, Action<Node> question)
    {
        var empty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            node.Attributes[reader.LocalName] = reader.Value;
        }

        reader.MoveToElement();
        open.Push(node);
        if (empty)
        {
            Close(open, question);
        }
    }

    // A question is forgotten once it was read: a file is never wholly in memory as a tree.
    private static void Close(Stack<Node> open, Action<Node> question)
    {
        var node = open.Pop();
        if (open.Count == 1 || (open.Count == 0 && node.Name != "quiz"))
        {
            question(node);
        }
        else if (open.TryPeek(out var parent))
        {
            parent.Children.Add(node);
        }
    }
}
