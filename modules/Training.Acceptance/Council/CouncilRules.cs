namespace Training.Acceptance.Council;

/// <summary>Somebody who is to sit on a council, and the hospital they come from.</summary>
internal sealed record CouncilChoice(Guid PersonId, Side Side);

/// <summary>What is wrong with a council.</summary>
internal enum CouncilFault
{
    TooFew,
    Even,
    OneSide,
    TeamMember,
    Twice,
}

/// <summary>What came of a round of votes.</summary>
internal enum TallyResult
{
    /// <summary>Somebody has not voted yet.</summary>
    Open,
    Accepted,
    Refused,
}

/// <summary>Who may sit on a council together, and what their votes come to. Nothing here reads or stores anything.</summary>
internal static class CouncilRules
{
    /// <summary>What is wrong with a council under a rule; empty where nothing is.</summary>
    /// <param name="rule">The rule of the day.</param>
    /// <param name="council">Whom somebody wants to name.</param>
    /// <param name="team">Everybody who is or was in the team: nobody judges their own work.</param>
    public static IReadOnlyList<CouncilFault> Check(AcceptanceRule rule, IReadOnlyList<CouncilChoice> council, IReadOnlySet<Guid> team)
    {
        var faults = new List<CouncilFault>();
        if (council.Count < rule.CouncilMinimum)
        {
            faults.Add(CouncilFault.TooFew);
        }
        else if (rule.CouncilOdd && council.Count % 2 == 0)
        {
            faults.Add(CouncilFault.Even);
        }

        if (rule.BothHospitals && council.Select(member => member.Side).Distinct().Count() < 2)
        {
            faults.Add(CouncilFault.OneSide);
        }

        if (council.Any(member => team.Contains(member.PersonId)))
        {
            faults.Add(CouncilFault.TeamMember);
        }

        if (council.DistinctBy(member => member.PersonId).Count() < council.Count)
        {
            faults.Add(CouncilFault.Twice);
        }

        return faults;
    }

    /// <summary>The result: accepted where more than half of the whole council accepts, once everybody has voted.</summary>
    public static TallyResult Tally(AcceptanceRule rule, int members, IReadOnlyCollection<VoteKind> votes)
    {
        if (votes.Count < members)
        {
            return TallyResult.Open;
        }

        var accepting = votes.Count(vote => vote == VoteKind.Accept || (rule.ConditionalAccepts && vote == VoteKind.Conditional));
        return accepting * 2 > members ? TallyResult.Accepted : TallyResult.Refused;
    }
}
