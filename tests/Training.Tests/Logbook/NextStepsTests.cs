using Training.Logbook.Progress;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Tests.Logbook;

public sealed class NextStepsTests
{
    private static readonly Guid Technique = Guid.CreateVersion7();

    [Fact]
    public void Of_Nothing_AsksForTheoryAndTheLowestStageOnly()
        => Assert.Equal(["Theory Learner 1 ", "Cases Both 2 O"], Steps(new(true, false, [At(Stage.O, 2), At(Stage.A, 3)])));

    [Fact]
    public void Of_WhatIsReturnedOrWaits_ComesFirst_AndOpensTheNextStage()
        => Assert.Equal(
            ["Returned Learner 1 O", "Waiting Mentor 1 O", "Cases Both 3 A"],
            Steps(new(false, false, [At(Stage.O, 2, waiting: 1) with { Returned = 1 }, At(Stage.A, 3)])));

    [Fact]
    public void Of_CasesBelowTheLevel_AreNamed_AndMoreAreAskedFor()
        => Assert.Equal(["Below Both 2 S", "Cases Both 2 S"], Steps(new(false, false, [At(Stage.S, 3, signed: 1, below: 2)])));

    [Fact]
    public void Of_MixThatIsMissing_IsTheLastThing()
        => Assert.Equal(
            ["CaseMix Both 2 "],
            Steps(new PackageProgress(false, false, [At(Stage.S, 3, signed: 3)]) { CaseMix = [new(Technique, CaseMixKind.Emergency, 2, 0), new(Technique, CaseMixKind.Difficult, 1, 1)] }));

    [Fact]
    public void Of_EverythingMet_IsTheOfficesTurn()
        => Assert.Equal(["Office TrainingOffice 0 "], Steps(new(true, true, [At(Stage.S, 3, signed: 3)])));

    private static StageProgress At(Stage stage, int target, int signed = 0, int waiting = 0, int below = 0) => new(Technique, stage, target, signed, waiting, below, 3);

    private static string[] Steps(PackageProgress progress) => [.. NextSteps.Of(progress).Select(step => $"{step.Key} {step.Actor} {step.Count} {step.Stage}")];
}
