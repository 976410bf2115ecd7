using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Enrolments;

/// <summary>Who was put on a course at once, and who was there already.</summary>
[HasPermission(Permissions.Enrol)]
internal sealed class ReportModel(TrainingDbContext db) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public EnrolmentBatch Batch { get; private set; } = null!;

    public string Title { get; private set; } = "";

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await (from batch in db.Set<EnrolmentBatch>().AsNoTracking()
                           join course in db.Courses on batch.CourseId equals course.Id
                           where batch.Id == Id && course.Code == Code
                           select new { batch, course.TitleVi, course.TitleEn }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        (Batch, Title) = (found.batch, Show.Name(found.TitleVi, found.TitleEn));
        var rows = await (from line in db.Set<EnrolmentLine>()
                          where line.BatchId == Id
                          join person in db.Practitioners() on line.PersonId equals person.PersonId
                          orderby person.SortKey, person.PersonId
                          select new { person.Title, person.FullName, line.WasThere }).ToListAsync(ct);
        Rows = [.. rows.Select(r => new Row(r.Title.Length == 0 ? r.FullName : $"{r.Title} {r.FullName}", r.WasThere))];
        return Page();
    }

    public sealed record Row(string Name, bool WasThere);
}
