using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.LearningCurves.Charts;
using Training.LearningCurves.Maths;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.LearningCurves.Relapse;

/// <summary>
/// Looks at the curve whenever a case counts, in the transaction that makes it count. Where it has reached the limit for a relapse, the technical
/// head is asked, once: while somebody has to decide, and while a pause holds, nobody is asked again.
/// </summary>
internal sealed class WatchForRelapse(
    TrainingDbContext db, ICaseOutcomes outcomes, ITransfers transfers, ITechniques techniques, CurveReader curves, IProcesses processes, IAuditTrail audit, TimeProvider clock) : IHandle<CaseSigned>
{
    public async Task HandleAsync(CaseSigned domainEvent, CancellationToken ct)
    {
        // What a recipe tells of has happened long ago: nobody is asked about it.
        if (domainEvent.IsHistory)
        {
            return;
        }

        var (participant, transfer) = (await transfers.FindAsync([domainEvent.ParticipantId], ct)).Single();
        await LockAsync(participant.PersonId, ct);
        var cases = (await outcomes.OfPeopleAsync([participant.PersonId], ct)).FirstOrDefault(group => group.Any(result => result.EntryId == domainEvent.EntryId));
        if (cases is null)
        {
            return;
        }

        var stories = await db.Unscoped<RelapseSignal>().Where(s => s.PersonId == participant.PersonId && s.TechniqueId == cases.Key.TechniqueId).ToStoriesAsync(db, ct);
        var participations = await transfers.OfPersonAsync(participant.PersonId, ct);
        if (stories.Any(story => story.IsOpen)
            || await curves.BuildAsync(cases.Key.TechniqueId, [.. cases], participations, stories, ct) is not { Phase: CurvePhase.Relapsed } curve)
        {
            return;
        }

        await AskAsync(participant, transfer, cases.Key.TechniqueId, curve, ct);
    }

    private async Task AskAsync(ParticipantInfo participant, TransferInfo transfer, Guid techniqueId, Curve curve, CancellationToken ct)
    {
        var crossing = curve.Points.Last(point => point.Signal == CurveSignal.Relapse);
        var signal = new RelapseSignal
        {
            ParticipantId = participant.Id,
            TransferId = transfer.Id,
            PersonId = participant.PersonId,
            HospitalId = transfer.ReceivingHospitalId,
            TechniqueId = techniqueId,
            EntryId = crossing.Case.EntryId,
            CaseCode = crossing.Case.CaseCode,
            CaseNumber = crossing.Number,
            PerformedOn = crossing.Case.PerformedOn,
            Value = crossing.Value,
            Limit = crossing.Limit,
            CurveHash = SeenCurve.HashOf(participant.PersonId, techniqueId, curve),
            At = clock.GetUtcNow(),
        };
        db.Add(signal);
        audit.Add(new AuditEvent(RelapseSignal.SignalledAction, nameof(RelapseSignal), signal.Id)
        {
            HospitalIds = [transfer.GivingHospitalId, transfer.ReceivingHospitalId],
            Facts = new Dictionary<string, string?>
            {
                ["participant"] = $"{participant.Id}",
                ["technique"] = (await techniques.GetAsync(ct)).Technique(techniqueId).Key,
                ["case"] = signal.CaseCode,
                ["curveHash"] = signal.CurveHash,
                ["transfer"] = transfer.Code,
            },
        });

        // The first step of the process writes about the signal, which has to be there.
        await db.SaveChangesAsync(ct);
        await processes.StartAsync(
            PauseProcess.Key, PauseProcess.Of(signal.Id), new Concerned(participant.PersonId, transfer.ReceivingHospitalId, transfer.GivingHospitalId), new Dictionary<string, object>(), ct);
    }

    private Task<int> LockAsync(Guid personId, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "LearningCurves_Evaluations" ("PersonId", "Count") VALUES ({personId}, 1)
        ON CONFLICT ("PersonId") DO UPDATE SET "Count" = "LearningCurves_Evaluations"."Count" + 1
        """,
        ct);
}
