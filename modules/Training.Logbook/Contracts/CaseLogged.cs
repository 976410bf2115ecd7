using Training.Modules;

namespace Training.Logbook.Contracts;

/// <summary>A trainee logged a case, or corrected one. Raised in the transaction that stores the version; recipes, which tell history, raise none.</summary>
/// <param name="EntryId">The case.</param>
/// <param name="VersionId">What was said about it this time.</param>
/// <param name="ParticipantId">Whose, as a member of which team.</param>
/// <param name="TransferId">The team's transfer.</param>
/// <param name="TraineePersonId">Whose.</param>
/// <param name="TechniqueId">Of which technique.</param>
/// <param name="PerformedOn">The day of the case.</param>
/// <param name="PlaceHospitalId">Where it was done.</param>
/// <param name="LoggedAt">When this version was stored, UTC.</param>
/// <param name="IsFirstVersion">False: it corrects an earlier one.</param>
public sealed record CaseLogged(
    Guid EntryId,
    Guid VersionId,
    Guid ParticipantId,
    Guid TransferId,
    Guid TraineePersonId,
    Guid TechniqueId,
    DateOnly PerformedOn,
    Guid PlaceHospitalId,
    DateTimeOffset LoggedAt,
    bool IsFirstVersion) : IDomainEvent;

/// <summary>A mentor signed or returned a version. Raised in the transaction that stores the decision; recipes raise none.</summary>
/// <param name="EntryId">The case.</param>
/// <param name="VersionId">What was decided about.</param>
/// <param name="ParticipantId">Whose, as a member of which team.</param>
/// <param name="TransferId">The team's transfer.</param>
/// <param name="TraineePersonId">Whose.</param>
/// <param name="MentorPersonId">Who decided.</param>
/// <param name="TechniqueId">Of which technique.</param>
/// <param name="Signed">False: returned with a correction.</param>
/// <param name="PerformedOn">The day of the case.</param>
/// <param name="PlaceHospitalId">Where it was done.</param>
/// <param name="MentorWasThere">The mentor was in the room.</param>
/// <param name="OpenedAt">When the mentor opened the case to decide, UTC; null where that is not known.</param>
/// <param name="DecidedAt">UTC.</param>
public sealed record CaseDecided(
    Guid EntryId,
    Guid VersionId,
    Guid ParticipantId,
    Guid TransferId,
    Guid TraineePersonId,
    Guid MentorPersonId,
    Guid TechniqueId,
    bool Signed,
    DateOnly PerformedOn,
    Guid PlaceHospitalId,
    bool MentorWasThere,
    DateTimeOffset? OpenedAt,
    DateTimeOffset DecidedAt) : IDomainEvent;
