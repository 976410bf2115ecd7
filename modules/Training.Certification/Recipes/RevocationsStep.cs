using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Certification.Recipes;

/// <summary>Revokes certificates of invented people, by person and transfer.</summary>
internal sealed class RevocationsStep(TrainingDbContext db, IPeople people, IAuditTrail audit, TimeProvider clock) : IRecipeStep
{
    public string Name => "Revocations";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var items = context.Items("revocations");
        var named = await people.FindByKeyAsync(items.Select(i => (string?)i["person"] ?? ""), ct);
        foreach (var (index, item) in items.Index())
        {
            var person = named.GetValueOrDefault((string?)item["person"] ?? "");
            var transfer = (string?)item["transfer"];
            var certificate = person is null
                ? null
                : await db.Certificates.SingleOrDefaultAsync(c => c.PersonId == person.Id && c.TransferCode == transfer, ct);
            if (certificate is null)
            {
                context.Problem($"there is no certificate of '{item["person"]}' in transfer '{transfer}'", index + 1);
                continue;
            }

            if (!await db.Revocations.AnyAsync(r => r.CertificateId == certificate.Id, ct))
            {
                var revocation = new Revocation
                {
                    CertificateId = certificate.Id,
                    RevokedAt = clock.GetUtcNow().AddDays(-((int?)item["daysAgo"] ?? 0)),
                    RevokedBy = (string?)item["by"] ?? "",
                    Reason = (string?)item["reason"] ?? "",
                };
                db.Add(revocation);
                audit.Add(new AuditEvent("Certification.CertificateRevoked", nameof(Certificate), certificate.Id)
                {
                    HospitalIds = [certificate.IssuerHospitalId, certificate.HolderHospitalId],
                    Reason = revocation.Reason,
                    Facts = new Dictionary<string, string?> { ["number"] = certificate.Number },
                });
            }
        }

        await db.SaveChangesAsync(ct);
    }
}
