using Training.Techniques.Catalogue;
using Training.Techniques.Contracts;
using Training.Techniques.Packages;

namespace Training.Tests.Techniques;

public sealed class TargetRuleTests
{
    [Fact]
    public void For_Doctor_FullNumbersAtAllStages()
        => Assert.Equal([(Stage.O, 10, 0), (Stage.A, 20, 0), (Stage.S, 30, 3), (Stage.I, 5, 4)], Targets(Make("BS;DD"), TeamRole.BS));

    [Fact]
    public void For_Others_HalfRoundedUpAndNothingIndependent()
        => Assert.Equal([(Stage.O, 5, 0), (Stage.A, 11, 0), (Stage.S, 1, 3)], Targets(Make("BS;DD", observe: 9, assist: 21, supervised: 1, independent: 7), TeamRole.DD));

    [Fact]
    public void For_TeamWithDoctorNotFirst_TheDoctorPerforms()
    {
        var technique = Make("KTV;BS");
        Assert.Equal(4, Targets(technique, TeamRole.BS).Count);
        Assert.Equal(3, Targets(technique, TeamRole.KTV).Count);
    }

    [Fact]
    public void For_TeamWithoutDoctor_TheFirstPerforms()
    {
        var technique = Make("DD;KTV");
        Assert.Equal((Stage.I, 5, 4), Targets(technique, TeamRole.DD)[^1]);
        Assert.DoesNotContain(Targets(technique, TeamRole.KTV), target => target.Stage == Stage.I);
    }

    [Fact]
    public void For_NumbersOfZero_GiveNoTarget()
        => Assert.Equal([(Stage.S, 30, 3)], Targets(Make("BS", observe: 0, assist: 0, independent: 0), TeamRole.BS));

    [Fact]
    public void For_WholeTeam_EachRoleAndStageOnceAndOfThisTechnique()
    {
        var technique = Make("BS;GMHS;DD;KTV;KSVL;DS");
        var targets = TargetRule.For(technique);
        Assert.Equal(targets.Count, targets.DistinctBy(target => (target.Role, target.Stage)).Count());
        Assert.All(targets, target => Assert.Equal(technique.Id, target.TechniqueId));
        Assert.All(targets, target => Assert.True(target.Count > 0));
    }

    private static IReadOnlyList<(Stage Stage, int Count, int MinEntrustment)> Targets(Technique technique, TeamRole role)
        => [.. TargetRule.For(technique).Where(target => target.Role == role).Select(target => (target.Stage, target.Count, target.MinEntrustment))];

    private static Technique Make(string team, int observe = 10, int assist = 20, int supervised = 30, int independent = 5) => new()
    {
        Key = "stent",
        Code = "KT-001",
        NameVi = "Đặt stent mạch vành",
        NameEn = "Coronary stenting",
        SpecialtyKey = "tim-mach",
        SpecialtyVi = "Tim mạch",
        SpecialtyEn = "Cardiology",
        Kind = TechniqueKind.ThuThuat,
        TypicalDonors = "",
        MinObserve = observe,
        MinAssist = assist,
        MinSupervised = supervised,
        MinIndependent = independent,
        TheoryHours = 40,
        WeeksAtDonor = 12,
        TeamRoles = team,
        FollowUpMonths = 12,
    };
}
