using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Certification.Register;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;

namespace Training.Certification.Reports;

/// <summary>The list behind a count of the report: certified people of one hospital and technique.</summary>
[HasPermission(Permissions.View)]
internal sealed class PeopleModel(TrainingDbContext db, ICurrentUser user, IOrganizations organizations, ITechniques techniques) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "hospital")]
    public string HospitalKey { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "technique")]
    public string TechniqueKey { get; set; } = "";

    public HospitalInfo Hospital { get; private set; } = null!;

    public TechniqueInfo Technique { get; private set; } = null!;

    public IReadOnlyList<CertificateRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var hospital = (await organizations.GetAsync(ct)).Within(user.ScopeOf(Permissions.View)).FirstOrDefault(h => h.Key == HospitalKey);
        if (hospital is null || (await techniques.GetAsync(ct)).FindTechnique(TechniqueKey) is not { } technique)
        {
            return NotFound();
        }

        (Hospital, Technique) = (hospital, technique);
        Rows = await db.Certificates
            .Where(c => c.HolderHospitalId == hospital.Id && db.Set<CertificateTechnique>().Any(t => t.CertificateId == c.Id && t.TechniqueId == technique.Id))
            .Where(c => !db.Set<Revocation>().Any(r => r.CertificateId == c.Id))
            .OrderByDescending(c => c.IssuedAt)
            .ToRows(db)
            .ToListAsync(ct);
        return Page();
    }
}
