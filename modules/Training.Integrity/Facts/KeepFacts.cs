using Training.Data;
using Training.Logbook.Contracts;
using Training.Modules;

namespace Training.Integrity.Facts;

/// <summary>Writes down what the logbook says, and nothing more: looking at it comes later, in a job, so that nobody who logs or signs waits for it or is stopped by it.</summary>
internal sealed class KeepFacts(TrainingDbContext db) : IHandle<CaseLogged>, IHandle<CaseDecided>
{
    public async Task HandleAsync(CaseLogged domainEvent, CancellationToken ct)
    {
        if (!domainEvent.IsFirstVersion && await db.Set<LoggedFact>().FindAsync([domainEvent.EntryId], ct) is { } known)
        {
            (known.TechniqueId, known.PerformedOn, known.PlaceHospitalId, known.LookedAt) = (domainEvent.TechniqueId, domainEvent.PerformedOn, domainEvent.PlaceHospitalId, null);
            return;
        }

        // A correction of what was logged long ago, or told by a recipe, is no new case.
        if (domainEvent.IsFirstVersion)
        {
            db.Add(new LoggedFact
            {
                EntryId = domainEvent.EntryId,
                ParticipantId = domainEvent.ParticipantId,
                TransferId = domainEvent.TransferId,
                TraineePersonId = domainEvent.TraineePersonId,
                TechniqueId = domainEvent.TechniqueId,
                PerformedOn = domainEvent.PerformedOn,
                PlaceHospitalId = domainEvent.PlaceHospitalId,
                LoggedAt = domainEvent.LoggedAt,
            });
        }
    }

    public Task HandleAsync(CaseDecided domainEvent, CancellationToken ct)
    {
        db.Add(new DecidedFact
        {
            VersionId = domainEvent.VersionId,
            EntryId = domainEvent.EntryId,
            ParticipantId = domainEvent.ParticipantId,
            TransferId = domainEvent.TransferId,
            TraineePersonId = domainEvent.TraineePersonId,
            MentorPersonId = domainEvent.MentorPersonId,
            TechniqueId = domainEvent.TechniqueId,
            Signed = domainEvent.Signed,
            PerformedOn = domainEvent.PerformedOn,
            PlaceHospitalId = domainEvent.PlaceHospitalId,
            MentorWasThere = domainEvent.MentorWasThere,
            OpenedAt = domainEvent.OpenedAt,
            DecidedAt = domainEvent.DecidedAt,
        });
        return Task.CompletedTask;
    }
}
