using FsCheck;
using FsCheck.Fluent;
using Training.Transfers.Agreements;

namespace Training.Tests.Transfers;

public sealed class TransferStateTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    [Fact]
    public void Of_NoStamp_IsNoState() => Assert.Null(TransferState.Of([], Start));

    [Fact]
    public void Of_OnlyLaterStamps_IsNoState() => Assert.Null(TransferState.Of([Reached(TransferStep.Survey, 1)], Start));

    [Fact]
    public void Of_OnlyAStall_IsNoState() => Assert.Null(TransferState.Of([Stalled(TransferStep.Theory, 0)], Start));

    [Fact]
    public void Of_StampOfTheDay_Counts() => Assert.Equal(TransferStep.Survey, TransferState.Of([Reached(TransferStep.Survey, 0)], Start)!.Step);

    [Fact]
    public void Of_SeveralStamps_HighestStepSinceItsFirstDay()
    {
        StampInfo[] stamps = [Reached(TransferStep.AtCentre, 30), Reached(TransferStep.Survey, 0), Reached(TransferStep.AtCentre, 40), Reached(TransferStep.Contract, 35)];
        var state = TransferState.Of(stamps, Start.AddDays(99));
        Assert.Equal((TransferStep.AtCentre, Start.AddDays(30)), (state!.Step, state.Since));
    }

    [Fact]
    public void Of_StampMadeLate_DoesNotGoBack()
    {
        // The contract was filed after the theory had begun.
        var state = TransferState.Of([Reached(TransferStep.Theory, 10), Reached(TransferStep.Contract, 20)], Start.AddDays(30));
        Assert.Equal(TransferStep.Theory, state!.Step);
    }

    [Fact]
    public void Of_EarlierDay_IsTheStateOfThatDay()
    {
        StampInfo[] stamps = [Reached(TransferStep.Survey, 0), Reached(TransferStep.Contract, 10), Reached(TransferStep.Theory, 20)];
        Assert.Equal(
            [TransferStep.Survey, TransferStep.Survey, TransferStep.Contract, TransferStep.Contract, TransferStep.Theory],
            new[] { 0, 9, 10, 19, 20 }.Select(day => TransferState.Of(stamps, Start.AddDays(day))!.Step));
    }

    [Fact]
    public void Of_StallAfterTheLastMove_Stands()
    {
        var stall = Stalled(TransferStep.HandsOn, 50);
        Assert.Equal(stall, TransferState.Of([Reached(TransferStep.HandsOn, 40), stall], Start.AddDays(60))!.StalledBy);
    }

    [Fact]
    public void Of_MoveAfterTheStall_EndsIt()
        => Assert.Null(TransferState.Of([Reached(TransferStep.HandsOn, 40), Stalled(TransferStep.HandsOn, 50), Reached(TransferStep.Independent, 55)], Start.AddDays(60))!.StalledBy);

    [Fact]
    public void Of_StallLaterThanTheDay_IsNotKnownYet()
        => Assert.Null(TransferState.Of([Reached(TransferStep.HandsOn, 40), Stalled(TransferStep.HandsOn, 50)], Start.AddDays(45))!.StalledBy);

    [Fact]
    public void Of_TwoStalls_TheNewestStands()
    {
        var newest = Stalled(TransferStep.HandsOn, 52);
        Assert.Equal(newest, TransferState.Of([Reached(TransferStep.HandsOn, 40), newest, Stalled(TransferStep.HandsOn, 50)], Start.AddDays(60))!.StalledBy);
    }

    [Fact]
    public void Of_AnyStamps_StepIsTheHighestReached()
        => Check((stamps, day) =>
        {
            var reached = stamps.Where(stamp => !stamp.Stalled && stamp.On <= day).ToArray();
            var state = TransferState.Of(stamps, day);
            return reached.Length == 0 ? state is null : state!.Step == reached.Max(stamp => stamp.Step) && state.Since <= day;
        });

    [Fact]
    public void Of_AnyStamps_LaterOnesNeverCount()
        => Check((stamps, day) => TransferState.Of(stamps, day) == TransferState.Of(stamps.Where(stamp => stamp.On <= day), DateOnly.MaxValue));

    [Fact]
    public void Of_AnyStamps_StepNeverGoesBack()
        => Check((stamps, day) => TransferState.Of(stamps, day) is not { } before || TransferState.Of(stamps, day.AddDays(3))!.Step >= before.Step);

    private static StampInfo Reached(TransferStep step, int day) => new(step, false, Start.AddDays(day), "", null, null);

    private static StampInfo Stalled(TransferStep step, int day) => new(step, true, Start.AddDays(day), "", null, null);

    private static void Check(Func<StampInfo[], DateOnly, bool> property)
    {
        var stamp = from step in Gen.Elements(Enum.GetValues<TransferStep>())
                    from stalled in Gen.Elements(false, false, true)
                    from day in Gen.Choose(0, 12)
                    select stalled ? Stalled(step, day) : Reached(step, day);
        var inputs = from stamps in stamp.ArrayOf() from day in Gen.Choose(0, 12) select (stamps, Start.AddDays(day));
        Prop.ForAll(inputs.ToArbitrary(), input => property(input.stamps, input.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
