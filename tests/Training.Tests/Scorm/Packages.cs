using System.IO.Compression;
using System.Text;

namespace Training.Tests.Scorm;

/// <summary>A part of a generated package.</summary>
internal sealed record Sco(string Id, string Title)
{
    /// <summary>Percent for 1.2, a measure from -1 to 1 for 2004; null for none.</summary>
    public string? Mastery { get; init; }

    public bool IsAsset { get; init; }

    /// <summary>What its page is, instead of the usual one.</summary>
    public string? Page { get; init; }

    public string Parameters { get; init; } = "";
}

/// <summary>Makes packages as authoring tools export them: manifest, a page for each part, a script that finds the run-time and talks to it.</summary>
internal static class Packages
{
    /// <summary>The script of the parts: finds the run-time above itself, as the standards say, and offers it to the page's buttons.</summary>
    public const string Script = """
        const find = name => { let w = window; for (let i = 0; i < 10; i++) { if (w[name]) return w[name]; if (w.parent === w) return null; w = w.parent; } return null; };
        const old = find('API'), api = old ?? find('API_1484_11');
        const call = (first, second, ...given) => old ? api[first](...given) : api[second](...given);
        const core = old ? 'cmi.core.' : 'cmi.';
        window.sco = {
          get: name => call('LMSGetValue', 'GetValue', name),
          set: (name, value) => call('LMSSetValue', 'SetValue', name, value),
          commit: () => call('LMSCommit', 'Commit', ''),
          finish: () => call('LMSFinish', 'Terminate', ''),
          error: () => call('LMSGetLastError', 'GetLastError'),
          location: old ? 'cmi.core.lesson_location' : 'cmi.location',
          score: percent => old
            ? (sco.set('cmi.core.score.raw', String(percent)), sco.set('cmi.core.lesson_status', 'completed'))
            : (sco.set('cmi.score.scaled', String(percent / 100)), sco.set('cmi.completion_status', 'completed')),
          exit: core + 'exit',
        };
        document.body.dataset.begun = call('LMSInitialize', 'Initialize', '');
        document.querySelector('#place').textContent = sco.get(sco.location) || 'begin';
        document.querySelector('#entry').textContent = sco.get(core + 'entry');
        """;

    public static byte[] Scorm12(params Sco[] parts) => Write(Manifest12(parts), parts);

    public static byte[] Scorm2004(params Sco[] parts) => Write(Manifest2004(parts), parts);

    public static string Manifest12(params Sco[] parts) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <manifest identifier="M" version="1.1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
          <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
          <organizations default="ORG"><organization identifier="ORG"><title>Vô khuẩn</title>
            {string.Concat(parts.Select(part => $"<item identifier=\"{part.Id}\" identifierref=\"R-{part.Id}\"{Parameters(part)}><title>{part.Title}</title>{(part.Mastery is { } score ? $"<adlcp:masteryscore>{score}</adlcp:masteryscore>" : "")}</item>"))}
          </organization></organizations>
          <resources>{string.Concat(parts.Select(part => $"<resource identifier=\"R-{part.Id}\" type=\"webcontent\" adlcp:scormtype=\"{(part.IsAsset ? "asset" : "sco")}\" href=\"{part.Id}.html\"><file href=\"{part.Id}.html\"/></resource>"))}</resources>
        </manifest>
        """;

    public static string Manifest2004(params Sco[] parts) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <manifest identifier="M" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3">
          <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
          <organizations default="ORG"><organization identifier="ORG"><title>Vô khuẩn</title>
            {string.Concat(parts.Select(part => $"<item identifier=\"{part.Id}\" identifierref=\"R-{part.Id}\"{Parameters(part)}><title>{part.Title}</title>{Sequencing(part)}</item>"))}
            <imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>
          </organization></organizations>
          <resources>{string.Concat(parts.Select(part => $"<resource identifier=\"R-{part.Id}\" type=\"webcontent\" adlcp:scormType=\"{(part.IsAsset ? "asset" : "sco")}\" href=\"{part.Id}.html\"><file href=\"{part.Id}.html\"/></resource>"))}</resources>
        </manifest>
        """;

    /// <summary>An archive with this manifest and a page for each part.</summary>
    public static byte[] Write(string manifest, IEnumerable<Sco> parts, params (string Name, string Content)[] more)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "imsmanifest.xml", manifest);
            Add(zip, "sco.js", Script);
            foreach (var part in parts)
            {
                Add(zip, $"{part.Id}.html", part.Page ?? PageOf(part));
            }

            foreach (var (name, content) in more)
            {
                Add(zip, name, content);
            }
        }

        return stream.ToArray();
    }

    public static string PageOf(Sco part) => $"""
        <!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{part.Title}</title></head>
        <body><h1>{part.Title}</h1><p>Place: <span id="place"></span></p><p>Entry: <span id="entry"></span></p>{(part.IsAsset ? "" : "<script src=\"sco.js\"></script>")}</body></html>
        """;

    private static string Parameters(Sco part) => part.Parameters.Length > 0 ? $" parameters=\"{part.Parameters}\"" : "";

    private static string Sequencing(Sco part) => part.Mastery is not { } measure ? ""
        : $"<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID=\"o\" satisfiedByMeasure=\"true\"><imsss:minNormalizedMeasure>{measure}</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing>";

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
