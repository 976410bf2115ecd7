using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Activities.Assignments;

/// <summary>What waits for being marked by whoever looks, the longest first; never one's own.</summary>
[HasPermission(Permissions.Mark)]
internal sealed class MarkingModel(TrainingDbContext db, WaitingWorks waiting, ICourses courses, IPeople people) : PageModel
{
    private const int PageSize = 50;

    /// <summary>Those marked already instead, the newest first.</summary>
    [BindProperty(SupportsGet = true, Name = "done")]
    public bool Done { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var works = Done
            ? waiting.OfOthers().Where(w => w.MarkedAt != null).OrderByDescending(w => w.MarkedAt).ThenBy(w => w.Id)
            : waiting.Query().OrderBy(w => w.HandedInAt).ThenBy(w => w.Id);
        var found = await (from work in works
                           join assignment in db.Set<Assignment>().AsNoTracking() on work.AssignmentId equals assignment.Id
                           select new { Work = work, assignment.Title, assignment.DueOn }).Skip((Number - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);
        HasMore = found.Count > PageSize;
        var names = await people.FindAsync(found.Select(row => row.Work.PersonId).Distinct(), ct);
        var titles = await courses.FindAsync(found.Select(row => row.Work.CourseId).Distinct(), ct);
        Rows = [.. found.Take(PageSize).Select(row => new Row(
            row.Work, row.Title, names.GetValueOrDefault(row.Work.PersonId)?.Display ?? "–", titles.GetValueOrDefault(row.Work.CourseId)?.Display ?? row.Work.CourseCode))];
    }

    public sealed record Row(Work Work, string Title, string Learner, string Course);
}
