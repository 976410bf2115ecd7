using FsCheck;
using FsCheck.Fluent;
using Training.LearningCurves.Maths;
using Training.Logbook.Contracts;
using Training.Techniques.Contracts;

namespace Training.Tests.LearningCurves;

/// <summary>How a curve moves. What holds for every series is tried on series drawn by lot.</summary>
public sealed class CurveTests
{
    private static readonly DateOnly First = new(2026, 1, 1);

    private static readonly CurveRule Rule = new(.10, .20, 1.25, 2);

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly Arbitrary<bool[]> Series = Gen.Choose(0, 9).Select(n => n < 2).ArrayOf().ToArbitrary();

    [Fact]
    public void Weights_AreTheLogarithmsOfTheLikelihoodRatios()
    {
        Assert.Equal(Math.Log(.9 / .8), Rule.LearningWeight(failed: false), 12);
        Assert.Equal(Math.Log(.1 / .2), Rule.LearningWeight(failed: true), 12);
        Assert.Equal(Math.Log(.8 / .9), Rule.RelapseWeight(failed: false), 12);
        Assert.Equal(Math.Log(.2 / .1), Rule.RelapseWeight(failed: true), 12);
    }

    [Fact]
    public void Of_ElevenSuccesses_SignalCompetenceAtTheEleventh_AndWatchFromTheNext()
    {
        var curve = Of(new bool[13]);
        Assert.Equal(CurveSignal.Competent, curve.Points[10].Signal);
        Assert.Equal(11 * Math.Log(.9 / .8), curve.Points[10].Value, 9);
        Assert.Equal((CurvePhase.Watching, 0.0, true, Rule.RelapseLimit), (curve.Points[11].Phase, curve.Points[11].Value, curve.Points[11].Begins, curve.Points[11].Limit));
        Assert.Equal((CurvePhase.Watching, 11), (curve.Phase, curve.Since));
    }

    [Fact]
    public void Of_FailuresAfterCompetence_SignalARelapse_AndTheCurveStandsStill()
    {
        // ln 2 = 0.693 each: the third failure reaches 2.
        var curve = Of([.. new bool[11], true, true, true, false, true]);
        Assert.Equal(CurveSignal.Relapse, curve.Points[13].Signal);
        Assert.Equal((CurvePhase.Relapsed, 14), (curve.Phase, curve.Since));
        Assert.All(curve.Points.Skip(14), p => Assert.Equal((CurvePhase.Relapsed, curve.Points[13].Value, CurveSignal.None), (p.Phase, p.Value, p.Signal)));
    }

    [Theory]
    [InlineData(nameof(CurvePhase.Learning))]
    [InlineData(nameof(CurvePhase.Watching))]
    public void Of_AfterADecision_BeginsAgainAtZero_WithTheFirstCaseOfALaterDay(string begins)
    {
        var phase = Enum.Parse<CurvePhase>(begins);
        bool[] failed = [.. new bool[11], true, true, true, true, false, true];
        var decidedOn = First.AddDays(14);
        var curve = Curve.Of(Cases(failed), _ => Rule, [new Restart(decidedOn, phase)]);
        Assert.Equal(CurvePhase.Relapsed, curve.Points[14].Phase);
        Assert.Equal((phase, true), (curve.Points[15].Phase, curve.Points[15].Begins));
        Assert.Equal(phase == CurvePhase.Learning ? Math.Log(.9 / .8) : 0, curve.Points[15].Value, 9);
        Assert.Equal(phase, curve.Phase);
    }

    [Fact]
    public void Of_DecisionAfterTheLastCase_IsWhereTheCurveStands()
    {
        var curve = Curve.Of(Cases([.. new bool[11], true, true, true]), _ => Rule, [new Restart(First.AddDays(30), CurvePhase.Learning)]);
        Assert.Equal((CurvePhase.Learning, 0.0, (int?)null), (curve.Phase, curve.Value, curve.Since));
    }

    [Fact]
    public void Of_NewSettings_MeasureOnlyTheCasesOfTheirDays()
    {
        var strict = Rule with { CompetenceLimit = 5 };
        var before = Of(new bool[11]);
        var after = Curve.Of(Cases(new bool[20]), day => day < First.AddDays(11) ? Rule : strict, []);
        Assert.Equal(before.Points, after.Points.Take(11));
        Assert.Equal(11, after.Since);
        Assert.Equal(CurvePhase.Learning, Curve.Of(Cases(new bool[20]), _ => strict, []).Phase);
    }

