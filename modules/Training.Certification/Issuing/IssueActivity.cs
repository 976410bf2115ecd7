using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Certification.Requests;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Issuing;

/// <summary>
/// Issues the certificate of a member, once: number, content and signature become one row that never changes. The facts are read anew. Where
/// the targets are not met, or somebody signed something else than what would be printed, it raises an error that the process can catch.
/// </summary>
internal sealed class IssueActivity(TrainingDbContext db, Dossiers dossiers, ITechniques techniques, IAuditTrail audit, TimeProvider clock) : IProcessActivity
{
    // 28 characters of 32 are 140 bits.
    private const string TokenAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TokenLength = 28;

    public string Type => "Training.Certification.Issue";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public static string NewToken() => RandomNumberGenerator.GetString(TokenAlphabet, TokenLength);

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var nothing = new Dictionary<string, object>();
        var participantId = context.Subject.Id;
        await db.BeginEvaluationAsync(participantId, ct);
        if (await db.Unscoped<Certificate>().AnyAsync(c => c.ParticipantId == participantId, ct))
        {
            return nothing;
        }

        var request = await db.Unscoped<CertificateRequest>().Where(r => r.ParticipantId == participantId).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct)
            ?? throw new ProcessError("no-request", "Nobody has met the targets.");
        var last = await db.Unscoped<RequestDecision>().Where(d => d.RequestId == request.Id).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).FirstOrDefaultAsync(ct);
        var dossier = await dossiers.ReadAsync(participantId, ct);
        if (!dossier.Progress.IsComplete)
        {
            throw new ProcessError("targets-not-met", "The targets are not met any more.");
        }

        // Whatever is drawn: what was refused last is not issued.
        if (last is { Step: RequestStep.Returned or RequestStep.Declined })
        {
            throw new InvalidOperationException($"Request {request.Id} was refused last.");
        }

        // Only the last word counts: what was signed and then taken up again is not signed.
        var signature = last is { Step: RequestStep.Signed } ? last : null;
        if (signature is not null && signature.ContentHash != dossier.Hash)
        {
            throw new ProcessError("not-as-signed", "Something changed since it was signed.");
        }

        // Where nobody had to decide, it is issued as of the moment that the last target was met, which may lie in the past of a recipe.
        await IssueAsync(dossier, signature, signature?.At ?? (last is null ? request.MetAt : clock.GetUtcNow()), ct);
        return nothing;
    }

    private async Task IssueAsync(Dossier dossier, RequestDecision? signature, DateTimeOffset at, CancellationToken ct)
    {
        var ((participant, transfer), package, issuer, holder) = (dossier.Participation, dossier.Package, dossier.Issuer, dossier.Holder);
        var year = VietnamTime.DateOf(at).Year;
        var number = await db.TakeNumberAsync(issuer.Id, year, ct);
        var certificate = new Certificate
        {
            Number = CertificateNumber.Make(number, year, issuer.TrainingUnitCode ?? issuer.Key),
            Token = NewToken(),
            ParticipantId = participant.Id,
            PersonId = participant.PersonId,
            PackageVersionId = package.Id,
            IssuerHospitalId = issuer.Id,
            HolderHospitalId = holder.Id,
            HolderName = dossier.HolderName,
            HolderRole = participant.Role,
            HolderHospital = WithFormerProvince(holder.Name, holder),
            HolderHospitalEn = WithFormerProvince(holder.NameEn, holder),
            Issuer = issuer.Name,
            IssuerEn = issuer.NameEn,
            TransferCode = transfer.Code,
            PackageVi = package.NameVi,
            PackageEn = package.NameEn,
            TheoryScore = dossier.Result?.Score,
            IssuedAt = at,
            SignatureId = signature?.Id,
        };
        db.Add(certificate);
        audit.Add(new AuditEvent(Certificate.IssuedAction, nameof(Certificate), certificate.Id)
        {
            HospitalIds = [issuer.Id, holder.Id],
            Facts = new Dictionary<string, string?>
            {
                ["number"] = certificate.Number,
                ["transfer"] = transfer.Code,
                ["package"] = $"{package.Id}",
                ["signedHash"] = signature?.SignedHash,
            },
        });
        await AddTechniquesAsync(certificate, dossier, ct);
    }

    private async Task AddTechniquesAsync(Certificate certificate, Dossier dossier, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        foreach (var (position, techniqueId) in dossier.Package.TechniqueIds.Index())
        {
            var stages = dossier.Progress.Stages.Where(s => s.TechniqueId == techniqueId).ToDictionary(s => s.Stage, s => s.Signed + s.BelowEntrustment);
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
