using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Logbook.Entries;
using Training.Organizations.Contracts;
using Training.Reporting.Contracts;
using Training.Techniques.Contracts;

namespace Training.Logbook.Reports;

/// <summary>Signed cases per hospital and technique, from the tallies.</summary>
internal sealed class SignedCases(TrainingDbContext db, ITechniques techniques, IOrganizations organizations, IStringLocalizer<Texts> texts) : IMatrixMeasure
{
    public string Id => "cases";

    public int Order => 10;

    public string Title => texts["Measure.Cases"];

    public async Task<MatrixCounts> CountAsync(IReadOnlyCollection<Guid> hospitalIds, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var directory = await organizations.GetAsync(ct);
        var counts = await db.Tallies
            .Where(t => hospitalIds.Contains(t.HospitalId))
            .GroupBy(t => new { t.HospitalId, t.TechniqueId })
            .Select(g => new { g.Key.HospitalId, g.Key.TechniqueId, Signed = g.Sum(t => t.Signed) })
            .ToListAsync(ct);
        return new MatrixCounts(
            [.. counts.Select(c => new MatrixCell(
                c.HospitalId,
                c.TechniqueId,
                catalogue.Technique(c.TechniqueId).Display,
                c.Signed,
                $"/reports/cases?hospital={directory.Hospital(c.HospitalId).Key}&technique={catalogue.Technique(c.TechniqueId).Key}"))],
            counts.Sum(c => c.Signed));
    }
}