    [Fact]
    public void Of_EverySeries_IsNeverNegative_AndStaysBelowItsLimitUntilItSignals() => Prop.ForAll(Series, failed =>
    {
        var curve = Of(failed);
        return curve.Points.Count == failed.Length
            && curve.Points.All(p => p.Value >= 0)
            && curve.Points.Where(p => p.Phase != CurvePhase.Relapsed).All(p => CurveRule.Reaches(p.Value, p.Limit) == (p.Signal != CurveSignal.None));
    }).Check(Many);

    [Fact]
    public void Of_EverySeries_MovesByItsWeight_OrToZero() => Prop.ForAll(Series, failed =>
    {
        var before = 0.0;
        foreach (var p in Of(failed).Points)
        {
            var weight = p.Phase == CurvePhase.Learning ? Rule.LearningWeight(p.Case.Failed) : p.Phase == CurvePhase.Watching ? Rule.RelapseWeight(p.Case.Failed) : 0;
            if (Math.Abs(p.Value - Math.Max(0, (p.Begins ? 0 : before) + weight)) > 1e-12)
            {
                return false;
            }

            before = p.Value;
        }

        return true;
    }).Check(Many);

    [Fact]
    public void Of_EverySeries_OneFailureLess_SignalsCompetenceNoLater() => Prop.ForAll(Series, failed =>
    {
        var at = Array.IndexOf(failed, true);
        if (at < 0)
        {
            return true;
        }

        bool[] better = [.. failed];
        better[at] = false;
        return FirstCompetent(better) <= FirstCompetent(failed);
    }).Check(Many);

    [Fact]
    public void Of_EverySeries_OneFailureLess_IsNeverMoreOfARelapse() => Prop.ForAll(Series, failed =>
    {
        // Watched from the first case on, so that both are compared in one phase.
        static Curve Watched(bool[] series) => Curve.Of(Cases(series), _ => Rule, [new Restart(First.AddDays(-1), CurvePhase.Watching)]);
        var at = Array.IndexOf(failed, true);
        if (at < 0)
        {
            return Watched(failed).Phase == CurvePhase.Watching;
        }

        bool[] better = [.. failed];
        better[at] = false;
        return (Watched(better).Since ?? int.MaxValue) >= (Watched(failed).Since ?? int.MaxValue);
    }).Check(Many);

    [Fact]
    public void Of_EverySeries_PrefixIsNotChangedByWhatComesAfter() => Prop.ForAll(Series, failed =>
        Of(failed).Points.Take(failed.Length / 2).SequenceEqual(Of(failed[..(failed.Length / 2)]).Points)).Check(Many);

    [Theory]
    [InlineData(0, .2, 1, 1, nameof(RuleFault.Acceptable))]
    [InlineData(-.1, .2, 1, 1, nameof(RuleFault.Acceptable))]
    [InlineData(.2, .2, 1, 1, nameof(RuleFault.Unacceptable))]
    [InlineData(.2, .1, 1, 1, nameof(RuleFault.Unacceptable))]
    [InlineData(.2, 1, 1, 1, nameof(RuleFault.Unacceptable))]
    [InlineData(.1, .2, 0, 1, nameof(RuleFault.CompetenceLimit))]
    [InlineData(.1, .2, 11, 1, nameof(RuleFault.CompetenceLimit))]
    [InlineData(.1, .2, 1, -1, nameof(RuleFault.RelapseLimit))]
    [InlineData(.1, .2, 1, double.NaN, nameof(RuleFault.RelapseLimit))]
    public void Faults_ImpossibleNumbers_AreNamed(double acceptable, double unacceptable, double competence, double relapse, string expected)
        => Assert.Contains(Enum.Parse<RuleFault>(expected), CurveRule.Faults(acceptable, unacceptable, competence, relapse));

    [Fact]
    public void Faults_PossibleNumbers_HasNone() => Assert.Empty(CurveRule.Faults(.1, .2, 1.25, 2));

    internal static IReadOnlyList<CaseResult> Cases(bool[] failed) =>
        [.. failed.Select((f, at) => new CaseResult(new Guid(at + 1, 0, 0, new byte[8]), $"C{at + 1}", First.AddDays(at), Stage.S, f))];

    internal static Curve Of(bool[] failed) => Curve.Of(Cases(failed), _ => Rule, []);

    private static int FirstCompetent(bool[] failed) => Of(failed).Points.FirstOrDefault(p => p.Signal == CurveSignal.Competent)?.Number ?? int.MaxValue;
}
