using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Catalogue;
using Training.Techniques.Contracts;

namespace Training.Techniques.Packages;

[HasPermission(Permissions.View)]
internal sealed class DetailsModel(TrainingDbContext db, ITechniques techniques, ICourses courses, IOrganizations organizations) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>An older version; the newest where it is left out.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    public PackageInfo Package { get; private set; } = null!;

    public int Newest { get; private set; }

    public DateTimeOffset PublishedAt { get; private set; }

    public string? Donor { get; private set; }

    public CourseInfo? Theory { get; private set; }

    public IReadOnlyList<TechniqueTargets> Techniques { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var newest = catalogue.FindPackage(Code);
        if (newest is null || catalogue.Packages.FirstOrDefault(p => p.Code == Code && p.Number == (Version ?? newest.Number)) is not { } package)
        {
            return NotFound();
        }

        Package = package;
        Newest = newest.Number;
        var stored = await (from version in db.PackageVersions
                            join parent in db.TechniquePackages on version.PackageId equals parent.Id
                            where version.Id == package.Id
                            select new { version.PublishedAt, parent.TypicalDonor, Evidence = version.Techniques.Select(t => new { t.TechniqueId, t.Evidence }).ToList() }).SingleAsync(ct);
        PublishedAt = stored.PublishedAt;
        Donor = (await organizations.GetAsync(ct)).FindHospital(stored.TypicalDonor)?.Display;
        Theory = package.TheoryCourseId is { } courseId ? (await courses.FindAsync([courseId], ct)).GetValueOrDefault(courseId) : null;
        Techniques = [.. package.TechniqueIds.Select(id => new TechniqueTargets(
            catalogue.Technique(id),
            stored.Evidence.Single(e => e.TechniqueId == id).Evidence,
            [.. package.Targets.Where(t => t.TechniqueId == id).GroupBy(t => t.Role).OrderBy(role => role.Key)
                .Select(role => new RoleTargets(role.Key, role.ToDictionary(t => t.Stage)))]))];
        return Page();
    }

    public sealed record TechniqueTargets(TechniqueInfo Technique, string Evidence, IReadOnlyList<RoleTargets> Roles);

    public sealed record RoleTargets(TeamRole Role, IReadOnlyDictionary<Stage, TargetInfo> Stages);
}
