using Training.LearningCurves.Maths;

namespace Training.Tests.LearningCurves;

/// <summary>The simulated rates agree with the exact ones, and with the figure that the project began with.</summary>
public sealed class SignalRatesTests
{
    // Of 28 comparisons none lies outside by chance more than once in some ten thousand runs; the seed is fixed, so it is the same run every time.
    private const double StandardErrors = 4;

    public static TheoryData<double, double, double, double> Rules { get; } = new()
    {
        { .10, .20, 1.25, 2.0 },
        { .10, .20, 2.5, 3.0 },
        { .05, .15, 2.0, 2.5 },
        { .10, .30, 2.5, 2.5 },
        { .02, .10, 1.0, 1.0 },
        { .20, .35, 1.5, 2.0 },
        { .01, .02, 0.3, 0.5 },
    };

    [Theory, MemberData(nameof(Rules))]
    public void Of_EachRule_AgreesWithTheExactRates(double acceptable, double unacceptable, double competence, double relapse)
    {
        var rule = new CurveRule(acceptable, unacceptable, competence, relapse);
        var rates = SignalRates.Of(rule);
        var wrong = ExactRates.Learning(rule, unacceptable, 100);
        Agrees(wrong[50], rates.WronglyCompetent50);
        Agrees(wrong[100], rates.WronglyCompetent100);
        Agrees(ExactRates.Relapse(rule, acceptable, 100)[100], rates.FalseAlarm100);
        IsMedian(ExactRates.Learning(rule, acceptable, 400), rates.CasesToCompetent);
        IsMedian(ExactRates.Relapse(rule, unacceptable, 400), rates.CasesToAlarm);
    }

    [Fact]
    public void Of_TheExampleWithLimit125_CallsInadequateCompetentIn65Of100()
    {
        var rule = new CurveRule(.10, .20, 1.25, 2);
        var rates = SignalRates.Of(rule);
        Assert.Equal(.653, ExactRates.Learning(rule, .20, 50)[50], 3);
        Assert.InRange(rates.WronglyCompetent50, .64, .67);

        // Half of the adequate ones have signalled by case 17, by a hair; a smaller simulation finds 18.
        var adequate = ExactRates.Learning(rule, .10, 18);
        Assert.InRange(adequate[17], .500, .505);
        Assert.InRange(adequate[16], .46, .48);
        Assert.True(rates.CasesToCompetent is 17 or 18, $"{rates.CasesToCompetent}");
    }

    [Fact]
    public void Of_TheSameRule_GivesTheSameNumbers() => Assert.Equal(SignalRates.Of(new(.10, .20, 1.25, 2)), SignalRates.Of(new(.10, .20, 1.25, 2)));

    [Fact]
    public void Of_LimitOutOfReach_HasNoMedian() => Assert.Null(SignalRates.Of(new(.49, .491, 10, 10)).CasesToCompetent);

    [Fact]
    public void Cache_SameRule_IsWorkedOutOnce()
    {
        var cache = new RateCache();
        Assert.Same(cache.Of(new(.10, .20, 1.25, 2)), cache.Of(new(.10, .20, 1.25, 2)));
    }

    private static void Agrees(double exact, double simulated)
    {
        var error = Math.Sqrt(exact * (1 - exact) / SignalRates.Runs);
        Assert.InRange(simulated, exact - StandardErrors * error - 1e-12, exact + StandardErrors * error + 1e-12);
    }

    // By the median about half have signalled, and by the case before it at most about half.
    private static void IsMedian(double[] exact, int? median)
    {
        var half = Assert.IsType<int>(median);
        const double error = .5 / 100;
        Assert.True(exact[half] >= .5 - StandardErrors * error, $"{exact[half]} at {half}");
        Assert.True(exact[half - 1] <= .5 + StandardErrors * error, $"{exact[half - 1]} before {half}");
    }
}
