using Training.Questions.Marking;
using Training.Questions.Model;

namespace Training.Tests.Questions;

public sealed class GraderTests
{
    private static readonly Words Asked = new("Câu hỏi?");

    [Theory]
    [InlineData("0", 1)]
    [InlineData("1", 0.5)]
    [InlineData("2", 0)]
    [InlineData("0 1", 0)]
    [InlineData("7", 0)]
    [InlineData("", 0)]
    public void Single_TakesTheFractionOfTheOneOption(string chosen, double fraction)
    {
        var body = new SingleChoice { Text = Asked, Options = [Of("a", 1), Of("b", 0.5m), Of("c", -0.5m)] };
        Assert.Equal((decimal)fraction, Grader.Grade(body, new Chosen(Places(chosen))).Fraction);
    }

    [Theory]
    [InlineData("0 1 2", 1)]
    [InlineData("0 1", 0.6666666)]
    [InlineData("0 1 2 3", 0.5)]
    [InlineData("0 0 0", 0.3333333)]
    [InlineData("3 4", 0)]
    public void Multiple_AddsFractionsWithinTheMark(string chosen, double fraction)
    {
        var body = new MultipleChoice { Text = Asked, Options = [Of("a", 0.3333333m), Of("b", 0.3333333m), Of("c", 0.3333333m), Of("d", -0.5m), Of("e", -0.5m)] };
        Assert.Equal((double)Grader.Grade(body, new Chosen(Places(chosen))).Fraction, fraction, 5);
    }

    [Fact]
    public void Matching_CountsPrompts_AndTakesEqualMatchesForEachOther()
    {
        var body = new Matching { Text = Asked, Pairs = [Pair("p", "x"), Pair("q", "y"), Pair("r", "x"), new Pair(null, new Words("z"))] };
        Assert.Equal(1, Grader.Grade(body, new Matched([2, 1, 0])).Fraction);
        Assert.Equal(1m / 3, Grader.Grade(body, new Matched([3, 1, null])).Fraction);
    }

    [Theory]
    [InlineData(OrderingRule.AllOrNothing, "0 1 3 2", 0)]
    [InlineData(OrderingRule.AllOrNothing, "0 1 2 3", 1)]
    [InlineData(OrderingRule.AbsolutePosition, "0 1 3 2", 0.5)]
    [InlineData(OrderingRule.AbsolutePosition, "3 0 1 2", 0)]
    [InlineData(OrderingRule.RelativeNextExcludeLast, "3 0 1 2", 0.6667)]
    [InlineData(OrderingRule.LongestOrderedSubset, "3 0 1 2", 0.75)]
    [InlineData(OrderingRule.LongestOrderedSubset, "3 2 1 0", 0)]
    [InlineData(OrderingRule.AbsolutePosition, "0 0 1 2", 0)]
    internal void Ordering_IsMarkedByItsRule(OrderingRule rule, string order, double fraction)
    {
        var body = new Ordering { Text = Asked, Rule = rule, Items = [new Words("a"), new Words("b"), new Words("c"), new Words("d")] };
        Assert.Equal((double)Grader.Grade(body, new Ordered(Places(order))).Fraction, fraction, 3);
    }

    [Theory]
    [InlineData("Nhồi máu cơ tim", false, false, true)]
    [InlineData("  nhồi   MÁU cơ tim ", false, false, true)]
    [InlineData("nhoi mau co tim", false, false, false)]
    [InlineData("nhoi mau co tim", false, true, true)]
    [InlineData("NHOI MAU CO TIM", true, true, false)]
    [InlineData("Nhoi mau co tim", true, true, true)]
    [InlineData("Nhồi máu não", false, true, false)]
    public void ShortText_ComparesAsItsAuthorChose(string typed, bool matchCase, bool ignoreDiacritics, bool right)
    {
        var body = new ShortText { Text = Asked, MatchCase = matchCase, IgnoreDiacritics = ignoreDiacritics, Answers = [new TextAnswer("Nhồi máu cơ tim", 1)] };
        Assert.Equal(right ? 1 : 0, Grader.Grade(body, new Typed(typed)).Fraction);
    }

