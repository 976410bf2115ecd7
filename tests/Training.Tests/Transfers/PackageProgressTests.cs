using FsCheck;
using FsCheck.Fluent;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Tests.Transfers;

public sealed class PackageProgressTests
{
    private static readonly Guid Member = Guid.CreateVersion7();
    private static readonly Guid Main = Guid.CreateVersion7();
    private static readonly Guid Second = Guid.CreateVersion7();

    private static readonly PackageInfo Package = new(
        Guid.CreateVersion7(), "GKT-01", 1, "Can thiệp mạch vành", "Coronary intervention", Guid.CreateVersion7(), [Main, Second],
        [
            new(Second, TeamRole.BS, Stage.S, 5, 3),
            new(Main, TeamRole.BS, Stage.I, 5, 4),
            new(Main, TeamRole.BS, Stage.O, 10, 0),
            new(Main, TeamRole.DD, Stage.O, 2, 0),
        ]);

    [Fact]
    public void Of_Role_OnlyItsTargetsByTechniqueAndStage()
        => Assert.Equal(
            [(Main, Stage.O, 10), (Main, Stage.I, 5), (Second, Stage.S, 5)],
            PackageProgress.Of(Package, TeamRole.BS, [], false).Stages.Select(stage => (stage.TechniqueId, stage.Stage, stage.Target)));

    [Fact]
    public void Of_Counts_SplitByTheEntrustmentAskedFor()
    {
        PracticeCount[] counts = [Signed(Main, Stage.I, 5, 1), Signed(Main, Stage.I, 4, 2), Signed(Main, Stage.I, 3, 7), Waiting(Main, Stage.I, 3)];
        var stage = PackageProgress.Of(Package, TeamRole.BS, counts, true).Stages.Single(s => s.Stage == Stage.I);
        Assert.Equal((3, 7, 3), (stage.Signed, stage.BelowEntrustment, stage.Waiting));
        Assert.False(stage.Met);
    }

    [Fact]
    public void IsComplete_EveryTargetAndTheory_IsTrue()
    {
        Assert.True(PackageProgress.Of(Package, TeamRole.BS, Enough(), theoryPassed: true).IsComplete);
        Assert.Equal(100, PackageProgress.Of(Package, TeamRole.BS, Enough(), theoryPassed: true).Percent);
    }

    [Fact]
    public void IsComplete_WithoutTheory_IsFalse() => Assert.False(PackageProgress.Of(Package, TeamRole.BS, Enough(), theoryPassed: false).IsComplete);

    [Fact]
    public void IsComplete_PackageWithoutTheory_NeedsNone()
        => Assert.True(PackageProgress.Of(Package with { TheoryCourseId = null }, TeamRole.BS, Enough(), theoryPassed: false).IsComplete);

    [Fact]
    public void IsComplete_RoleWithoutTargets_IsNever()
    {
        var progress = PackageProgress.Of(Package, TeamRole.KTV, Enough(), theoryPassed: true);
        Assert.False(progress.IsComplete);
        Assert.Equal(0, progress.Percent);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void IsComplete_OneCaseShortAnywhere_IsFalse(int missing)
    {
        var counts = Enough().Select((count, index) => index == missing ? count with { Signed = count.Signed - 1 } : count);
        var progress = PackageProgress.Of(Package, TeamRole.BS, counts, theoryPassed: true);
        Assert.False(progress.IsComplete);
        Assert.InRange(progress.Percent, 0, 99);
    }

    [Fact]
    public void IsComplete_MoreOfOneStage_DoesNotMakeUpForAnother()
    {
        var progress = PackageProgress.Of(Package, TeamRole.BS, [Signed(Main, Stage.O, 0, 1000), Signed(Main, Stage.I, 5, 1000)], theoryPassed: true);
        Assert.False(progress.IsComplete);
        Assert.Equal(75, progress.Percent);
    }

    [Fact]
    public void IsComplete_WaitingCases_DoNotCount()
        => Assert.False(PackageProgress.Of(Package, TeamRole.BS, Enough().Select(count => count with { Signed = 0, Waiting = 1000 }), theoryPassed: true).IsComplete);

    [Fact]
    public void IsComplete_AnyStageBelowItsTarget_IsFalse()
        => Check((progress, _) => progress.Stages.All(stage => stage.Signed >= stage.Target) || (!progress.IsComplete && progress.Percent < 100));

    [Fact]
    public void Percent_AnyCounts_BetweenNoneAndAll()
        => Check((progress, _) => progress.Percent is >= 0 and <= 100 && (progress.Percent == 100) == (progress.Stages.Count > 0 && progress.Stages.All(stage => stage.Met)));

    [Fact]
    public void Stages_AnyCounts_LoseNoSignedCase()
        => Check((progress, input) => progress.Stages.All(stage =>
            stage.Signed + stage.BelowEntrustment == input.Counts.Where(c => c.TechniqueId == stage.TechniqueId && c.Stage == stage.Stage).Sum(c => c.Signed)));

    [Fact]
    public void Of_CountsInAnotherOrder_IsTheSame()
        => Check((progress, input) => progress.Stages.SequenceEqual(PackageProgress.Of(input.Package, TeamRole.BS, input.Counts.Reverse(), input.Theory).Stages));

    [Fact]
    public void Of_OneMoreSignedCase_NeverLessProgress()
        => Check((progress, input) => input.Package.Targets.All(target =>
            PackageProgress.Of(input.Package, TeamRole.BS, [.. input.Counts, Signed(target.TechniqueId, target.Stage, 5, 1)], input.Theory) is var more
            && more.Percent >= progress.Percent
            && (more.IsComplete || !progress.IsComplete)));

    private static IEnumerable<PracticeCount> Enough() => [Signed(Main, Stage.O, 0, 10), Signed(Main, Stage.I, 4, 5), Signed(Second, Stage.S, 3, 5)];

    private static PracticeCount Signed(Guid technique, Stage stage, int entrustment, int cases) => new(Member, technique, stage, entrustment, cases, 0);

    private static PracticeCount Waiting(Guid technique, Stage stage, int cases) => new(Member, technique, stage, 0, 0, cases);

    private static void Check(Func<PackageProgress, Input, bool> property)
    {
        var technique = Gen.Elements(Main, Second);
        var stage = Gen.Elements(Enum.GetValues<Stage>());
        var target = from t in technique from s in stage from count in Gen.Choose(1, 4) from level in Gen.Choose(0, 4) select new TargetInfo(t, TeamRole.BS, s, count, level);
        var done = from t in technique
                   from s in stage
                   from level in Gen.Choose(0, 5)
                   from signed in Gen.Choose(0, 4)
                   from waiting in Gen.Choose(0, 2)
                   select new PracticeCount(Member, t, s, level, signed, waiting);
        var inputs = from targets in target.ArrayOf()
                     from counts in done.ArrayOf()
                     from theory in Gen.Elements(true, false)
                     select new Input(Package with { Targets = [.. targets.DistinctBy(t => (t.TechniqueId, t.Stage))] }, counts, theory);
        Prop.ForAll(inputs.ToArbitrary(), input => property(PackageProgress.Of(input.Package, TeamRole.BS, input.Counts, input.Theory), input))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private sealed record Input(PackageInfo Package, PracticeCount[] Counts, bool Theory);
}
