using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Integrity.Limits;
using Training.Integrity.Patterns;
using Training.Integrity.Questions;
using Training.Integrity.Running;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Integrity.Asking;

/// <summary>Makes a question of a finding, once, and begins its process. Call inside a write.</summary>
internal sealed class Ask(TrainingDbContext db, ITransfers transfers, IProcesses processes, IAuditTrail audit, TimeProvider clock)
{
    public async Task AskAsync(Finding finding, CancellationToken ct)
    {
        var mentor = finding.MentorPersonId ?? await GuideAsync(finding, ct);
        if (await IsAskedAsync(finding, mentor, ct) || (await transfers.FindAsync([finding.ParticipantId], ct)).SingleOrDefault() is not { Transfer: var transfer })
        {
            return;
        }

        var id = Guid.CreateVersion7();
        string[] people = [.. new[] { finding.TraineePersonId, mentor }.OfType<Guid>().Select(person => $"{person}")];

        // Nobody is named as concerned by the process: that would show it to whoever looks after the processes of a hospital.
        var instance = await processes.StartAsync(
            IntegrityProcess.Key, IntegrityProcess.Of(id), new Concerned(null, null, null), new Dictionary<string, object> { ["people"] = people }, ct);
        db.Add(new Question
        {
            Id = id,
            Pattern = finding.Pattern,
            Day = finding.Day,
            ParticipantId = finding.ParticipantId,
            TransferId = finding.TransferId,
            GivingHospitalId = transfer.GivingHospitalId,
            TraineePersonId = finding.TraineePersonId,
            MentorPersonId = mentor,
            TechniqueId = finding.TechniqueId,
            Count = finding.Count,
            LimitId = finding.Limit.Id,
            AskedAt = clock.GetUtcNow(),
            InstanceId = instance,
        });
        db.AddRange(finding.Cases.DistinctBy(found => found.EntryId).Take(QuestionCase.Most).Select(found => new QuestionCase
        {
            QuestionId = id,
            EntryId = found.EntryId,
            PerformedOn = found.PerformedOn,
            PlaceHospitalId = found.PlaceHospitalId,
            OpenedAt = found.OpenedAt,
            At = found.At,
            OfAnother = found.OfAnother,
        }));
        audit.Add(new AuditEvent(Question.AskedAction, nameof(Question), id) { Facts = new Dictionary<string, string?> { ["pattern"] = $"{finding.Pattern}", ["limit"] = $"{finding.Limit.Id}" } });
        await db.SaveChangesAsync(ct);
    }

    private async Task<Guid?> GuideAsync(Finding finding, CancellationToken ct)
        => (await transfers.GuidesAsync([finding.ParticipantId], finding.Day, ct)).GetValueOrDefault(finding.ParticipantId)?.GuidePersonId;

    // The learner's own figures once for the learner, the mentor's once for the mentor, those of the two together once for the two.
    private Task<bool> IsAskedAsync(Finding finding, Guid? mentor, CancellationToken ct)
    {
        var asked = db.Unscoped<Question>().Where(q => q.Pattern == finding.Pattern && q.Day == finding.Day);
        return finding.Pattern.IsOfMentorAlone() ? asked.AnyAsync(q => q.MentorPersonId == mentor, ct)
            : finding.Pattern.IsOfTrainee() ? asked.AnyAsync(q => q.TraineePersonId == finding.TraineePersonId, ct)
            : asked.AnyAsync(q => q.TraineePersonId == finding.TraineePersonId && q.MentorPersonId == mentor, ct);
    }
}
