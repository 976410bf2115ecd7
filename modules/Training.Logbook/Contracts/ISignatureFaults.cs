namespace Training.Logbook.Contracts;

/// <summary>
/// Cases whose signatures do not hold, as the last check found: every night for all of them, every half hour for those. Pages that count signed
/// cases as evidence say so; a case's own page verifies anew.
/// </summary>
public interface ISignatureFaults
{
    /// <summary>
    /// Codes of the cases of these members of a team, by member, whoever asks; the caller has made sure that they may know. Members without any are
    /// left out. One statement.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct);
}
