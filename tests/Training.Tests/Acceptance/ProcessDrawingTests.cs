using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Acceptance.Council;
using Training.Tests.Support;
using Training.Workflows.Definitions;

namespace Training.Tests.Acceptance;

/// <summary>The process as it is delivered.</summary>
public sealed class ProcessDrawingTests
{
    private const string Bpmn = "{http://www.omg.org/spec/BPMN/20100524/MODEL}";
    private const string Di = "{http://www.omg.org/spec/BPMN/20100524/DI}";

    private static readonly string[] Drawn = ["startEvent", "endEvent", "boundaryEvent", "intermediateCatchEvent", "userTask", "serviceTask", "subProcess", "exclusiveGateway", "parallelGateway"];

    [Theory, OnSqlite, OnPostgreSql]
    public async Task TeamAcceptance_IsPublishedByTheRecipe_WithoutWarnings(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var published = await site.DataAsync(db => (from v in db.Set<ProcessVersion>() join p in db.Set<Process>() on v.ProcessId equals p.Id where p.Key == "team-acceptance" select v).SingleAsync());
        Assert.Equal("Nghiệm thu ê-kíp", published.Name);
        var examined = await site.DataAsync((_, services) => services.GetRequiredService<Publish>().ExamineAsync(published.Document, default));
        Assert.Empty(examined.Problems.Select(p => $"{p.ElementId} {p.Reason}"));
        Assert.Empty(examined.Warnings.Select(p => $"{p.ElementId} {p.Reason}"));
    }

    [Fact]
    public void TeamAcceptance_EveryStepAndFlow_IsDrawn_AndEveryTaskHasAName()
    {
        using var stream = typeof(AcceptanceCase).Assembly.GetManifestResourceStream("Training.Acceptance/team-acceptance.bpmn")!;
        var document = XDocument.Load(stream);
        var nodes = document.Descendants().Where(e => Drawn.Any(name => e.Name == Bpmn + name)).ToArray();
        var shapes = document.Descendants(Di + "BPMNShape").Select(s => s.Attribute("bpmnElement")!.Value).ToArray();
        var edges = document.Descendants(Di + "BPMNEdge").Select(s => s.Attribute("bpmnElement")!.Value).ToArray();
        Assert.Equal(nodes.Select(n => n.Attribute("id")!.Value).Order(StringComparer.Ordinal), shapes.Order(StringComparer.Ordinal));
        Assert.Equal(document.Descendants(Bpmn + "sequenceFlow").Select(f => f.Attribute("id")!.Value).Order(StringComparer.Ordinal), edges.Order(StringComparer.Ordinal));
        Assert.All(nodes.Where(n => n.Name.LocalName.EndsWith("Task", StringComparison.Ordinal)), task => Assert.True(
            task.Attribute("name")!.Value.Length > 0 && task.Element(Bpmn + "documentation")!.Value.Length > 0, task.Attribute("id")!.Value));
    }
}
