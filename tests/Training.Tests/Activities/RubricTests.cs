using Training.Activities.Assignments;
using Training.Activities.Content;
using Training.Modules;

namespace Training.Tests.Activities;

public sealed class RubricTests
{
    public const string Text = "Chỉ định đúng | Right indication\n- 0 Không nêu\n- 10 Đủ và có căn cứ | Complete\n\nTrình bày\n- 0 Khó theo dõi\n- 5: Rõ";

    [Fact]
    public void Parse_WhatAnAuthorWrites_AndWritesItAgainTheSame()
    {
        var (rubric, errors) = Rubric.Parse(Text);
        Assert.Empty(errors);
        Assert.Equal(["Chỉ định đúng", "Trình bày"], rubric.Criteria.Select(c => c.NameVi));
        Assert.Equal(("Right indication", "Complete", 15), (rubric.Criteria[0].NameEn, rubric.Criteria[0].Levels[1].NameEn, rubric.Most));
        Assert.Equal("Rõ", rubric.Criteria[1].Levels[1].NameVi);
        Assert.Equal(rubric.ToJson(), Rubric.Parse(rubric.ToText()).Rubric.ToJson());
        Assert.Equal(rubric.ToJson(), Rubric.FromJson(rubric.ToJson()).ToJson());
    }

    [Theory]
    [InlineData("""{"aboutVi":"Soạn","notation":"A\n- 0 x\n- 1 y"}""", null)]
    [InlineData("""{"aboutVi":"Soạn","notation":"A\n- 2 x\n- 2 y"}""", "line 1 of the notation: Rubric.SamePoints")]
    [InlineData("""{"aboutVi":"Soạn"}""", "notation")]
    [InlineData("""{"aboutVi":"Soạn","notation":5}""", "notation")]
    [InlineData("""[]""", "could not be converted")]
    public void Problems_OfAFile_SayWhatIsWrong(string json, string? problem)
    {
        using var content = System.Text.Json.JsonDocument.Parse(json);
        var problems = ContentInFile.ProblemsIn(content.RootElement, text => Rubric.Parse(text).Errors);
        if (problem is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Contains(problem, Assert.Single(problems), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("- 5 Mức", 1, "Rubric.LevelFirst")]
    [InlineData("Tiêu chí\n- nhiều điểm\n- 5 Mức\n- 6 Mức", 2, "Rubric.WrongPoints")]
    [InlineData("Tiêu chí\n- 5\n- 5 Mức\n- 6 Mức", 2, "Rubric.WrongPoints")]
    [InlineData("Tiêu chí\n- 2000 Mức\n- 5 Mức\n- 6 Mức", 2, "Rubric.WrongPoints")]
    [InlineData("A\n- 0 x\n- 1 y\nB\n- 3 z", 4, "Rubric.TooFewLevels")]
    [InlineData("A\n- 2 x\n- 2 y", 1, "Rubric.SamePoints")]
    public void Parse_WhatCanNotBeRead_NamesTheLine(string text, int line, string key) => Assert.Contains(new NotationError(line, key), Rubric.Parse(text).Errors);

    [Fact]
    public void PercentOf_ChosenLevels_AndRefusesWhatIsMissing()
    {
        var rubric = Rubric.Parse(Text).Rubric;
        Assert.Equal(66.67m, rubric.PercentOf([1, 0]));
        Assert.Equal(100m, rubric.PercentOf([1, 1]));
        foreach (var wrong in new[] { new int?[] { 1 }, [1, null], [1, 2], [-1, 1] })
        {
            Assert.Equal("Mark.Unfinished", Assert.Throws<RuleViolation>(() => rubric.PercentOf(wrong)).Key);
        }
    }

    [Fact]
    public void Standing_FollowsFromTheStamps()
    {
        var (day, now) = (new DateOnly(2026, 11, 20), DateTimeOffset.UnixEpoch);
        Work Of(bool marked) => new() { PersonId = Guid.Empty, CourseId = Guid.Empty, CourseCode = "", ItemKey = Guid.Empty, AssignmentId = Guid.Empty, HospitalId = null, Tries = 1, HandedInAt = now, MarkedAt = marked ? now : null };
        Marking Said(decimal? percent, DateOnly? until) => new() { WorkId = Guid.Empty, Try = 1, Number = 1, Chosen = "", Percent = percent, AgainUntil = until, Comment = "", At = now, ByUserId = Guid.Empty, ByPersonId = null, By = "" };

        Assert.Equal((WorkState.Open, day, true), WorkStanding.Of(day, null, null, day));
        Assert.Equal((WorkState.Over, day, false), WorkStanding.Of(day, null, null, day.AddDays(1)));
        Assert.Equal((WorkState.Waiting, day, true), WorkStanding.Of(day, Of(false), null, day));
        Assert.Equal((WorkState.Waiting, day, false), WorkStanding.Of(day, Of(false), null, day.AddDays(1)));
        Assert.Equal((WorkState.Marked, null, false), WorkStanding.Of(day, Of(true), Said(50, null), day));

        // What was returned has its own last day.
        Assert.Equal((WorkState.Returned, null, true), WorkStanding.Of(day, Of(true), Said(null, null), day.AddDays(9)));
        Assert.Equal((WorkState.Returned, day.AddDays(9), true), WorkStanding.Of(day, Of(true), Said(null, day.AddDays(9)), day.AddDays(9)));
        Assert.Equal((WorkState.Over, day.AddDays(9), false), WorkStanding.Of(day, Of(true), Said(null, day.AddDays(9)), day.AddDays(10)));
    }
}
