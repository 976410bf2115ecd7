using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Certification.Issuing;

/// <summary>
/// Compares a member's targets with what was done and issues the certificate when the last one is met: in the transaction of the signature
/// or of the quiz that met it, so that neither is there without the other. Nothing that a browser sends takes part in the decision.
/// </summary>
internal sealed class IssueCertificate(
    TrainingDbContext db, ITransfers transfers, IPracticeCounts practice, ICourses courses, ITechniques techniques, IOrganizations organizations, IPeople people, IAuditTrail audit)
    : IHandle<CaseSigned>, IHandle<CourseCompleted>
{
    // 28 characters of 32 are 140 bits.
    private const string TokenAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TokenLength = 28;

    public Task HandleAsync(CaseSigned domainEvent, CancellationToken ct) => EvaluateAsync(domainEvent.ParticipantId, domainEvent.SignedAt, ct);

    public async Task HandleAsync(CourseCompleted domainEvent, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        foreach (var participation in await transfers.OfPersonAsync(domainEvent.PersonId, ct))
        {
            if (catalogue.Package(participation.Transfer.PackageVersionId).TheoryCourseId == domainEvent.CourseId)
            {
                await EvaluateAsync(participation.Participant.Id, domainEvent.CompletedAt, ct);
            }
        }
    }

    private async Task EvaluateAsync(Guid participantId, DateTimeOffset at, CancellationToken ct)
    {
        await db.BeginEvaluationAsync(participantId, ct);
        if (await db.Unscoped<Certificate>().AnyAsync(c => c.ParticipantId == participantId, ct))
        {
            return;
        }

        var participation = (await transfers.FindAsync([participantId], ct)).Single();
        var package = (await techniques.GetAsync(ct)).Package(participation.Transfer.PackageVersionId);
        var theory = package.TheoryCourseId is { } courseId
            ? (await courses.ResultsAsync([participation.Participant.PersonId], [courseId], ct)).SingleOrDefault()
            : null;
        var counts = await practice.OfAsync([participantId], ct);
        var progress = PackageProgress.Of(package, participation.Participant.Role, counts, theory is not null);
        if (progress.IsComplete)
        {
            await IssueAsync(participation, package, progress, theory, at, ct);
        }
    }

    private async Task IssueAsync(
        Participation participation, PackageInfo package, PackageProgress progress, CourseResult? theory, DateTimeOffset at, CancellationToken ct)
    {
        var (participant, transfer) = participation;
        var directory = await organizations.GetAsync(ct);
        var issuer = directory.Hospital(transfer.GivingHospitalId);
        var holder = directory.Hospital(transfer.ReceivingHospitalId);
        var year = VietnamTime.DateOf(at).Year;
        var number = await db.TakeNumberAsync(issuer.Id, year, ct);
        var certificate = new Certificate
        {
            Number = CertificateNumber.Make(number, year, issuer.TrainingUnitCode ?? issuer.Key),
            Token = RandomNumberGenerator.GetString(TokenAlphabet, TokenLength),
            ParticipantId = participant.Id,
            PersonId = participant.PersonId,
            PackageVersionId = package.Id,
            IssuerHospitalId = issuer.Id,
            HolderHospitalId = holder.Id,
            HolderName = (await people.FindAsync([participant.PersonId], ct))[participant.PersonId].Display,
            HolderRole = participant.Role,
            HolderHospital = WithFormerProvince(holder.Name, holder),
            HolderHospitalEn = WithFormerProvince(holder.NameEn, holder),
            Issuer = issuer.Name,
            IssuerEn = issuer.NameEn,
            TransferCode = transfer.Code,
            PackageVi = package.NameVi,
            PackageEn = package.NameEn,
            TheoryScore = theory?.Score,
            IssuedAt = at,
        };
        db.Add(certificate);
        audit.Add(new AuditEvent(Certificate.IssuedAction, nameof(Certificate), certificate.Id)
        {
            HospitalIds = [issuer.Id, holder.Id],
            Facts = new Dictionary<string, string?> { ["number"] = certificate.Number, ["transfer"] = transfer.Code, ["package"] = $"{package.Id}" },
        });
        await AddTechniquesAsync(certificate, package, progress, ct);
    }

    private async Task AddTechniquesAsync(Certificate certificate, PackageInfo package, PackageProgress progress, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        foreach (var (position, techniqueId) in package.TechniqueIds.Index())
        {
            var stages = progress.Stages.Where(s => s.TechniqueId == techniqueId).ToDictionary(s => s.Stage, s => s.Signed + s.BelowEntrustment);
            if (stages.Count == 0)
            {
                continue;
            }

            var technique = catalogue.Technique(techniqueId);
            db.Add(new CertificateTechnique
            {
                CertificateId = certificate.Id,
                TechniqueId = techniqueId,
                Position = position,
                NameVi = technique.NameVi,
                NameEn = technique.NameEn,
                Observed = stages.GetValueOrDefault(Stage.O),
                Assisted = stages.GetValueOrDefault(Stage.A),
                Supervised = stages.GetValueOrDefault(Stage.S),
                Independent = stages.GetValueOrDefault(Stage.I),
            });
        }
    }

    private static string WithFormerProvince(string name, HospitalInfo hospital)
        => hospital.FormerProvince is null ? name : $"{name} ({hospital.FormerProvince})";
}
