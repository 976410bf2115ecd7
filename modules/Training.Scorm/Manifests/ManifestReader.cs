using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Training.Modules;

namespace Training.Scorm.Manifests;

/// <summary>
/// Reads <c>imsmanifest.xml</c> (SCORM 1.2 Content Aggregation Model 2.3; SCORM 2004 CAM 3.4 and 5.1) and says in words what is wrong with it or not done here.
/// Elements are found by their local names, since tools take the namespaces lightly; what the package keeps to is said by its schema version.
/// </summary>
internal sealed class ManifestReader(XElement manifest, IEnumerable<string> files)
{
    private const int MostParts = 500;

    private const int TextLength = 250;

    private readonly HashSet<string> _files = new(files, StringComparer.OrdinalIgnoreCase);
    private readonly List<Part> _parts = [];
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private Dictionary<string, XElement> _resources = [];
    private Dictionary<string, XElement> _collections = [];
    private bool _is2004;

    /// <exception cref="RuleViolation">It is no manifest of SCORM at all.</exception>
    public Course Read()
    {
        if (manifest.Name.LocalName != "manifest")
        {
            throw new RuleViolation("Manifest.Root", manifest.Name.LocalName);
        }

        var edition = ReadEdition();
        var resources = Child(manifest, "resources");
        _resources = ById(resources?.Elements().Where(e => e.Name.LocalName == "resource"), "identifier");
        _collections = ById(Child(manifest, "sequencingCollection")?.Elements(), "ID");
        var title = ReadOrganization(resources);
        Judge();
        return new Course(_is2004 ? Standard.Scorm2004 : Standard.Scorm12, edition, title, _parts, _findings);
    }

    private static XElement? Child(XElement? element, string name) => element?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static string? Attribute(XElement? element, string name)
        => element?.Attributes().FirstOrDefault(a => string.Equals(a.Name.LocalName, name, StringComparison.OrdinalIgnoreCase))?.Value.Trim();

