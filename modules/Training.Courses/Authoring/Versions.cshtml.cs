using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Authoring;

/// <summary>What went out when, and what was new in it.</summary>
[HasPermission(Permissions.Author)]
internal sealed class VersionsModel(TrainingDbContext db, Drafts drafts) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public Course Course { get; private set; } = null!;

    public IReadOnlyList<CourseVersion> Versions { get; private set; } = [];

    /// <summary>How many people learn each version, by number.</summary>
    public IReadOnlyDictionary<int, int> Learners { get; private set; } = new Dictionary<int, int>();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await drafts.CourseAsync(Code, ct) is not { } course)
        {
            return NotFound();
        }

        Learners = await db.Unscoped<Enrolment>().Where(e => e.CourseId == course.Id && e.BegunVersion != null)
            .GroupBy(e => e.BegunVersion!.Value).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        (Course, Versions) = (course, await drafts.VersionsAsync(course.Id, ct));
        return Page();
    }
}
