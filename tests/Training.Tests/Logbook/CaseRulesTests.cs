using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Tests.Logbook;

public sealed class CaseRulesTests
{
    [Fact]
    public void Check_CaseThatKeepsToTheRules_IsAccepted() => Check(Cases.Content);

    [Theory]
    [InlineData("2026-06-15")]
    [InlineData("2026-02-01")]
    public void Check_FirstAndLastPossibleDay_IsAccepted(string day) => Check(Cases.Content with { PerformedOn = Day(day) });

    [Fact]
    public void Check_TechniqueOfAnotherPackage_IsRefused() => Refused("Case.TechniqueNotInPackage", "Input.Choice", Cases.Content with { TechniqueId = Guid.CreateVersion7() });

    [Fact]
    public void Check_Tomorrow_IsRefused() => Refused("Case.InFuture", "Input.PerformedOn", Cases.Content with { PerformedOn = Cases.Today.AddDays(1) });

    [Fact]
    public void Check_BeforeTheMemberJoined_IsRefusedWithTheDays()
    {
        var violation = Refused("Case.OutsideContract", "Input.PerformedOn", Cases.Content with { PerformedOn = Day("2026-01-31") });
        Assert.Equal(["01/02/2026", "31/12/2026"], violation.Arguments);
    }

    [Fact]
    public void Check_BeforeTheContractBegan_IsRefusedThoughTheMemberWasThere()
    {
        var joinedBefore = Cases.Participant with { From = Day("2025-06-01") };
        var violation = Refused("Case.OutsideContract", "Input.PerformedOn", Cases.Content with { PerformedOn = Day("2025-12-31") }, joinedBefore);
        Assert.Equal(["01/01/2026", "31/12/2026"], violation.Arguments);
    }

    [Fact]
    public void Check_AfterTheMemberLeft_IsRefused()
    {
        var left = Cases.Participant with { To = Day("2026-05-31") };
        Check(Cases.Content with { PerformedOn = Day("2026-05-31") }, left);
        Refused("Case.OutsideContract", "Input.PerformedOn", Cases.Content with { PerformedOn = Day("2026-06-01") }, left);
    }

    [Fact]
    public void Check_AfterTheContractEnded_IsRefusedThoughTheMemberStayed()
    {
        var stayed = Cases.Participant with { To = Day("2027-12-31") };
        var content = Cases.Content with { PerformedOn = Day("2027-01-01") };
        var violation = Assert.Throws<RuleViolation>(() => CaseRules.Check(content, new Participation(stayed, Cases.Transfer), Cases.Package, Day("2027-02-01")));
        Assert.Equal("Case.OutsideContract", violation.Key);
    }

    [Fact]
    public void Check_BothHospitalsOfTheTransfer_AreAccepted() => Check(Cases.Content with { PlaceHospitalId = Cases.Giving });

    [Fact]
    public void Check_AnyOtherHospital_IsRefused() => Refused("Case.OtherPlace", "Input.Place", Cases.Content with { PlaceHospitalId = Guid.CreateVersion7() });

    [Theory]
    [InlineData(Stage.O, "Operator")]
    [InlineData(Stage.O, "Nursing")]
    [InlineData(Stage.A, "Observer")]
    [InlineData(Stage.S, "Observer")]
    [InlineData(Stage.I, "Observer")]
    public void Check_RoleThatDoesNotFitTheStage_IsRefused(Stage stage, string role)
        => Refused("Case.ObserverRole", "Input.Role", Cases.Content with { Stage = stage, Role = Enum.Parse<CaseRole>(role) });

    [Fact]
    public void Check_ObservingAtStageO_IsAccepted() => Check(Cases.Content with { Stage = Stage.O, Role = CaseRole.Observer });

    [Theory]
    [InlineData("BN Nguyễn Văn An", "Case.Identity.PatientName")]
    [InlineData("sinh năm 1957", "Case.Identity.BirthDate")]
    [InlineData("0912 345 678", "Case.Identity.LongNumber")]
    [InlineData("mã BA 240123", "Case.Identity.RecordNumber")]
    public void Check_PatientIdentityInTheNote_IsRefused(string note, string key) => Refused(key, "Input.Note", Cases.Content with { Note = note });

    [Fact]
    public void Check_NoNote_IsAccepted() => Check(Cases.Content with { Note = null });

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static void Check(CaseContent content, ParticipantInfo? participant = null)
        => CaseRules.Check(content, new Participation(participant ?? Cases.Participant, Cases.Transfer), Cases.Package, Cases.Today);

    private static RuleViolation Refused(string key, string field, CaseContent content, ParticipantInfo? participant = null)
    {
        var violation = Assert.Throws<RuleViolation>(() => Check(content, participant));
        Assert.Equal((key, field), (violation.Key, violation.Field));
        return violation;
    }
}
