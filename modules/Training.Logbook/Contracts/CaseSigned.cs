using Training.Modules;

namespace Training.Logbook.Contracts;

/// <summary>A mentor signed a case. Raised in the transaction that stores the signature.</summary>
/// <param name="EntryId">The case.</param>
/// <param name="ParticipantId">Whose, as a member of which team.</param>
/// <param name="SignedAt">When, UTC.</param>
/// <param name="IsHistory">A recipe tells what was signed in the past: what follows from it has happened then too, and nobody is asked or told.</param>
public sealed record CaseSigned(Guid EntryId, Guid ParticipantId, DateTimeOffset SignedAt, bool IsHistory = false) : IDomainEvent;
