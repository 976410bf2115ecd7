using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.LearningCurves.Charts;
using Training.LearningCurves.Relapse;
using Training.Tests.Support;
using Training.Workflows.Definitions;

namespace Training.Tests.LearningCurves;

/// <summary>The drawing of a curve, and that of its process.</summary>
public sealed class DrawingTests
{
    [Fact]
    public void Drawing_OneCase_HasALineAndItsLimit()
    {
        var drawing = new CurveDrawing(CurveTests.Of([false]), 300);
        Assert.Equal((0, 1), (drawing.LeftOut, drawing.First));
        Assert.StartsWith("M34 ", drawing.Line, StringComparison.Ordinal);
        Assert.EndsWith("H350", drawing.CompetenceLimit, StringComparison.Ordinal);
        Assert.Empty(drawing.RelapseLimit);
        Assert.Empty(drawing.Failures);
    }

    [Fact]
    public void Drawing_LongCurve_DrawsTheNewestCases_AndSaysHowManyItLeavesOut()
    {
        var curve = CurveTests.Of([.. Enumerable.Range(0, 2000).Select(n => n % 10 == 9)]);
        var drawing = new CurveDrawing(curve, 300);
        Assert.Equal((1700, 1701), (drawing.LeftOut, drawing.First));
        Assert.Equal(30, drawing.Failures.Count(c => c == 'M'));
        Assert.True(drawing.Line.Length < 6_000, $"{drawing.Line.Length}");
    }

    [Fact]
    public void Drawing_EveryPoint_LiesInsideOfThePicture()
    {
        var drawing = new CurveDrawing(CurveTests.Of([.. new bool[11], true, true, true, false, true]), 300);
        var places = System.Text.RegularExpressions.Regex.Matches(drawing.Line, @"[ML](?<x>[\d.]+) (?<y>[\d.]+)");
        Assert.Equal(17, places.Count);
        Assert.All(places, place =>
        {
            Assert.InRange(double.Parse(place.Groups["x"].Value, System.Globalization.CultureInfo.InvariantCulture), 26, 350);
            Assert.InRange(double.Parse(place.Groups["y"].Value, System.Globalization.CultureInfo.InvariantCulture), 20, 140);
        });
        Assert.Equal([11, 14], drawing.Signals.Select(s => s.Number));
        Assert.Equal(["goal", "alarm"], drawing.Labels.Select(l => l.Class));
    }

    [Theory, OnSqlite]
    public async Task PauseOfIndependence_IsPublishedByTheRecipe_WithoutWarnings(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        var published = await site.DataAsync(db => (from v in db.Set<ProcessVersion>() join p in db.Set<Process>() on v.ProcessId equals p.Id where p.Key == PauseProcess.Key select v).SingleAsync());
        var examined = await site.DataAsync((_, services) => services.GetRequiredService<Publish>().ExamineAsync(published.Document, default));
        Assert.Empty(examined.Problems.Select(p => $"{p.ElementId} {p.Reason}"));
        Assert.Empty(examined.Warnings.Select(p => $"{p.ElementId} {p.Reason}"));
    }
}
