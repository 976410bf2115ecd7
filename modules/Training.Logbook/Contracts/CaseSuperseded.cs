using Training.Modules;

namespace Training.Logbook.Contracts;

/// <summary>A signed case was replaced by a new version that waits for its signature: it does not count meanwhile. Raised in the same transaction.</summary>
/// <param name="EntryId">The case.</param>
/// <param name="ParticipantId">Whose, as a member of which team.</param>
/// <param name="PersonId">Whose.</param>
/// <param name="TechniqueId">Of which technique it was.</param>
public sealed record CaseSuperseded(Guid EntryId, Guid ParticipantId, Guid PersonId, Guid TechniqueId) : IDomainEvent;
