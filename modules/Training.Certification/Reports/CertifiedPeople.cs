using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Certification.Issuing;
using Training.Data;
using Training.Organizations.Contracts;
using Training.Reporting.Contracts;
using Training.Techniques.Contracts;

namespace Training.Certification.Reports;

/// <summary>People with a certificate that is not revoked, per hospital and technique.</summary>
internal sealed class CertifiedPeople(TrainingDbContext db, ITechniques techniques, IOrganizations organizations, IStringLocalizer<Texts> texts) : IMatrixMeasure
{
    public string Id => "people";

    public int Order => 20;

    public string Title => texts["Measure.People"];

    public async Task<MatrixCounts> CountAsync(IReadOnlyCollection<Guid> hospitalIds, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var directory = await organizations.GetAsync(ct);
        var valid = db.Certificates.Where(c => hospitalIds.Contains(c.HolderHospitalId) && !db.Set<Revocation>().Any(r => r.CertificateId == c.Id));
        var byTechnique = from technique in db.CertificateTechniques
                          join certificate in valid on technique.CertificateId equals certificate.Id
                          group certificate by new { certificate.HolderHospitalId, technique.TechniqueId } into g
                          select new { g.Key.HolderHospitalId, g.Key.TechniqueId, People = g.Count() };

        // In the same statement, since every home page asks: the row of no hospital is everybody, each once.
        var rows = await byTechnique
            .Concat(valid.GroupBy(_ => 1).Select(g => new { HolderHospitalId = Guid.Empty, TechniqueId = Guid.Empty, People = g.Select(c => c.PersonId).Distinct().Count() }))
            .ToListAsync(ct);
        var (counts, people) = (rows.Where(r => r.HolderHospitalId != Guid.Empty), rows.Where(r => r.HolderHospitalId == Guid.Empty).Sum(r => r.People));
        return new MatrixCounts(
            [.. counts.Select(c => new MatrixCell(
                c.HolderHospitalId,
                c.TechniqueId,
                catalogue.Technique(c.TechniqueId).Display,
                c.People,
                $"/reports/people?hospital={directory.Hospital(c.HolderHospitalId).Key}&technique={catalogue.Technique(c.TechniqueId).Key}"))],
            people);
    }
}
