namespace Training.Logbook.Contracts;

/// <summary>Where a person stands on their learning curve of a technique.</summary>
public enum CurveState
{
    /// <summary>The evidence is not yet enough to call them competent.</summary>
    Learning,

    /// <summary>The limit for competence was reached; from then on the curve watches for a relapse.</summary>
    Competent,

    /// <summary>The limit for a relapse was reached, and nobody has looked at it yet.</summary>
    Relapsed,
}

/// <summary>The learning curve of a member of a team, in short. It advises and decides nothing.</summary>
/// <param name="ParticipantId">The member.</param>
/// <param name="TechniqueId">Which technique.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Cases">How many cases the curve has.</param>
/// <param name="AtCase">
/// The case, counted from 1, at which the state began; null where it did not begin with a case: nothing has happened yet, or the technical head
/// has set the curve back.
/// </param>
/// <param name="PausedFrom">Since when the technical head has paused the independent status; null where it is not paused today.</param>
/// <param name="Address">The page with the curves, for the person themselves.</param>
public sealed record CurveStanding(Guid ParticipantId, Guid TechniqueId, CurveState State, int Cases, int? AtCase, DateOnly? PausedFrom, string Address);

/// <summary>Learning curves, for pages about a person's practice. Implemented by the learning curves, which this module does not know.</summary>
public interface ICurves
{
    /// <summary>
    /// One standing for each technique that a member has performed and that has settings, whoever asks: the caller has made sure that they may
    /// know. Four statements, whatever the number of members and cases.
    /// </summary>
    Task<IReadOnlyList<CurveStanding>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct);
}
