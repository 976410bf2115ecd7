using Training.Scorm.Manifests;
using Training.Scorm.Running;

namespace Training.Tests.Scorm;

public sealed class OutcomeTests
{
    [Theory]
    [InlineData("completed", "85", "80", nameof(PartOutcome.Passed), 85)]
    [InlineData("passed", "50", "80", nameof(PartOutcome.Failed), 50)]
    [InlineData("passed", null, "80", nameof(PartOutcome.Passed), null)]
    [InlineData("completed", "85", null, nameof(PartOutcome.Completed), 85)]
    [InlineData("incomplete", "85", "80", nameof(PartOutcome.Open), 85)]
    [InlineData("browsed", null, null, nameof(PartOutcome.Open), null)]
    [InlineData("failed", "10", null, nameof(PartOutcome.Failed), 10)]
    public void Part12_MasteryDecides(string status, string? raw, string? mastery, string outcome, int? score)
        => Assert.Equal((Enum.Parse<PartOutcome>(outcome), (decimal?)score), Outcome.OfPart(Standard.Scorm12, PartOf(mastery), Data(("cmi.core.lesson_status", status), ("cmi.core.score.raw", raw), ("cmi.core.score.max", raw is null ? null : "100"))));

    [Theory]
    [InlineData("completed", "unknown", "0.9", 80, nameof(PartOutcome.Passed), 90)]
    [InlineData("completed", "passed", "0.5", 80, nameof(PartOutcome.Failed), 50)]
    [InlineData("incomplete", "passed", "0.5", 80, nameof(PartOutcome.Open), 50)]
    [InlineData("completed", "unknown", null, null, nameof(PartOutcome.Completed), null)]
    [InlineData("unknown", "passed", null, null, nameof(PartOutcome.Passed), null)]
    [InlineData("completed", "passed", "-0.5", null, nameof(PartOutcome.Passed), 0)]
    public void Part2004_MeasureDecides(string completion, string success, string? scaled, int? passing, string outcome, int? score)
        => Assert.Equal((Enum.Parse<PartOutcome>(outcome), (decimal?)score), Outcome.OfPart(Standard.Scorm2004, PartOf(passing?.ToString(System.Globalization.CultureInfo.InvariantCulture)), Data(("cmi.completion_status", completion), ("cmi.success_status", success), ("cmi.score.scaled", scaled))));

    [Fact]
    public void Attempt_HasAScoreOnlyOnceEveryPartIsDone()
    {
        var course = new Course(Standard.Scorm12, "1.2", "", [PartOf(null) with { Id = "a" }, PartOf(null) with { Id = "b" }, new Part("h", "", 0, true)], []);
        Assert.Equal((false, false, (decimal?)null), Outcome.OfAttempt(course, Parts(("a", PartOutcome.Passed, 100))));
        Assert.Equal((true, true, (decimal?)75), Outcome.OfAttempt(course, Parts(("a", PartOutcome.Passed, 100), ("b", PartOutcome.Completed, 50))));
        Assert.Equal((true, false, (decimal?)50), Outcome.OfAttempt(course, Parts(("a", PartOutcome.Passed, 100), ("b", PartOutcome.Failed, 0))));
        Assert.Equal((true, true, (decimal?)100), Outcome.OfAttempt(course, Parts(("a", PartOutcome.Passed, 100), ("b", PartOutcome.Completed, null))));
    }

    [Theory]
    [InlineData(nameof(Standard.Scorm12), "cmi.core.lesson_status", "done")]
    [InlineData(nameof(Standard.Scorm12), "cmi.core.score.raw", "1000")]
    [InlineData(nameof(Standard.Scorm12), "cmi.core.score.raw", "1e9")]
    [InlineData(nameof(Standard.Scorm12), "cmi.core.score.raw", "NaN")]
    [InlineData(nameof(Standard.Scorm12), "cmi.core.session_time", "PT1H")]
    [InlineData(nameof(Standard.Scorm12), "cmi.core.nothing", "1")]
    [InlineData(nameof(Standard.Scorm12), "cmi.interactions.500.id", "q")]
    [InlineData(nameof(Standard.Scorm12), "cmi.interactions.x.id", "q")]
    [InlineData(nameof(Standard.Scorm12), "cmi.completion_status", "completed")]
    [InlineData(nameof(Standard.Scorm12), "__proto__.x", "1")]
    [InlineData(nameof(Standard.Scorm2004), "cmi.score.scaled", "1.01")]
    [InlineData(nameof(Standard.Scorm2004), "cmi.progress_measure", "-0.1")]
    [InlineData(nameof(Standard.Scorm2004), "cmi.success_status", "certified")]
    [InlineData(nameof(Standard.Scorm2004), "cmi.session_time", "00:01:00")]
    [InlineData(nameof(Standard.Scorm2004), "cmi.interactions.0.correct_responses.999.pattern", "x")]
    public void Data_ThatTheModelDoesNotAllow_IsRefused(string standard, string name, string value)
        => Assert.Null(DataModel.Check(Enum.Parse<Standard>(standard), new Dictionary<string, string> { [name] = value }));

    [Fact]
    public void Data_OfTheSite_IsNotTaken()
        => Assert.Equal(["cmi.suspend_data"], DataModel.Check(Standard.Scorm12, new Dictionary<string, string> { ["cmi.core.student_id"] = "x", ["cmi.core.credit"] = "credit", ["cmi.core.exit"] = "", ["cmi.suspend_data"] = new('x', 64_000) })!.Keys);

    [Fact]
    public void Data_TooLong_IsRefused() => Assert.Null(DataModel.Check(Standard.Scorm2004, new Dictionary<string, string> { ["cmi.suspend_data"] = new('x', 64_001) }));

    [Theory]
    [InlineData(nameof(Standard.Scorm12), "0001:02:03.50", 3723.5, "0001:02:03.50")]
    [InlineData(nameof(Standard.Scorm2004), "PT1H2M3.5S", 3723.5, "PT1H2M3.5S")]
    [InlineData(nameof(Standard.Scorm2004), "P1DT1M", 86460, "PT24H1M0S")]
    public void Duration_ReadAndWritten(string standard, string text, double seconds, string written)
    {
        Assert.Equal((decimal)seconds, Durations.Read(Enum.Parse<Standard>(standard), text));
        Assert.Equal(written, Durations.Write(Enum.Parse<Standard>(standard), (decimal)seconds));
    }

    private static Part PartOf(string? passing) => new("p", "", 0, true) { Launch = "p.html", IsSco = true, PassingPercent = passing is null ? null : decimal.Parse(passing, System.Globalization.CultureInfo.InvariantCulture) };

    private static Dictionary<string, string> Data(params (string Name, string? Value)[] elements) => elements.Where(element => element.Value is not null).ToDictionary(element => element.Name, element => element.Value!);

    private static Dictionary<string, (PartOutcome, decimal?)> Parts(params (string Id, PartOutcome Outcome, int? Score)[] parts) => parts.ToDictionary(part => part.Id, part => (part.Outcome, (decimal?)part.Score));
}
