using Training.Integrity.Limits;

namespace Training.Integrity.Patterns;

/// <summary>A case that a finding is about.</summary>
/// <param name="EntryId">The case.</param>
/// <param name="PerformedOn">The day of the case.</param>
/// <param name="PlaceHospitalId">Where it was done.</param>
/// <param name="OpenedAt">When the mentor opened it, where that matters.</param>
/// <param name="At">When it was logged or decided.</param>
/// <param name="OfAnother">It is a case of another learner than the one who is asked.</param>
internal sealed record FoundCase(Guid EntryId, DateOnly PerformedOn, Guid PlaceHospitalId, DateTimeOffset? OpenedAt, DateTimeOffset At, bool OfAnother);

/// <summary>Figures that the site asks about.</summary>
/// <param name="Pattern">Which.</param>
/// <param name="Day">The day they are of: that of the cases, or that of the entering or deciding where it is about its pace.</param>
/// <param name="ParticipantId">The learner as a member of a team.</param>
/// <param name="TransferId">The team's transfer.</param>
/// <param name="TraineePersonId">The learner.</param>
/// <param name="MentorPersonId">The mentor; null where the learner's guide is asked.</param>
/// <param name="TechniqueId">The technique, where the figure is of one.</param>
/// <param name="Count">The figure.</param>
/// <param name="Limit">What it is held against.</param>
/// <param name="Cases">The cases behind it.</param>
internal sealed record Finding(
    Pattern Pattern, DateOnly Day, Guid ParticipantId, Guid TransferId, Guid TraineePersonId, Guid? MentorPersonId, Guid? TechniqueId, int Count, Limit Limit, IReadOnlyList<FoundCase> Cases);