    [Theory]
    [InlineData("đặt*stent", "đặt 2 stent", true)]
    [InlineData("*stent*", "stent", true)]
    [InlineData("a*b*c", "abbc", true)]
    [InlineData("a*b*c", "acb", false)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("2\\*3", "2*3", true)]
    [InlineData("2\\*3", "2x3", false)]
    [InlineData("CD4+", "CD4-", false)]
    public void ShortText_AsteriskStandsForAnything(string answer, string typed, bool right)
        => Assert.Equal(right, TextRules.Fits(typed, answer, false, true));

    [Theory]
    [InlineData("3,14", 3.14, "")]
    [InlineData("3.14 mg", 3.14, "mg")]
    [InlineData("−0,5", -0.5, "")]
    [InlineData("1 250", 1250, "")]
    [InlineData("1.250,5", 1250.5, "")]
    [InlineData("1,250,000", 1250000, "")]
    [InlineData("6×10^-3 mol/L", 0.006, "mol/L")]
    [InlineData("1e3", 1000, "")]
    public void Numbers_AreReadAsPeopleTypeThem(string typed, double value, string rest)
    {
        Assert.True(Numbers.TryRead(typed, out var read, out var unit));
        Assert.Equal((decimal)value, read);
        Assert.Equal(rest, unit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1e99")]
    public void Numbers_WhatIsNone_IsNotRead(string typed) => Assert.False(Numbers.TryRead(typed, out _, out _));

    [Theory]
    [InlineData("120", UnitRule.None, 1)]
    [InlineData("120 mmHg", UnitRule.None, 0)]
    [InlineData("125", UnitRule.Optional, 1)]
    [InlineData("125,1", UnitRule.Optional, 0.5)]
    [InlineData("16 kPa", UnitRule.Optional, 1)]
    [InlineData("120 cm", UnitRule.Optional, 0.8)]
    [InlineData("120", UnitRule.Required, 0.8)]
    [InlineData("120 MMHG", UnitRule.Required, 1)]
    [InlineData("99", UnitRule.Required, 0)]
    internal void Numeric_HasToleranceAndUnits(string typed, UnitRule rule, double fraction)
    {
        var body = new Numeric
        {
            Text = Asked,
            Answers = [new NumberAnswer(120, 5, 1), new NumberAnswer(120, 10, 0.5m)],
            Otherwise = new Words("Đo lại"),
            Units = rule == UnitRule.None ? [] : [new Unit("mmHg", 1), new Unit("kPa", 0.133322m)],
            UnitRule = rule,
            UnitPenalty = 0.2m,
        };
        Assert.Equal((decimal)fraction, Grader.Grade(body, new Typed(typed)).Fraction);
    }

    [Fact]
    public void Cloze_WeighsItsGaps()
    {
        var body = new Cloze
        {
            Text = new Words("[[1]] [[2]] [[3]]"),
            Gaps = [new ChoiceGap { Options = [Of("a", 1), Of("b", 0)], Weight = 2 }, new TextGap { Answers = [new TextAnswer("x", 1)] }, new NumberGap { Answers = [new NumberAnswer(5, 1, 1)] }],
        };
        Assert.Equal(1, Grader.Grade(body, new Filled(["0", "X", "4,5"])).Fraction);
        Assert.Equal(0.5m, Grader.Grade(body, new Filled(["0", null, "9"])).Fraction);
    }

    [Fact]
    public void HotSpot_ByNameAndByPoint_IsTheSame()
    {
        var body = new HotSpot
        {
            Text = Asked,
            Image = "i",
            Regions = [new Region(new Words("Nhĩ trái"), RegionShape.Ellipse, 50, 50, 10, 20, 1), new Region(new Words("Thất phải"), RegionShape.Rectangle, 0, 0, 30, 30, 0)],
        };
        Assert.Equal(1, Grader.Grade(body, new Pointed(0)).Fraction);
        Assert.Equal(1, Grader.Grade(body, new Pointed(null, 50, 69)).Fraction);
        Assert.Equal(0, Grader.Grade(body, new Pointed(null, 59, 69)).Fraction);
        Assert.Equal(0, Grader.Grade(body, new Pointed(1)).Fraction);
        Assert.Equal(0, Grader.Grade(body, new Pointed(null, null, 50)).Fraction);
    }

    [Fact]
    public void EssayAndVignette_WaitForAPerson()
    {
        var essay = new Essay { Text = Asked, Rubric = [new Criterion(new Words("Lập luận"), [new RubricLevel(new Words("yếu"), 0), new RubricLevel(new Words("tốt"), 3)]), new Criterion(new Words("Trình bày"), [new RubricLevel(new Words("rối"), 0), new RubricLevel(new Words("rõ"), 1)])] };
        Assert.True(Grader.Grade(essay, new Typed("Bài làm")).Waits);
        Assert.False(Grader.Grade(essay, new Typed(" ")).Waits);
        Assert.Equal(0.75m, Grader.ByRubric(essay, [1, 0]));
        var vignette = new Vignette { Text = Asked, Parts = [new VignettePart(essay), new VignettePart(new TrueFalse { Text = Asked, Answer = true }, 3)] };
        var mark = Grader.Grade(vignette, new Answered([new Typed("Bài làm"), new Chosen([0])]));
        Assert.True(mark.Waits);
        Assert.Equal(0.75m, mark.Fraction);
    }

    [Fact]
    public void Comments_AreThoseOfTheAnswerGiven()
    {
        var body = new TrueFalse { Text = Asked, Answer = true, WhenTrue = new Words("Đúng rồi"), WhenFalse = new Words("Chưa đúng") };
        Assert.Equal("Chưa đúng", Assert.Single(Grader.Grade(body, new Chosen([1])).Comments).Vi);
    }

    [Fact]
    public void AnyAnswerToAnyQuestion_IsWorthBetweenNothingAndAll()
    {
        foreach (var seed in Enumerable.Range(0, 300))
        {
            var maker = new QuestionMaker(seed);
            foreach (var kind in Enum.GetValues<QuestionKind>())
            {
                var body = maker.Full(kind);
                Assert.InRange(Grader.Grade(body, Presentation.Restore(body, seed, maker.Answer(body))).Fraction, 0, 1);
                Assert.InRange(Grader.Grade(body, maker.Answer(maker.Full((QuestionKind)(seed % 11)))).Fraction, 0, 1);
                Assert.Equal(0, Grader.Grade(body, null).Fraction);
            }
        }
    }

    [Fact]
    public void Certainty_IsGardnerMedwinsTable()
    {
        var table = CertaintyTable.GardnerMedwin;
        Assert.Equal([1, 2, 3, 0, -2, -6], new[] { table.Of(1, 1), table.Of(1, 2), table.Of(1, 3), table.Of(0, 1), table.Of(0, 2), table.Of(0, 3) });
        Assert.Equal(1, table.Of(1, null));

        // Being honest brings most: below two thirds, between, and from four fifths.
        Assert.Equal([1, 1, 2, 2, 3, 3], new[] { 0.5m, 0.66m, 0.67m, 0.79m, 0.81m, 1 }.Select(table.Best));
    }

    [Fact]
    public void Adaptive_TheBestTryCountsLessItsPenalty()
    {
        Assert.Equal(1, Tries.Adaptive([1], 0.1m));
        Assert.Equal(0.8m, Tries.Adaptive([0, 0, 1], 0.1m));
        Assert.Equal(0.5m, Tries.Adaptive([0.5m, 0.5m], 0.1m));
        Assert.Equal(0, Tries.Adaptive([0, 1], 1));
        Assert.Equal(0.7m, Tries.Adaptive([0, 1], 0.1m, [0, 2]));
        Assert.Equal(0, Tries.Adaptive([], 0.1m));
    }

    private static Option Of(string text, decimal fraction) => new(new Words(text), fraction);

    private static Pair Pair(string prompt, string match) => new(new Words(prompt), new Words(match));

    private static int[] Places(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