    private static string? TextOf(XElement? element, string name) => Child(element, name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static Dictionary<string, XElement> ById(IEnumerable<XElement>? elements, string name)
        => (elements ?? []).Where(e => Attribute(e, name) is { Length: > 0 }).GroupBy(e => Attribute(e, name)!).ToDictionary(group => group.Key, group => group.First());

    private static decimal? Number(string? text, decimal least, decimal most)
        => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static string Short(string text)
    {
        var plain = string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Normalize(NormalizationForm.FormC);
        return plain.Length > TextLength ? plain[..TextLength] + "…" : plain;
    }

    private string ReadEdition()
    {
        var metadata = Child(manifest, "metadata");
        var version = Short(TextOf(metadata, "schemaversion") ?? "");
        var says2004 = version.Contains("2004", StringComparison.Ordinal) || version.Contains("1.3", StringComparison.Ordinal);
        var is2004 = manifest.DescendantsAndSelf().Take(2000).SelectMany(e => e.Attributes().Where(a => a.IsNamespaceDeclaration).Select(a => a.Value).Append(e.Name.NamespaceName))
            .Any(name => name.Contains("adlcp_v1p3", StringComparison.Ordinal) || name.EndsWith("/imsss", StringComparison.Ordinal));
        _is2004 = says2004 || (version != "1.2" && is2004);
        if (version.Length == 0 || (version != "1.2" && !says2004))
        {
            Tell("Finding.Version", version.Length == 0 ? "–" : version, _is2004 ? "SCORM 2004" : "SCORM 1.2");
        }

        return version.Length == 0 ? _is2004 ? "2004" : "1.2" : version;
    }

    private string ReadOrganization(XElement? resources)
    {
        var all = Child(manifest, "organizations");
        XElement[] organizations = [.. all?.Elements().Where(e => e.Name.LocalName == "organization") ?? []];
        if (organizations.Length == 0)
        {
            Stop("Finding.NoOrganization");
            return "";
        }

        var organization = organizations.FirstOrDefault(e => Attribute(e, "identifier") == Attribute(all, "default")) ?? organizations[0];
        var title = Short(TextOf(organization, "title") ?? "");
        if (organizations.Length > 1)
        {
            Tell("Finding.Organizations", $"{organizations.Length}", title);
        }

        var root = Attribute(manifest, "base") ?? "";
        foreach (var item in organization.Elements().Where(e => e.Name.LocalName == "item"))
        {
            ReadItem(item, 0, root + (Attribute(resources, "base") ?? ""));
        }

        // Rules that several items share stand outside of the organization.
        var sequenced = organization.DescendantsAndSelf().Concat(Child(manifest, "sequencingCollection")?.Descendants() ?? []);
        if (sequenced.Any(e => e.Name.LocalName is "sequencingRules" or "rollupRules" or "limitConditions" or "randomizationControls" or "mapInfo"
            || (e.Name.LocalName == "controlMode" && (Attribute(e, "forwardOnly") is "true" or "1" || Attribute(e, "choice") is "false" or "0"))))
        {
            Tell("Finding.Sequencing");
        }

        if (organization.Descendants().Any(e => e.Name.LocalName == "prerequisites" && e.Value.Trim().Length > 0))
        {
            Tell("Finding.Prerequisites");
        }

        if (Child(manifest, "manifest") is not null)
        {
            Tell("Finding.SubManifest");
        }

        return title;
    }

    private void ReadItem(XElement item, int depth, string baseAddress)
    {
        if (_parts.Count >= MostParts)
        {
            throw new RuleViolation("Manifest.TooMuch");
        }

        var id = Attribute(item, "identifier") ?? "";
        var title = Short(TextOf(item, "title") ?? id);
        if (id.Length is 0 or > TextLength || !_ids.Add(id))
        {
            Stop("Finding.Identifier", title, Short(id));
            return;
        }

        var part = new Part(id, title, depth, Attribute(item, "isvisible") is not ("false" or "0"));
        if (Attribute(item, "identifierref") is { Length: > 0 } reference)
        {
            part = Resolve(part, item, reference, baseAddress);
        }

        _parts.Add(part);
        foreach (var child in item.Elements().Where(e => e.Name.LocalName == "item"))
        {
            ReadItem(child, depth + 1, baseAddress);
        }
    }

    private Part Resolve(Part part, XElement item, string reference, string baseAddress)
    {
        if (!_resources.TryGetValue(reference, out var resource))
        {
            Stop("Finding.Reference", part.Title, Short(reference));
            return part;
        }

        if (Attribute(resource, "href") is not { Length: > 0 } href)
        {
            Stop("Finding.NoFile", part.Title);
            return part;
        }

        if (LaunchAddress.Of(baseAddress + (Attribute(resource, "base") ?? "") + href, Attribute(item, "parameters")) is not { } address)
        {
            Stop("Finding.Elsewhere", part.Title, Short(href));
            return part;
        }

        if (!_files.Contains(address.File))
        {
            Stop("Finding.Missing", part.Title, Short(address.File));
            return part;
        }

        var threshold = Child(item, "completionThreshold");
        return part with
        {
            Launch = address.File,
            Parameters = address.Rest,
            IsSco = string.Equals(Attribute(resource, "scormtype"), "sco", StringComparison.OrdinalIgnoreCase),
            PassingPercent = _is2004 ? PassingMeasure(item) * 100 : MasteryScore(item, part.Title),
            Weight = Number(Attribute(Child(Sequencing(item), "rollupRules"), "objectiveMeasureWeight"), 0, 1) ?? 1,
            LaunchData = TextOf(item, _is2004 ? "dataFromLMS" : "datafromlms"),
            MaxTime = TextOf(item, "maxtimeallowed"),
            TimeLimitAction = TextOf(item, _is2004 ? "timeLimitAction" : "timelimitaction"),
            CompletionThreshold = threshold is null ? null : Number(Attribute(threshold, "minProgressMeasure") ?? threshold.Value, 0, 1),
        };
    }

    private decimal? MasteryScore(XElement item, string title)
    {
        if (TextOf(item, "masteryscore") is not { } text)
        {
            return null;
        }

        if (Number(text, 0, 100) is { } score)
        {
            return score;
        }

        Tell("Finding.Mastery", title, Short(text));
        return null;
    }

    private XElement? Sequencing(XElement item) => Child(item, "sequencing") is not { } own ? null
        : own.HasElements || Attribute(own, "IDRef") is not { } reference ? own
        : _collections.GetValueOrDefault(reference);

    // SCORM 2004 CAM 5.1.5: satisfied by measure, from 1.0 on where nothing else is said.
    private decimal? PassingMeasure(XElement item)
    {
        var primary = Child(Child(Sequencing(item), "objectives"), "primaryObjective");
        return Attribute(primary, "satisfiedByMeasure") is "true" or "1" ? Math.Max(0, Number(TextOf(primary, "minNormalizedMeasure"), -1, 1) ?? 1) : null;
    }

    private void Judge()
    {
        var open = _parts.Where(part => part.Launch is not null).ToArray();
        if (open.Length == 0)
        {
            if (!_findings.Any(finding => finding.Stops))
            {
                Stop("Finding.NothingToOpen");
            }

            return;
        }

        if (open.All(part => !part.IsSco))
        {
            Tell("Finding.OnlyAssets");
        }
    }

    private void Tell(string key, params string[] arguments) => _findings.Add(new Finding(false, key, arguments));

    private void Stop(string key, params string[] arguments) => _findings.Add(new Finding(true, key, arguments));
}
