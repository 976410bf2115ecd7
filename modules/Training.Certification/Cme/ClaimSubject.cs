using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Cme;

/// <summary>A finished course that carries credit: name, course and hospital.</summary>
internal sealed class ClaimSubject(TrainingDbContext db, ICourses courses, IPeople people, IOrganizations organizations, IStringLocalizer<Texts> texts) : IProcessSubject
{
    public string Type => CmeClaim.SubjectType;

    public async Task<IReadOnlyDictionary<Guid, SubjectCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var seen = await db.CmeClaims.AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new { Claim = c, Certificate = db.Set<CmeCertificate>().Where(x => x.ClaimId == c.Id).Select(x => (Guid?)x.Id).FirstOrDefault() })
            .ToListAsync(ct);
        var names = await people.FindAsync(seen.Select(s => s.Claim.PersonId), ct);
        var known = await courses.FindAsync(seen.Select(s => s.Claim.CourseId), ct);
        var directory = await organizations.GetAsync(ct);
        return seen.Where(s => known.ContainsKey(s.Claim.CourseId)).ToDictionary(s => s.Claim.Id, s => new SubjectCard(
            texts["Cme.Card", names[s.Claim.PersonId].Display],
            $"{known[s.Claim.CourseId].Display} · {directory.Hospital(s.Claim.HolderHospitalId).Display}",
            s.Certificate is { } id ? $"/certificates/cme/{id}" : $"/courses/{known[s.Claim.CourseId].Code}"));
    }
}
