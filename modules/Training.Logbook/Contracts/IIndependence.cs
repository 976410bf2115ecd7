namespace Training.Logbook.Contracts;

/// <summary>A technical head has paused the independent status of a person for a technique.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="TechniqueId">For which technique.</param>
/// <param name="From">The first day on which it is paused.</param>
/// <param name="By">Who decided, as they were called then.</param>
public sealed record IndependencePause(Guid PersonId, Guid TechniqueId, DateOnly From, string By);

/// <summary>
/// Whether somebody may do a technique independently as far as their curve is concerned: a pause says that they may not, and no pause gives no
/// right that they do not have otherwise. Implemented by the learning curves, which this module does not know.
/// </summary>
public interface IIndependence
{
    /// <summary>
    /// The pauses of these people that hold on that day, whoever asks; the caller has made sure that they may know. The day on which a pause is lifted is
    /// free. One statement.
    /// </summary>
    Task<IReadOnlyList<IndependencePause>> PausesAsync(IReadOnlyCollection<Guid> personIds, DateOnly day, CancellationToken ct);
}
