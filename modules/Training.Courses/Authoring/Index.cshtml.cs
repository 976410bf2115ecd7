using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Authoring;

/// <summary>The courses that whoever is signed in may write.</summary>
[HasPermission(Permissions.Author)]
internal sealed class IndexModel(TrainingDbContext db, ICurrentUser user) : PageModel
{
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var everywhere = user.ScopeOf(Permissions.Author).Country;
        Guid?[] hospitals = [.. user.HospitalsOf(Permissions.Author).Select(id => (Guid?)id)];
        Rows = await (from course in db.Courses
                      where everywhere || hospitals.Contains(course.HospitalId)
                      join draft in db.CourseVersions.Where(v => v.PublishedAt == null) on course.Id equals draft.CourseId into drafts
                      from open in drafts.DefaultIfEmpty()
                      orderby open == null, course.SortKey, course.Code
                      select new Row(
                          course.Code,
                          open == null ? course.TitleVi : open.TitleVi,
                          open == null ? course.TitleEn : open.TitleEn,
                          db.Set<CourseVersion>().Where(v => v.CourseId == course.Id && v.PublishedAt != null).Max(v => (int?)v.Number),
                          open != null)).ToListAsync(ct);
    }

    public sealed record Row(string Code, string TitleVi, string? TitleEn, int? Published, bool HasDraft);
}
