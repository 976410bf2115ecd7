using Training.Techniques.Contracts;

namespace Training.Transfers.Contracts;

/// <summary>Signed cases of a member, one row for each level of entrustment; waiting ones stand at level 0.</summary>
/// <param name="ParticipantId">Whose.</param>
/// <param name="TechniqueId">Of which technique.</param>
/// <param name="Stage">At which stage.</param>
/// <param name="Entrustment">1 to 5; 0 where none is given (observed cases).</param>
/// <param name="Signed">Number of signed cases.</param>
/// <param name="Waiting">Number of cases that wait for a mentor.</param>
public sealed record PracticeCount(Guid ParticipantId, Guid TechniqueId, Stage Stage, int Entrustment, int Signed, int Waiting);

/// <summary>What was practised. Implemented by the logbook, which this module does not know.</summary>
public interface IPracticeCounts
{
    /// <summary>The counts of these members; at most two statements, whatever the number of cases.</summary>
    Task<IReadOnlyList<PracticeCount>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct);
}
