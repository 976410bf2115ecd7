using System.Xml;
using System.Xml.Linq;
using Training.Modules;

namespace Training.Scorm.Manifests;

/// <summary>Reads XML of a stranger: no DTD, no entity of its own, nothing from elsewhere, only so long and so deep.</summary>
internal static class ManifestXml
{
    public const int Characters = 4 * 1024 * 1024;

    private const int Depth = 40;

    private const int Nodes = 100_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = Characters,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <exception cref="RuleViolation">It is broken or none that the site reads.</exception>
    public static XElement Read(Stream stream)
    {
        try
        {
            // Looked through once before a tree is built of it.
            using (var scan = XmlReader.Create(stream, Settings))
            {
                for (var nodes = 0; scan.Read(); nodes += 1 + scan.AttributeCount)
                {
                    if (scan.Depth > Depth || nodes > Nodes)
                    {
                        throw new RuleViolation("Manifest.TooMuch");
                    }
                }
            }

            stream.Position = 0;
            using var reader = XmlReader.Create(stream, Settings);
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException exception)
        {
            throw new RuleViolation("Manifest.Broken", exception.LineNumber);
        }
    }
}
