using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Courses.Progress;
using Training.Data;
using Training.Modules;
using Training.Reporting.Contracts;

namespace Training.Courses.Dashboard;

/// <summary>The courses on somebody's list, those to do first. Nothing for an office account or an empty list.</summary>
internal sealed class MyCoursesTile(TrainingDbContext db, LearnerCourses courses, ICurrentUser user) : IDashboardTile
{
    private const int Most = 8;

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

        CourseRow[] rows = [.. (await courses.ReadAsync(db.PublishedCourses.Where(c => db.Set<Enrolment>().Any(e => e.PersonId == personId && e.CourseId == c.Id && e.EndedAt == null)), personId, ct)).Select(CourseRow.Of)];
        return rows.Length == 0 ? null : rows.OrderBy(r => r.State == CourseState.Completed).ThenBy(r => r.DueOn is null).ThenBy(r => r.DueOn).Take(Most).ToArray();
    }
}
