using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Gradebook;

/// <summary>One's own grades of a course, with the reason of each that somebody changed.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class MineModel(TrainingDbContext db, GradebookReader reader, ICurrentUser user) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    public PersonGrades Grades { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me
            || await reader.FindAsync(Code, ct) is not { } graded
            || await PersonGrades.ReadAsync(db, reader, graded, new GradeFilter(null), me, ct) is not { } grades)
        {
            return NotFound();
        }

        Grades = grades;
        return Page();
    }
}
