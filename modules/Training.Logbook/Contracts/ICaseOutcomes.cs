using Training.Techniques.Contracts;

namespace Training.Logbook.Contracts;

/// <summary>A technique as one person does it.</summary>
public readonly record struct PersonTechnique(Guid PersonId, Guid TechniqueId);

/// <summary>How a case ended that a person performed.</summary>
/// <param name="EntryId">The case.</param>
/// <param name="CaseCode">Its pseudonym.</param>
/// <param name="PerformedOn">Day of the case.</param>
/// <param name="Stage">Performed with the mentor beside (<see cref="Stage.S"/>), or independently (<see cref="Stage.I"/>).</param>
/// <param name="Failed">
/// The outcome is failed or converted, or the entrustment is 1: the mentor had to take over. A complication alone is no failure of the technique:
/// it may follow a case that was done as it should be, and targets for complications are a matter of their own.
/// </param>
public sealed record CaseResult(Guid EntryId, string CaseCode, DateOnly PerformedOn, Stage Stage, bool Failed);

/// <summary>
/// The results of the cases that people performed themselves and that count: stage S or I, signed, nothing left to agree with. Always the oldest
/// first, by the day of the case and then by its id.
/// </summary>
public interface ICaseOutcomes
{
    /// <summary>Of one person and technique, whoever asks; for rules. One statement.</summary>
    Task<IReadOnlyList<CaseResult>> OfAsync(Guid personId, Guid techniqueId, CancellationToken ct);

    /// <summary>Of these people, whoever asks; the caller has made sure that they may know. One statement for all techniques.</summary>
    Task<ILookup<PersonTechnique, CaseResult>> OfPeopleAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct);

    /// <summary>Of these people, as far as whoever asks may see the cases. One statement for all techniques.</summary>
    Task<ILookup<PersonTechnique, CaseResult>> VisibleAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct);
}
