using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Catalogue;

[HasPermission(Permissions.Learn)]
internal sealed class IndexModel(TrainingDbContext db, ICurrentUser user) : PageModel
{
    public bool Learns => user.PersonId is not null;

    public IReadOnlyList<CourseRow> Mine { get; private set; } = [];

    public IReadOnlyList<CourseRow> Others { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var rows = await db.PublishedCourses.RowsFor(db, user.PersonId ?? Guid.Empty).ToListAsync(ct);
        Mine = [.. rows.Where(r => r.Reason is not null).OrderBy(r => r.State == CourseState.Completed)];
        Others = [.. rows.Where(r => r.Reason is null)];
    }
}
