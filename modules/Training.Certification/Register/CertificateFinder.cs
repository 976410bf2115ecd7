using Microsoft.EntityFrameworkCore;
using Training.Certification.Contracts;
using Training.Certification.Issuing;
using Training.Data;

namespace Training.Certification.Register;

/// <inheritdoc cref="ICertificates"/>
internal sealed class CertificateFinder(TrainingDbContext db) : ICertificates
{
    public async Task<IReadOnlyList<ValidCertificate>> ValidOfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct)
        => await db.Unscoped<Certificate>()
            .Where(c => participantIds.Contains(c.ParticipantId) && !db.Set<Revocation>().Any(r => r.CertificateId == c.Id))
            .OrderBy(c => c.Number)
            .Select(c => new ValidCertificate(c.ParticipantId, c.HolderRole, c.HolderName, c.Number))
            .ToListAsync(ct);
}
