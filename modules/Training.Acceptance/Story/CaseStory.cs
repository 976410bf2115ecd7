using Training.Acceptance.Council;
using Training.Acceptance.FollowUps;
using Training.Acceptance.Papers;

namespace Training.Acceptance.Story;

/// <summary>Where a try to be accepted stands.</summary>
internal enum CasePhase
{
    /// <summary>The council votes.</summary>
    Voting,

    /// <summary>The council refused; the training office has to answer.</summary>
    Refused,

    /// <summary>The training office ended the try.</summary>
    Closed,

    /// <summary>The minutes have to be written, for the first time or anew.</summary>
    Writing,

    /// <summary>The directors sign.</summary>
    Signing,

    /// <summary>The department of health has to take note.</summary>
    Noting,

    /// <summary>Accepted; the follow-ups run.</summary>
    Following,

    /// <summary>Still done after the last follow-up.</summary>
    Sustained,

    /// <summary>No longer done after the last follow-up.</summary>
    Stalled,
}

/// <summary>A case with everything that happened in it. Where it stands is read off these rows and nothing else.</summary>
internal sealed record CaseStory(AcceptanceCase Case, AcceptanceRule Rule, IReadOnlyList<CouncilMember> Council, IReadOnlyList<Vote> Votes, IReadOnlyList<Remedy> Remedies)
{
    /// <summary>Every version, the newest last.</summary>
    public IReadOnlyList<Minutes> Minutes { get; init; } = [];

    public IReadOnlyList<MinutesSignature> Signatures { get; init; } = [];

    public DepartmentNote? Note { get; init; }

    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    public IReadOnlyList<FollowUpAnswer> Answers { get; init; } = [];

    /// <summary>The round that runs, or the last one.</summary>
    public int Round => 1 + Remedies.Count(remedy => remedy.Kind == RemedyKind.VoteAgain);

    public IReadOnlyList<Vote> VotesOf(int round) => [.. Votes.Where(vote => vote.Round == round)];

    public TallyResult ResultOf(int round) => CouncilRules.Tally(Rule, Council.Count, [.. VotesOf(round).Select(vote => vote.Kind)]);

    /// <summary>The newest minutes; null while there are none.</summary>
    public Minutes? Current => Minutes.MaxBy(minutes => minutes.Version);

    /// <summary>What the directors decided about the newest minutes.</summary>
    public IReadOnlyList<MinutesSignature> CurrentSignatures => [.. Signatures.Where(signature => signature.MinutesId == Current?.Id)];

    public CasePhase Phase
    {
        get
        {
            if (Remedies.Any(remedy => remedy.Kind == RemedyKind.Close))
            {
                return CasePhase.Closed;
            }

            switch (ResultOf(Round))
            {
                case TallyResult.Open:
                    return CasePhase.Voting;
                case TallyResult.Refused:
                    return CasePhase.Refused;
                default:
                    break;
            }

            if (Current is null || CurrentSignatures.Any(signature => signature.Kind == SignatureKind.Returned))
            {
                return CasePhase.Writing;
            }

            if (CurrentSignatures.Count < 2)
            {
                return CasePhase.Signing;
            }

            if (Note is null)
            {
                return CasePhase.Noting;
            }

            return Answers.FirstOrDefault(answer => answer.Number == FollowUpPlan.Count) is { } last
                ? last.StillDone ? CasePhase.Sustained : CasePhase.Stalled
                : CasePhase.Following;
        }
    }

    /// <summary>Nothing of it is to be done any more, and the team was not accepted: another try may begin.</summary>
    public bool MayBeTriedAgain => Phase == CasePhase.Closed;
}
