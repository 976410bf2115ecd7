using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;

namespace Training.Techniques.Catalogue;

[HasPermission(Permissions.View)]
internal sealed class DetailsModel(TrainingDbContext db, ITechniques techniques, IOrganizations organizations, ICurrentUser user) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    public Technique Technique { get; private set; } = null!;

    /// <summary>Hospitals that could teach it, in the order of the data.</summary>
    public IReadOnlyList<string> Donors { get; private set; } = [];

    /// <summary>The newest version of each package that has it.</summary>
    public IReadOnlyList<PackageInfo> Packages { get; private set; } = [];

    public bool CanEdit => user.Can(Permissions.Manage);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await db.Techniques.AsNoTracking().SingleOrDefaultAsync(t => t.Key == Key, ct) is not { } technique)
        {
            return NotFound();
        }

        Technique = technique;
        var directory = await organizations.GetAsync(ct);
        Donors = [.. technique.TypicalDonorKeys.Select(directory.FindHospital).OfType<HospitalInfo>().Select(h => h.Display)];
        Packages = [.. (await techniques.GetAsync(ct)).Packages
            .GroupBy(p => p.Code)
            .Select(versions => versions.Last())
            .Where(p => p.TechniqueIds.Contains(technique.Id))];
        return Page();
    }
}
