using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Completion;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Enrolments;

/// <summary>People of a hospital who have the course on their list, for its office.</summary>
[HasPermission(Permissions.Enrol)]
internal sealed class LearnersModel(TrainingDbContext db, CourseOffice office, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    [BindProperty(SupportsGet = true, Name = "hospital")]
    public string? HospitalKey { get; set; }

    /// <summary>The person after whom the page begins.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public Guid? After { get; set; }

    public Course Course { get; private set; } = null!;

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public HospitalInfo? Hospital { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public Guid? Next { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Hospitals = await office.HospitalsAsync(ct);
        Hospital = CourseOffice.Choose(Hospitals, HospitalKey);
        if (await office.FindAsync(Code, ct) is not { } course || (Hospital is null && HospitalKey is not null))
        {
            return NotFound();
        }

        Course = course;
        if (Hospital is null)
        {
            return Page();
        }

        var learners = from enrolment in db.Unscoped<Enrolment>().AsNoTracking()
                       where enrolment.CourseId == course.Id && enrolment.EndedAt == null
                       join person in db.PractitionersAt([Hospital.Id], Today) on enrolment.PersonId equals person.PersonId
                       select new { enrolment, person };
        if (After is { } after)
        {
            var key = await db.Practitioners().Where(p => p.PersonId == after).Select(p => p.SortKey).SingleOrDefaultAsync(ct) ?? "";
            learners = learners.Where(l => l.person.SortKey.CompareTo(key) > 0 || (l.person.SortKey == key && l.person.PersonId.CompareTo(after) > 0));
        }

        var rows = await learners.OrderBy(l => l.person.SortKey).ThenBy(l => l.person.PersonId)
            .Select(l => new
            {
                l.person.PersonId,
                l.person.Title,
                l.person.FullName,
                l.person.Department,
                l.enrolment.Reason,
                l.enrolment.DueOn,
                l.enrolment.LastActiveAt,
                CompletedAt = db.Set<CourseCompletion>().Where(c => c.PersonId == l.person.PersonId && c.CourseId == course.Id).Select(c => (DateTimeOffset?)c.CompletedAt).FirstOrDefault(),
            })
            .Take(PageSize + 1).ToListAsync(ct);
        Rows = [.. rows.Take(PageSize).Select(r => new Row(r.PersonId, r.Title.Length == 0 ? r.FullName : $"{r.Title} {r.FullName}", r.Department, r.Reason, r.DueOn, r.LastActiveAt, r.CompletedAt))];
        Next = rows.Count > PageSize ? Rows[^1].PersonId : null;
        return Page();
    }

    public sealed record Row(Guid PersonId, string Name, string? Department, string Reason, DateOnly? DueOn, DateTimeOffset? LastActiveAt, DateTimeOffset? CompletedAt);
}
