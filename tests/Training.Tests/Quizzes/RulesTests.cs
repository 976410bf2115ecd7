using Microsoft.Extensions.Primitives;
using Training.Questions.Attempts;
using Training.Questions.HandMarks;
using Training.Questions.Marking;
using Training.Questions.Model;
using Training.Questions.Quizzes;
using Training.Questions.Statistics;

namespace Training.Tests.Quizzes;

/// <summary>The rules of quizzes without database and clock, against values worked out by hand.</summary>
public sealed class RulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Timing_WithinGraceAndAfter()
    {
        Assert.Null(Timing.Due(Noon, null, 30));
        var due = Timing.Due(Noon, 45, 15);
        Assert.Equal(Noon.AddHours(1), due);
        Assert.False(Timing.IsOver(due, Noon.AddHours(1) + Timing.Grace));
        Assert.True(Timing.IsOver(due, Noon.AddHours(1) + Timing.Grace + TimeSpan.FromMilliseconds(1)));
        Assert.False(Timing.IsOver(null, Noon.AddYears(1)));
        Assert.Equal(1800, Timing.SecondsLeft(due, Noon.AddMinutes(30)));
        Assert.Equal(0, Timing.SecondsLeft(due, Noon.AddHours(2)));
        Assert.Null(Timing.SecondsLeft(null, Noon));
    }

    [Fact]
    public void Counted_ByEachMethod()
    {
        decimal[] scores = [60, 90, 30];
        Assert.Equal(90, Scoring.Counted(GradingMethod.Highest, scores));
        Assert.Equal(60, Scoring.Counted(GradingMethod.Average, scores));
        Assert.Equal(60, Scoring.Counted(GradingMethod.First, scores));
        Assert.Equal(30, Scoring.Counted(GradingMethod.Last, scores));
        Assert.All(Enum.GetValues<GradingMethod>(), method => Assert.Null(Scoring.Counted(method, [])));
    }

    [Fact]
    public void Percent_WeighsByMarkAndByCertainty()
    {
        Assert.Equal(70, Scoring.Percent([new MarkedSlot(1, 3), new MarkedSlot(0.5m, 1), new MarkedSlot(0, 1)], null));
        Assert.Equal(0, Scoring.Percent([], null));
        var table = CertaintyTable.GardnerMedwin;
        Assert.Equal(100, Scoring.Percent([new MarkedSlot(1, 1, 3), new MarkedSlot(1, 2, 3)], table));
        Assert.Equal(33.333m, Scoring.Percent([new MarkedSlot(1, 1, 1), new MarkedSlot(1, 1)], table));

        // Sure and wrong costs more than two sure and right bring: nothing is below nothing.
        Assert.Equal(0, Scoring.Percent([new MarkedSlot(0, 1, 3), new MarkedSlot(1, 1, 3)], table));
        Assert.Equal(50, Scoring.Percent([new MarkedSlot(0, 1, 3, IsAnswered: false), new MarkedSlot(1, 1, 3)], table));
    }

    [Fact]
    public void Draw_TakesEachOnceAndNothingThatIsTaken()
    {
        Candidate[] pool = [.. Enumerable.Range(0, 20).Select(_ => new Candidate(Guid.CreateVersion7(), Guid.CreateVersion7()))];
        HashSet<Guid> taken = [pool[0].QuestionId, pool[7].QuestionId];
        var drawn = Draw.Pick(pool, 5, 42, taken);
        Assert.Equal(5, drawn.Select(candidate => candidate.QuestionId).Except(taken).Count());
        Assert.Equal(drawn, Draw.Pick([.. pool.Reverse()], 5, 42, taken));
        Assert.Equal(18, Draw.Pick(pool, 50, 42, taken).Count);
        Assert.Empty(Draw.Pick([], 3, 1, taken));

        // Over many seeds each is drawn about as often: 3 of 18 in 1 800 draws are 300 each.
        var often = Enumerable.Range(0, 1800).SelectMany(seed => Draw.Pick(pool, 3, seed * 7919L, taken)).GroupBy(candidate => candidate.QuestionId).Select(group => group.Count()).ToArray();
        Assert.Equal(18, often.Length);
        Assert.All(often, times => Assert.InRange(times, 230, 370));
    }

    // Four people, three questions of one mark each:
    //        q1 q2 q3   rest of q1 = (q2 + q3) / 2
    // a       1  1  1   1
    // b       1  1  0   0.5
    // c       1  0  0   0
    // d       0  0  1   0.5
    [Fact]
    public void ItemAnalysis_OfAHandWorkedExample()
    {
        Guid[] people = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];
        Guid[] questions = [.. Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7())];
        int[][] marks = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 1]];
        var statistics = ItemAnalysis.Of([.. people.SelectMany((person, p) => questions.Select((question, q) => new ItemMark(person, question, marks[p][q], 1)))]);

        Assert.Equal(4, statistics.People);
        Assert.Equal((100 + 66.6667 + 33.3333 + 33.3333) / 4, statistics.Mean, 3);

        // Deviations 41.667, 8.333, −25, −25: their squares are 3055.56 together, by 3, root 31.914.
        Assert.Equal(31.914, statistics.Deviation!.Value, 3);
        Assert.Equal([0.75, 0.5, 0.5], questions.Select(question => statistics.Questions.Single(s => s.QuestionId == question).Facility));

        // x = 1 1 1 0, y = 1 .5 0 .5: the covariance is nothing.
        Assert.Equal(0, statistics.Questions.Single(s => s.QuestionId == questions[0]).Discrimination!.Value, 9);

        // x = 1 1 0 0, y = (q1 + q3) / 2 = 1 .5 .5 .5: Σdxdy = 0.25, Σdx² = 1, Σdy² = 0.1875: r = 0.57735.
        Assert.Equal(0.57735, statistics.Questions.Single(s => s.QuestionId == questions[1]).Discrimination!.Value, 5);
        Assert.Null(ItemAnalysis.Correlation([(1, 1), (0, 0)]));
        Assert.Null(ItemAnalysis.Correlation([(1, 1), (1, 0), (1, 0.5)]));
        Assert.Equal(-1, ItemAnalysis.Correlation([(1, 0), (0, 1), (0.5, 0.5)])!.Value, 9);
        Assert.Equal(0, ItemAnalysis.Of([]).People);
    }

    [Fact]
    public void Choices_CountWhatWasTakenAndTyped()
    {
        var single = QuizOfTests.Single();
        var counted = Choices.Of(single, [new Chosen([0]), new Chosen([1]), new Chosen([1]), null], "Đúng", "Sai");
        Assert.Equal([("Ưa nước", 1), ("Cứng", 2), ("Không dùng", 0)], counted.Select(choice => (choice.Text, choice.Count)));
        var typed = Choices.Of(new Numeric { Text = new Words("x"), Answers = [new NumberAnswer(5, 0, 1)] }, [new Typed("5"), new Typed("7"), new Typed("7 ")], "Đúng", "Sai");
        Assert.Equal([("7", 2, 0m), ("5", 1, 1m)], typed.Select(choice => (choice.Text, choice.Count, choice.Fraction!.Value)));
    }

    [Fact]
    public void Gains_OfOneAndOfMany()
    {
        var gain = new Gain(40, 70);
        Assert.Equal((30m, 0.5m), (gain.Points, gain.Normalized!.Value));
        Assert.Null(new Gain(100, 100).Normalized);
        Assert.Null(GroupGain.Of([]));
        var group = GroupGain.Of([gain, new Gain(60, 80)])!;
        Assert.Equal((2, 50m, 75m, 0.5m), (group.People, group.Before, group.After, group.Normalized!.Value));
    }

    [Fact]
    public void ByHand_OfEssaysAndVignettes()
    {
        var essay = QuizOfTests.Essay();
        Assert.Equal(0.25m, ByHand.Fraction(essay, null, [[1]]));
        Assert.True(ByHand.IsComplete(essay, [[2]]));
        Assert.False(ByHand.IsComplete(essay, [[3]]));
        Assert.False(ByHand.IsComplete(essay, [[null]]));
        Assert.False(ByHand.IsComplete(essay, []));
        var free = new Essay { Text = new Words("x") };
        Assert.Equal(0.8m, ByHand.Fraction(free, null, [[80]]));
        Assert.False(ByHand.IsComplete(free, [[101]]));

        // A right choice of weight 1 and half an essay of weight 3.
        var vignette = new Vignette { Text = new Words("Ca"), Parts = [new VignettePart(QuizOfTests.Single()), new VignettePart(free, 3)] };
        Assert.Equal(0.625m, ByHand.Fraction(vignette, new Answered([new Chosen([0]), new Typed("bài")]), [[50]]));
    }

    [Fact]
    public void Fields_ComeBackAsTheyStood()
    {
        var fields = AnswerFields.Of([KeyValuePair.Create("a1.1", new StringValues("2")), KeyValuePair.Create("a1.0", new StringValues("")), KeyValuePair.Create("a1.certainty", new StringValues("3")), KeyValuePair.Create("a12", new StringValues("9"))], "a1")!;
        Assert.Equal("""{".1":["2"],".certainty":["3"]}""", fields.ToJson());
        Assert.Equal((3, true), (fields.CertaintyLevel, fields.HasAnswer));
        Assert.Equal(fields.ToJson(), AnswerFields.Parse(fields.ToJson()).ToJson());
        Assert.False(AnswerFields.Of([KeyValuePair.Create("a1.certainty", new StringValues("3"))], "a1")!.HasAnswer);
        Assert.Equal("", AnswerFields.None.ToJson());
        Assert.Null(AnswerFields.Of([KeyValuePair.Create("a1", new StringValues(new string('x', AnswerFields.MostCharacters)))], "a1"));
        Assert.Null(AnswerFields.Of([KeyValuePair.Create<string, IReadOnlyList<string?>>("x", ["1"])]));
        var template = new Essay { Text = new Words("x"), Template = new Words("Mở bài\nThân bài") };
        Assert.True(AnswerFields.Of([KeyValuePair.Create("a1", new StringValues("Mở bài\r\nThân bài"))], "a1")!.IsUntouched(template));
        Assert.False(AnswerFields.Of([KeyValuePair.Create("a1", new StringValues("Mở bài\r\nThân bài khác"))], "a1")!.IsUntouched(template));
    }

    [Fact]
    public void FixedOrder_OfAQuiz_IsThatOfItsAuthor()
    {
        foreach (var body in QuizOfTests.OfEveryType())
        {
            var asked = Asked.Of(body, shuffleOptions: false);
            var view = Presentation.Show(asked, 12345);
            if (asked is SingleChoice single)
            {
                Assert.Equal(single.Options.Select(option => option.Text), view.Options);
            }

            // Whatever is shown: the answer that is right by the body is right on the screen.
            var fields = AnswerFields.Of(Support.QuizDriver.Fields(asked, 12345, "", right: true).GroupBy(field => field.Key).Select(field => KeyValuePair.Create<string, IReadOnlyList<string?>>(field.Key, [.. field.Select(value => value.Value)])))!;
            Assert.Equal((body.Kind, 1m), (body.Kind, Scoring.Of(asked, 12345, fields).Fraction));
        }
    }
}
