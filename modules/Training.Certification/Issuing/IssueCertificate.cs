using Microsoft.EntityFrameworkCore;
using Training.Certification.Requests;
using Training.Courses.Contracts;
using Training.Data;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Issuing;

/// <summary>
/// Compares a member's targets with what was done and begins the process of the certificate when the last one is met: in the transaction
/// of the signature or of the quiz that met it, so that neither is there without the other. Nothing that a browser sends takes part.
/// </summary>
internal sealed class IssueCertificate(TrainingDbContext db, ITransfers transfers, ITechniques techniques, Dossiers dossiers, IProcesses processes)
    : IHandle<CaseSigned>, IHandle<CourseCompleted>
{
    public Task HandleAsync(CaseSigned domainEvent, CancellationToken ct) => EvaluateAsync(domainEvent.ParticipantId, domainEvent.SignedAt, domainEvent.IsHistory, ct);

    public async Task HandleAsync(CourseCompleted domainEvent, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        foreach (var participation in await transfers.OfPersonAsync(domainEvent.PersonId, ct))
        {
            if (catalogue.Package(participation.Transfer.PackageVersionId).TheoryCourseId == domainEvent.CourseId)
            {
                await EvaluateAsync(participation.Participant.Id, domainEvent.CompletedAt, domainEvent.IsHistory, ct);
            }
        }
    }

    private async Task EvaluateAsync(Guid participantId, DateTimeOffset at, bool isHistory, CancellationToken ct)
    {
        await db.BeginEvaluationAsync(participantId, ct);
        var subject = new Subject(CertificateRequest.SubjectType, participantId);
        if (await db.Unscoped<Certificate>().AnyAsync(c => c.ParticipantId == participantId, ct)
            || (await processes.FindAsync(subject, ct)).Any(run => run.Process == CertificateRequest.Process && run.EndedAt is null))
        {
            return;
        }

        var dossier = await dossiers.ReadAsync(participantId, ct);
        if (!dossier.Progress.IsComplete)
        {
            return;
        }

        var request = new CertificateRequest
        {
            ParticipantId = participantId,
            PersonId = dossier.Participation.Participant.PersonId,
            IssuerHospitalId = dossier.Issuer.Id,
            HolderHospitalId = dossier.Holder.Id,
            MetAt = at,
            IsHistory = isHistory,
        };
        db.Add(request);
        await processes.StartAsync(
            CertificateRequest.Process,
            subject,
            new Concerned(request.PersonId, request.IssuerHospitalId, request.HolderHospitalId),
            isHistory ? new Dictionary<string, object> { ["checks"] = false } : new Dictionary<string, object>(),
            ct);
    }
}
