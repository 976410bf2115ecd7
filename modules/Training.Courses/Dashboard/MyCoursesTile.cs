using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Modules;
using Training.Reporting.Contracts;

namespace Training.Courses.Dashboard;

/// <summary>The courses on somebody's list, those to do first. Nothing for an office account or an empty list.</summary>
internal sealed class MyCoursesTile(TrainingDbContext db, ICurrentUser user) : IDashboardTile
{
    public string Permission => Permissions.Learn;

    public int Order => 60;

    public DashboardColumn Column => DashboardColumn.Side;

    public string View => "/Areas/Courses/Pages/Dashboard/MyCourses.cshtml";

    public async Task<object?> LoadAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } personId)
        {
            return null;
        }

        var rows = await db.PublishedCourses
            .Where(c => db.Set<Enrolment>().Any(e => e.PersonId == personId && e.CourseId == c.Id))
            .RowsFor(db, personId)
            .ToListAsync(ct);
        return rows.Count == 0 ? null : rows.OrderBy(r => r.State == CourseState.Completed).ToArray();
    }
}
