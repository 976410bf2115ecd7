using Training.Techniques.Contracts;

namespace Training.Transfers.Contracts;

/// <summary>Signed cases of a member, one row for each level of entrustment; waiting ones stand at level 0.</summary>
/// <param name="ParticipantId">Whose.</param>
/// <param name="TechniqueId">Of which technique.</param>
/// <param name="Stage">At which stage.</param>
/// <param name="Entrustment">1 to 5; 0 where none is given (observed cases).</param>
/// <param name="Signed">Number of signed cases.</param>
/// <param name="Waiting">Number of cases that wait for a mentor.</param>
public sealed record PracticeCount(Guid ParticipantId, Guid TechniqueId, Stage Stage, int Entrustment, int Signed, int Waiting)
{
    /// <summary>Number of cases that were returned and wait for the learner; at level 0, as the waiting ones.</summary>
    public int Returned { get; init; }

    /// <summary>How many of the signed ones were emergencies.</summary>
    public int Emergency { get; init; }

    /// <summary>How many of the signed ones were difficult.</summary>
    public int Difficult { get; init; }

    /// <summary>In how many of the signed ones a complication was managed.</summary>
    public int ManagedComplication { get; init; }

    /// <summary>The number of signed ones of a kind.</summary>
    public int Of(CaseMixKind kind) => kind switch
    {
        CaseMixKind.Emergency => Emergency,
        CaseMixKind.Difficult => Difficult,
        _ => ManagedComplication,
    };
}

/// <summary>What was practised. Implemented by the logbook, which this module does not know.</summary>
public interface IPracticeCounts
{
    /// <summary>The counts of these members; at most two statements, whatever the number of cases.</summary>
    Task<IReadOnlyList<PracticeCount>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct);
}
