using Training.Acceptance.Council;
using Training.Acceptance.FollowUps;

namespace Training.Tests.Acceptance;

/// <summary>Who may sit on a council together, what their votes come to, and when follow-ups come due.</summary>
public sealed class CouncilRulesTests
{
    private static readonly Guid[] People = [.. Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7())];

    [Theory]
    [InlineData("GGR", "")]
    [InlineData("GRRRG", "")]
    [InlineData("GR", "TooFew")]
    [InlineData("GGRR", "Even")]
    [InlineData("GGG", "OneSide")]
    [InlineData("RRR", "OneSide")]
    [InlineData("", "TooFew, OneSide")]
    public void Check_BySize_AndSides(string sides, string faults)
    {
        var council = sides.Select((side, at) => new CouncilChoice(People[at], side == 'G' ? Side.Giver : Side.Receiver)).ToArray();
        Assert.Equal(faults, string.Join(", ", CouncilRules.Check(Rule(), council, new HashSet<Guid>())));
    }

    [Fact]
    public void Check_MemberOfTheTeam_OrTheSameTwice_Fails()
    {
        CouncilChoice[] council = [new(People[0], Side.Giver), new(People[1], Side.Receiver), new(People[1], Side.Receiver)];
        Assert.Equal([CouncilFault.TeamMember, CouncilFault.Twice], CouncilRules.Check(Rule(), council, new HashSet<Guid> { People[0] }));
    }

    [Fact]
    public void Check_UnderAnotherRule_GoesByIt()
    {
        CouncilChoice[] council = [new(People[0], Side.Giver), new(People[1], Side.Giver)];
        Assert.Empty(CouncilRules.Check(Rule(minimum: 2, odd: false, both: false), council, new HashSet<Guid>()));
        Assert.Equal([CouncilFault.TooFew], CouncilRules.Check(Rule(minimum: 3, odd: false, both: false), council, new HashSet<Guid>()));
    }

    [Theory]
    [InlineData(3, "", "Open")]
    [InlineData(3, "AA", "Open")]
    [InlineData(3, "AAR", "Accepted")]
    [InlineData(3, "ARR", "Refused")]
    [InlineData(3, "ACC", "Refused")]
    [InlineData(5, "AAACR", "Accepted")]
    [InlineData(4, "AARR", "Refused")]
    public void Tally_MoreThanHalfOfAll_Accepts(int members, string votes, string result) => Assert.Equal(result, $"{CouncilRules.Tally(Rule(), members, Kinds(votes))}");

    [Fact]
    public void Tally_WhereConditionsAccept_CountsThem() => Assert.Equal(TallyResult.Accepted, CouncilRules.Tally(Rule(conditional: true), 3, Kinds("ACR")));

    [Theory]
    [InlineData("2027-01-31", "P3M", "2027-04-30")]
    [InlineData("2027-03-01", "P12M", "2028-03-01")]
    [InlineData("2028-02-29", "P1Y", "2029-02-28")]
    [InlineData("2027-03-01", "P1Y6M", "2028-09-01")]
    [InlineData("2027-03-01", "P2W3D", "2027-03-18")]
    [InlineData("2027-03-01", "P", null)]
    [InlineData("2027-03-01", "PT5H", null)]
    [InlineData("2027-03-01", "3 months", null)]
    public void DueOn_WholeDays_Only(string from, string after, string? due)
        => Assert.Equal(due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), FollowUpPlan.DueOn(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), after));

    private static VoteKind[] Kinds(string votes) => [.. votes.Select(vote => vote switch { 'A' => VoteKind.Accept, 'C' => VoteKind.Conditional, _ => VoteKind.Reject })];

    private static AcceptanceRule Rule(int minimum = 3, bool odd = true, bool both = true, bool conditional = false)
        => new() { ValidFrom = new DateOnly(2024, 1, 1), CouncilMinimum = minimum, CouncilOdd = odd, BothHospitals = both, ConditionalAccepts = conditional, Reason = "test", Source = "test" };
}
