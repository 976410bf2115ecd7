using System.Text.Json;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Tests.Support;
using Training.Workflows.Definitions;

namespace Training.Tests.Workflows.Definitions;

/// <summary>The processes that come with the modules.</summary>
public sealed class DeliveredProcessesTests(DemoSites sites) : IClassFixture<DemoSites>
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Dc = "http://www.omg.org/spec/DD/20100524/DC";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryDeliveredProcess_IsPublishedWithoutAWarning(Database database)
    {
        var site = await sites.OnAsync(database);
        var published = await site.DataAsync(db => (from p in db.Set<Process>() join v in db.Set<ProcessVersion>() on p.Id equals v.ProcessId select new { p.Key, v.Document }).ToListAsync());
        using var recipe = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Architecture.Repository.Root, "src/Training.Web/Recipes/processes.recipe.json")));
        var listed = recipe.RootElement.GetProperty("steps")[0].GetProperty("processes").EnumerateArray().Select(p => Path.GetFileNameWithoutExtension(p.GetProperty("file").GetString()!)).ToList();
        Assert.NotEmpty(listed);
        Assert.Equal(listed.Order(), published.Select(p => p.Key).Order());
        foreach (var process in published)
        {
            var found = await site.DataAsync((_, services) => services.GetRequiredService<Publish>().ExamineAsync(process.Document, default));
            Assert.Empty(found.Problems.Select(p => $"{process.Key} {p.ElementId} {p.Reason}"));
            Assert.Empty(found.Warnings.Select(p => $"{process.Key} {p.ElementId} {p.Reason}"));
        }
    }

    [Theory, OnSqlite]
    public async Task EveryElement_IsNamedDrawnAndOnTheGround(Database database)
    {
        var site = await sites.OnAsync(database);
        foreach (var document in await site.DataAsync(db => db.Set<ProcessVersion>().Select(v => v.Document).ToListAsync()))
        {
            var xml = XDocument.Parse(document);
            var process = xml.Root!.Element(Bpmn + "process")!;
            var drawn = xml.Descendants().Where(e => e.Name == Di + "BPMNShape" || e.Name == Di + "BPMNEdge").Select(e => e.Attribute("bpmnElement")!.Value).ToList();
            var elements = process.Descendants().Where(e => e.Name.Namespace == Bpmn && e.Attribute("id") is not null && !e.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal)).ToList();
            Assert.Equal(elements.Select(e => e.Attribute("id")!.Value).Order(), drawn.Order());

            // Forks, joins and the ends of pieces inside need no name of their own.
            Assert.All(elements.Where(e => IsNamed(e, process)), e => Assert.False(string.IsNullOrWhiteSpace(e.Attribute("name")?.Value), e.Attribute("id")!.Value));
            Assert.NotEmpty(process.Element(Bpmn + "documentation")!.Value);

            // No two steps of one scope lie on each other; events sit on the border of theirs.
            var scopes = elements.ToDictionary(e => e.Attribute("id")!.Value, e => e.Parent);
            var boundary = elements.Where(e => e.Name == Bpmn + "boundaryEvent").Select(e => e.Attribute("id")!.Value).ToHashSet();
            var boxes = xml.Descendants(Di + "BPMNShape").Where(s => !boundary.Contains(s.Attribute("bpmnElement")!.Value)).Select(s => (b: s.Element(Dc + "Bounds")!, Scope: scopes[s.Attribute("bpmnElement")!.Value]))
                .Select(s => (s.Scope, X: (double)s.b.Attribute("x")!, Y: (double)s.b.Attribute("y")!, W: (double)s.b.Attribute("width")!, H: (double)s.b.Attribute("height")!)).ToList();
            foreach (var (i, one) in boxes.Index())
            {
                Assert.All(boxes.Skip(i + 1).Where(box => box.Scope == one.Scope), other => Assert.False(
                    one.X < other.X + other.W && other.X < one.X + one.W && one.Y < other.Y + other.H && other.Y < one.Y + one.H, $"{one.X} {one.Y} and {other.X} {other.Y}"));
            }
        }
    }

    private static bool IsNamed(XElement element, XElement process) => element.Name.LocalName switch
    {
        "userTask" or "serviceTask" or "callActivity" or "subProcess" or "boundaryEvent" or "intermediateCatchEvent" => true,
        "startEvent" or "endEvent" => element.Parent == process,
        "exclusiveGateway" => element.Elements(Bpmn + "outgoing").Count() > 1,
        _ => false,
    };
}
