using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;

namespace Training.Identity.Merging;

[HasPermission(PeoplePermissions.Merge)]
internal sealed class ReportModel(TrainingDbContext db) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Merge Merge { get; private set; } = null!;

    public string Kept { get; private set; } = "";

    public string Dropped { get; private set; } = "";

    public MergeReport Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await (from merge in db.Set<Merge>().AsNoTracking()
                           where merge.Id == Id
                           join kept in db.People on merge.KeptId equals kept.Id
                           join dropped in db.People on merge.DroppedId equals dropped.Id
                           select new { Merge = merge, Kept = kept.FullName, Dropped = dropped.FullName }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        (Merge, Kept, Dropped, Report) = (found.Merge, found.Kept, found.Dropped, MergeReport.Parse(found.Merge.Report));
        return Page();
    }
}
